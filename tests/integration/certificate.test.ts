import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importCertificate } from '../../src/shared/contract/certificate.ts';
import type { JobRow } from '../../src/shared/contract/jobs.ts';
import { startCase, type Fixture } from './case-fixture.ts';

const FILE = `Date,Description,Reference,Amount,Balance
2025-01-03,RENT UNIT 4,R1,-500.00,1500.00
2025-01-10,"=HYPERLINK(""x"")",R2,n.v.,1500.00
2025-01-10,Größe,R2,250.00,1750.00
2025-01-31,FEE,,-5.00,1745.00
`;
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

interface File {
  readonly ticket: string;
  readonly fileName: string;
  readonly sha256: string;
}

describe('exports about an import', () => {
  let one: Fixture & { caseId: string; recoveryCode: string };
  beforeAll(async () => {
    one = await startCase();
    await one.importText(one.caseId, "it's january.csv", FILE, { kind: 'bank', account: 'A 1' });
  });
  afterAll(() => one.close());

  const run = async (
    subject: 'certificate' | 'rejected' | 'quality',
    format: 'pdf' | 'json' | 'csv' | 'xlsx',
    sourceId?: number,
  ): Promise<JobRow> => {
    const { jobId } = await one.call('export.run', {
      caseId: one.caseId,
      subject,
      format,
      ...(sourceId === undefined ? {} : { sourceId }),
    });
    return await one.finish(jobId);
  };
  const bytesOf = async (file: unknown): Promise<Uint8Array> => {
    const download = await one.app.download((file as File).ticket);
    return new Uint8Array(await new Response(download!.stream).arrayBuffer());
  };

  test('a certificate is made as PDF and JSON, and one entry of the log holds the SHA-256 of both', async () => {
    const job = await run('certificate', 'json', 1);
    expect(job).toMatchObject({ state: 'done' });
    const files = job.result!['files'] as File[];
    expect(files.map(({ fileName }) => fileName.split('.').at(-1))).toEqual(['json', 'pdf']);
    const [json, pdf] = [await bytesOf(files[0]), await bytesOf(files[1])];
    expect([sha256(json), sha256(pdf)]).toEqual(files.map((file) => file.sha256));
    expect(new TextDecoder().decode(pdf.subarray(0, 5))).toBe('%PDF-');
    const { rows } = await one.call('audit.page', {
      caseId: one.caseId,
      filter: [{ column: 'action', op: 'is', value: 'certificate.made' }],
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ object: 'source 1' });
    for (const file of files) expect(rows[0]!.summary).toContain(file.sha256);

    const certificate = importCertificate.parse(JSON.parse(new TextDecoder().decode(json)));
    expect(certificate.file).toMatchObject({ sha256: sha256(FILE), sha256Now: sha256(FILE), holds: true, bytes: Buffer.byteLength(FILE) });
    expect(certificate.counts).toEqual({ read: 4, kept: 3, rejected: 1, repeatsAtImport: 0, repeatsNow: 0 });
    expect(certificate.controls).toMatchObject({ holds: true, sums: [{ rows: 3, inMinor: 25_000, outMinor: 50_500 }] });
    expect(certificate.controls.rowsDigestNow).toBe(certificate.controls.rowsDigest);
    expect(certificate.reading.reasons.map(({ about }) => about).length).toBeGreaterThan(2);
    expect(certificate).toMatchObject({ balance: 'proved', statementsTotal: 1, findingsComplete: true });
    expect(certificate.findings).toMatchObject([
      { code: 'AMT-UNREADABLE', rejects: true, count: 1 },
      { code: 'TXT-FORMULA', rejects: false },
    ]);
    expect(JSON.stringify(certificate)).not.toContain('HYPERLINK');

    // The anchor is the import's entry as the log has it, and the log holds.
    const log = await one.call('audit.page', { caseId: one.caseId, filter: [{ column: 'action', op: 'is', value: 'import.finished' }] });
    expect(certificate.imported.entry).toMatchObject({ seq: log.rows[0]!.seq, hash: log.rows[0]!.hash });
    expect(certificate.log.holds).toBe(true);
    expect(rows[0]!.seq).toBeGreaterThan(certificate.log.entries);
    expect(certificate.check.join(' ')).toContain(`sha256sum 'it'\\''s january.csv'`);
    expect(await one.call('audit.verify', { caseId: one.caseId })).toMatchObject({ holds: true });
  });

  test('rejected rows as CSV: the reason, the bytes of the line, and no formula', async () => {
    const job = await run('rejected', 'csv', 1);
    const text = new TextDecoder().decode(await bytesOf(job.result));
    const [head, row, ...rest] = text.trimEnd().split('\n');
    expect(head).toBe('File,Line,Code,Reason,Field,First byte,Bytes,Raw text');
    expect(rest).toEqual([]);
    expect(row).toMatch(/^it's january\.csv,3,AMT-UNREADABLE,/);
    const [, from, length] = /,4,(\d+),(\d+),/.exec(row!)!;
    expect(
      Buffer.from(FILE)
        .subarray(Number(from), Number(from) + Number(length))
        .toString(),
    ).toBe(FILE.split('\n')[2]);
    expect(text).not.toMatch(/(^|,)"?[=+\-@]/m);
  });

  test('quality as JSON and PDF, of a file and of the case', async () => {
    const file = JSON.parse(new TextDecoder().decode(await bytesOf((await run('quality', 'json', 1)).result)));
    const asked = await one.call('quality.source', { caseId: one.caseId, sourceId: 1 });
    expect(file).toMatchObject({ kind: 'nexus-quality-report', version: 1, file: asked, coverage: [{ account: 'A 1' }] });
    const whole = JSON.parse(new TextDecoder().decode(await bytesOf((await run('quality', 'json')).result)));
    expect(whole.whole).toEqual(await one.call('quality.case', { caseId: one.caseId }));
    for (const sourceId of [1, undefined])
      for (const format of ['pdf', 'xlsx'] as const) expect(await run('quality', format, sourceId)).toMatchObject({ state: 'done' });
  });

  test('what is asked for in a way that could mislead is refused', async () => {
    const ask = (input: object) => one.call('export.run', { caseId: one.caseId, ...input } as never);
    await expect(ask({ subject: 'certificate', format: 'csv', sourceId: 1 })).rejects.toMatchObject({ data: { code: 'bad-request' } });
    await expect(ask({ subject: 'certificate', format: 'pdf' })).rejects.toMatchObject({ data: { code: 'bad-request' } });
    await expect(ask({ subject: 'transactions', format: 'csv', sourceId: 1 })).rejects.toMatchObject({ data: { code: 'bad-request' } });
    expect(await run('certificate', 'pdf', 77)).toMatchObject({ state: 'failed', error: { code: 'not-found' } });
  });
});
