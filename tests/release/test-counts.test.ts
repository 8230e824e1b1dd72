import { expect, test } from 'vitest';
import { countPlaywright, countVitest, failuresOf, stepCount, withoutResult } from '../../scripts/test-counts.ts';

test('a static step is one', () => {
  expect(stepCount(true)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(stepCount(false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a test file that could not be loaded is a failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [
      { status: 'passed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(countVitest(report, false)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test('a test that passed at its second try passed; a run that fails as a whole or leaves no report failed', () => {
  const report = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 3 }, errors: [{}] };
  expect(countPlaywright(report, false)).toEqual({ passed: 8, failed: 2, skipped: 3 });
  const fine = { stats: { expected: 7, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] };
  expect(countPlaywright(fine, false)).toEqual({ passed: 7, failed: 1, skipped: 0 });
  expect(countPlaywright(fine, true)).toEqual({ passed: 7, failed: 0, skipped: 0 });
  expect(countPlaywright(null, true).failed).toBe(1);
  expect(countVitest(null, true).failed).toBe(1);
});

test('failed tests are named with their file and the first line of the reason', () => {
  const report = {
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'holds', failureMessages: [] },
          { status: 'failed', fullName: 'breaks', failureMessages: ['expected 1 to be 2\n    at line 3'] },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
    ],
  };
  expect(failuresOf(report)).toEqual(['a.test.ts: breaks: expected 1 to be 2', 'b.test.ts: Cannot find module']);
  expect(failuresOf(null)).toEqual([]);
});

test('files whose process ended before them are those without a finished result', () => {
  const report = {
    testResults: [
      { name: '/r/a.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'a', failureMessages: [] }] },
      { name: '/r/b.test.ts', status: 'failed', assertionResults: [] },
    ],
  };
  expect(withoutResult(report, '/r', ['a.test.ts', 'b.test.ts', 'c.test.ts'])).toEqual(['b.test.ts', 'c.test.ts']);
  expect(withoutResult(null, '/r', ['a.test.ts'])).toEqual([]);
});
