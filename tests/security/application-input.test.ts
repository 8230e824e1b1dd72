import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JobRow } from '../../src/shared/contract/jobs.ts';
import type { Problem } from '../../src/shared/contract/common.ts';
import { startCase, type Fixture } from '../integration/case-fixture.ts';

const HEAD = 'Date,Description,Amount';
/** Good rows around the bad ones: they must come through. */
const good = (n: number, from = 0): string[] =>
  Array.from({ length: n }, (_, i) => `2024-03-${String(((i + from) % 28) + 1).padStart(2, '0')},Payment ${i + from},${i + 1}.50`);
const utf8 = (text: string) => new TextEncoder().encode(text);
const joined = (...parts: (Uint8Array | string)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part))));
const csv = (...lines: string[]): Uint8Array => utf8(`${[HEAD, ...lines].join('\n')}\n`);

const PNG = joined(
  new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  new Uint8Array(4_000).map((_, i) => (i * 31) & 255),
);
const ZIP = joined(
  new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]),
  new Uint8Array(4_000).map((_, i) => (i * 57) & 255),
);
const ELF = joined(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), new Uint8Array(4_000));
const utf16le = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));

interface Expected {
  /** Codes of findings that must be there, with the line where it matters. */
  readonly findings: readonly (string | readonly [code: string, line: number])[];
  /** Rows that come in; or the code of the refusal. */
  readonly outcome: number | string;
  readonly kept?: (rows: readonly { description: string }[]) => boolean;
}

const FILES: Readonly<Record<string, readonly [bytes: () => Uint8Array, expected: Expected]>> = {
  'an empty file': [() => utf8(''), { findings: ['FILE-EMPTY'], outcome: 'file-unreadable' }],
  'a file of blank lines': [() => utf8('\n\n   \n'), { findings: [['ROW-NOT-A-MOVEMENT', 3]], outcome: 'question-open' }],
  'a PNG': [() => PNG, { findings: ['FILE-BINARY'], outcome: 'file-unreadable' }],
  'a zip': [() => ZIP, { findings: ['FILE-DAMAGED'], outcome: 'file-unreadable' }],
  'an ELF program': [() => ELF, { findings: ['FILE-BINARY'], outcome: 'file-unreadable' }],
  'a header only': [() => utf8(`${HEAD}\n`), { findings: ['FILE-NO-ROWS'], outcome: 'file-unreadable' }],
  'NUL characters': [() => csv(...good(5), '2024-03-09,Zero\0 here,7.00', ...good(5)), { findings: [['ENC-NUL', 7]], outcome: 11 }],
  'mixed encodings': [
    () =>
      joined(
        csv(...good(2), ...Array.from({ length: 4 }, (_, i) => `2024-03-0${i + 5},Payment Café ü €,3.0${i}`)),
        new Uint8Array(Buffer.from('2024-03-10,Caf\u00e9 B\u00fcro,4.00\n', 'latin1')),
        `${good(3).join('\n')}\n`,
      ),
    { findings: [['ENC-MIXED', 8]], outcome: 10, kept: (rows) => rows.some((row) => row.description === 'Caf\u00e9 B\u00fcro') },
  ],
  'unbalanced quotes from line 5 on': [
    () => csv(...good(3), '2024-03-04,"Open and never closed,4.00', ...good(6, 4)),
    { findings: [['DIA-QUOTE-OPEN', 5]], outcome: 10 },
  ],
  'spreadsheet formulas': [
    () => csv(...good(3), '2024-03-04,"=HYPERLINK(""http://x"",""y"")",4.00', '2024-03-04,@SUM(A1),4.00', ...good(3)),
    { findings: [['TXT-FORMULA', 5]], outcome: 8, kept: (rows) => rows.some((row) => row.description.startsWith('=HYPERLINK')) },
  ],
  'direction overrides': [
    () => csv(...good(3), '2024-03-04,Invoice \u202egpj.exe,4.00', ...good(3)),
    { findings: [['TXT-DIRECTION', 5]], outcome: 7 },
  ],
  'lone carriage returns': [() => utf8(`${[HEAD, ...good(6)].join('\r')}\r`), { findings: [], outcome: 6 }],
  'UTF-16 without a mark': [() => utf16le(`${[HEAD, ...good(6)].join('\r\n')}\r\n`), { findings: [], outcome: 6 }],
  'amounts of 1e300': [
    () => csv(...good(6), '2024-03-09,Huge,1e300', '2024-03-09,Long,99999999999999999999999999.00', ...good(3)),
    { findings: [8, 9].map((line) => ['AMT', line] as const), outcome: 9 },
  ],
  'impossible dates': [
    () => csv(...good(6), '9999-99-99,When,5.00', '2023-02-29,Leap,6.00', ...good(3)),
    {
      findings: [
        ['DATE-UNREADABLE', 8],
        ['DATE-UNREADABLE', 9],
      ],
      outcome: 11,
    },
  ],
  '10,000 columns in a row': [
    () => csv(...good(5), `2024-03-05,Wide,9.00${',x'.repeat(10_000)}`, ...good(5)),
    { findings: [['DIA-COLUMNS-MANY', 7]], outcome: 11 },
  ],
  '10,000 columns throughout': [
    () =>
      utf8(
        Array.from({ length: 12 }, (_, i) => (i === 0 ? `${HEAD}${',c'.repeat(9_997)}` : `${good(12)[i]}${',x'.repeat(9_997)}`)).join('\n'),
      ),
    { findings: [['DIA-COLUMNS-MANY', 1]], outcome: 11 },
  ],
  'a field of 5 MB': [
    () => csv(...good(5), `2024-03-05,${'A'.repeat(5 * 1024 * 1024)},9.00`, ...good(5)),
    { findings: [['DIA-RECORD-LONG', 7]], outcome: 10 },
  ],
  'one line of 100 MB': [() => new Uint8Array(100 * 1024 * 1024).fill(0x61), { findings: ['DIA-RECORD-LONG'], outcome: 'file-unreadable' }],
  'amounts whose sum is beyond what is exact': [
    () => csv(...Array.from({ length: 12 }, (_, i) => `2024-03-${i + 10},Huge ${i},90000000000000.00`)),
    {
      findings: [
        ['AMT-RANGE', 3],
        ['AMT-RANGE', 13],
      ],
      outcome: 1,
    },
  ],
};

describe('files that are not what they should be, through the application', () => {
  let one: Fixture & { caseId: string };
  beforeAll(async () => {
    one = await startCase();
  });
  afterAll(() => one.close());

  /** Runs `use` while asking for the list of cases all the time; the longest answer, in milliseconds. */
  async function whilePinging<T>(use: () => Promise<T>): Promise<{ value: T; longestMs: number }> {
    let longestMs = 0;
    const over = new AbortController();
    const pinging = (async () => {
      while (!over.signal.aborted) {
        const start = performance.now();
        await one.call('case.list', {});
        longestMs = Math.max(longestMs, performance.now() - start);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    try {
      return { value: await use(), longestMs };
    } finally {
      over.abort();
      await pinging;
    }
  }

  test.each(Object.entries(FILES))('%s', { timeout: 60_000 }, async (name, [make, expected]) => {
    const { caseId } = one;
    const bytes = make();
    const before = await one.call('transaction.page', { caseId, limit: 1 });
    const sources = (await one.call('source.list', { caseId })).sources.length;
    const { value, longestMs } = await whilePinging(async () => {
      const uploadId = await one.upload(caseId, name, bytes);
      const inspection = await one.call('import.inspect', { caseId, uploadId });
      // What a person would answer: the first choice of every question.
      let layout = {};
      for (const question of inspection.questions) layout = { ...layout, ...question.choices[0]?.patch };
      const { jobId } = await one.call('import.run', { caseId, uploadId, kind: 'bank', name, account: name, layout });
      const job = await one.finish(jobId);
      return { inspection, job };
    });
    const findings = await findingsOf(value.job, value.inspection.problems);
    for (const wanted of expected.findings) {
      const [code, line] = typeof wanted === 'string' ? [wanted, undefined] : wanted;
      expect(findings, `${code} at ${line}: ${JSON.stringify(findings.slice(0, 5))}`).toContainEqual(
        expect.objectContaining({
          code: expect.stringContaining(code) as unknown,
          ...(line === undefined ? {} : { line }),
          message: expect.stringMatching(/^\S.*\.$/s) as unknown,
        }),
      );
    }
    const after = await one.call('transaction.page', { caseId, limit: 1 });
    if (typeof expected.outcome === 'string') {
      expect(value.job).toMatchObject({
        state: 'failed',
        error: { code: expected.outcome, message: expect.stringMatching(/[.?]$/) as unknown },
      });
      expect(after.total).toBe(before.total);
      expect((await one.call('source.list', { caseId })).sources).toHaveLength(sources);
    } else {
      expect(value.job).toMatchObject({ state: 'done', result: { rowsKept: expected.outcome } });
      expect(after.total).toBe(before.total + expected.outcome);
      const { rows } = await one.call('transaction.page', { caseId, sourceId: value.job.result!['sourceId'] as number });
      expect(rows.some((row) => row.description.includes('Payment') || row.description.includes('Huge'))).toBe(true);
      if (expected.kept) expect(expected.kept(rows)).toBe(true);
      await one.call('case.overview', { caseId });
    }
    expect(longestMs).toBeLessThan(500);
  });

  async function findingsOf(job: JobRow, seen: readonly Problem[]): Promise<readonly Problem[]> {
    if (job.state !== 'done') return seen;
    const { rows } = await one.call('import.problems', { caseId: one.caseId, sourceId: job.result!['sourceId'] as number, limit: 1000 });
    return rows;
  }

  test('afterwards the case is scored and matched, the logs verify and the vault is whole', { timeout: 60_000 }, async () => {
    const { caseId } = one;
    const { sources } = await one.call('source.list', { caseId });
    const ids = sources.map((source) => source.id);
    const flags = await one.call('flags.run', { caseId });
    expect(await one.finish(flags.jobId)).toMatchObject({ state: 'done' });
    const run = await one.call('reconcile.run', { caseId, leftSources: ids.slice(0, 5), rightSources: ids.slice(5) });
    expect(await one.finish(run.jobId)).toMatchObject({ state: 'done' });
    await one.call('reconcile.summary', { caseId });
    for (const format of ['csv', 'xlsx', 'pdf'] as const)
      for (const subject of ['reconciliation', 'flags', 'transactions', 'audit'] as const)
        expect(await one.finish((await one.call('export.run', { caseId, subject, format })).jobId)).toMatchObject({ state: 'done' });
    await one.call('quality.case', { caseId });
    await one.call('coverage.map', { caseId });
    const certify = ids.slice(-3);
    for (const sourceId of certify) {
      const { jobId } = await one.call('export.run', { caseId, subject: 'certificate', format: 'json', sourceId });
      expect([sourceId, (await one.finish(jobId)).error, (await one.call('job.get', { jobId })).job.state]).toEqual([
        sourceId,
        null,
        'done',
      ]);
    }
    expect(await one.call('audit.verify', { caseId })).toMatchObject({ holds: true });
    const { jobId } = await one.call('vault.verify', {});
    expect(await one.finish(jobId)).toMatchObject({ result: { holds: true } });
  });
});
