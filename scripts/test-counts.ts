import { join } from 'node:path';

/** What a step of the test run came to. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A step that either holds or not. */
export function stepCount(ok: boolean): Counts {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/** Counts a vitest JSON report. A file that could not even be loaded counts as one failure; so does a run without a report. */
export function countVitest(report: unknown, ok: boolean): Counts {
  if (!report) return stepCount(false);
  const found = report as VitestReport;
  const unloaded = found.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return honest(
    { passed: found.numPassedTests, failed: found.numFailedTests + unloaded, skipped: found.numPendingTests + found.numTodoTests },
    ok,
  );
}

/** The failed tests of a vitest JSON report, one line each: file, name and the first line of the reason. */
export function failuresOf(report: unknown): string[] {
  if (!report) return [];
  const files = (report as { testResults: readonly FileResult[] }).testResults;
  return files.flatMap((file) => {
    if (file.status === 'failed' && file.assertionResults.length === 0) return [`${file.name}: ${firstLine(file.message)}`];
    return file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => `${file.name}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
  });
}

/** Test files, by their path below `root`, that a vitest JSON report has no finished result of: their process ended first. */
export function withoutResult(report: unknown, root: string, files: readonly string[]): string[] {
  if (!report) return [];
  const { testResults } = report as { testResults: readonly FileResult[] };
  const done = new Set(testResults.filter(({ assertionResults }) => assertionResults.length > 0).map(({ name }) => name));
  return files.filter((file) => !done.has(join(root, file)));
}

interface FileResult {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string; readonly failureMessages: readonly string[] }[];
}

function firstLine(text: string | undefined): string {
  return (text ?? '').split('\n', 1)[0]!;
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number };
  readonly errors: readonly unknown[];
}

/** Counts a Playwright JSON report. A test that passed at its second try (only in CI) passed; the list reporter names it as flaky. */
export function countPlaywright(report: unknown, ok: boolean): Counts {
  if (!report) return stepCount(false);
  const { stats, errors } = report as PlaywrightReport;
  return honest({ passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped }, ok);
}

/** A run that ended badly without a failed test still failed. */
function honest(counts: Counts, ok: boolean): Counts {
  return !ok && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
