import { expect, test } from 'vitest';
import type { JobRow } from '../../../shared/contract/jobs.ts';
import { hasResult, isSpent } from './open-result.ts';

const job = {
  id: '01J00000000000000000000001',
  caseId: '01J00000000000000000000002',
  kind: 'export',
  state: 'done',
  finishedAt: '2024-02-12T09:00:00Z',
  result: { ticket: 'abc' },
} as unknown as JobRow;

test('an exported file is offered for ten minutes, a screen for ever', () => {
  const at = (time: string) => Date.parse(`2024-02-12T${time}Z`);
  expect(isSpent(job, at('09:09:59'))).toBe(false);
  expect(isSpent(job, at('09:10:01'))).toBe(true);
  expect(hasResult(job)).toBe(false);
  expect(hasResult({ ...job, kind: 'import' })).toBe(true);
  expect(isSpent({ ...job, kind: 'import' }, at('23:00:00'))).toBe(false);
});
