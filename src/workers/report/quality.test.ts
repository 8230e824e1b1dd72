import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importCertificate } from '../../shared/contract/certificate.ts';
import { exampleAudit } from './example.ts';
import { exampleCertificate, exampleQuality, exampleRejected } from './example-quality.ts';
import type { ReportInput } from './input.ts';
import { loadFonts } from './load-fonts.ts';
import { renderReport, type ReportFormat } from './render.ts';

const fonts = loadFonts(fileURLToPath(new URL('../../../resources/fonts/', import.meta.url)));
const write = (input: ReportInput, format: ReportFormat): Promise<Uint8Array> => renderReport(input, format, () => fonts);
const textOf = async (input: ReportInput, format: ReportFormat): Promise<string> => new TextDecoder().decode(await write(input, format));

describe('quality, certificate and rejected rows as files', () => {
  it('are the same bytes for the same input', async () => {
    for (const [make, format] of [
      [exampleQuality, 'pdf'],
      [exampleQuality, 'json'],
      [exampleQuality, 'xlsx'],
      [exampleCertificate, 'pdf'],
      [exampleCertificate, 'json'],
      [exampleRejected, 'csv'],
    ] as const) {
      const [first, second] = [await write(make(), format), await write(make(), format)];
      expect(Buffer.compare(Buffer.from(first), Buffer.from(second))).toBe(0);
    }
  });

  it('a certificate’s JSON is the certificate, and passes its schema', async () => {
    const parsed: unknown = JSON.parse(await textOf(exampleCertificate(), 'json'));
    expect(importCertificate.parse(parsed)).toEqual(exampleCertificate().certificate);
  });

  it('a subject without a shape of its own is not written as JSON', async () => {
    await expect(write(exampleAudit(1), 'json')).rejects.toThrow('not written as JSON');
  });

  it('raw text that a spreadsheet would take for a formula is marked as text', async () => {
    const lines = (await textOf(exampleRejected(), 'csv')).trimEnd().split('\n');
    expect(lines[1]).toContain(`,120,44,"'=HYPERLINK(""http`);
    expect(lines[2]).toContain(`,9,AMT-UNREADABLE,`);
    expect(lines[2]).toMatch(/,4,,,"'-2024,""a\tb"""$/);
  });
});

const poppler = spawnSync('pdftotext', ['-v']).error === undefined;
if (!poppler) console.log('skipped reading the printed reports: pdftotext (poppler-utils) is not installed');

async function printed(input: ReportInput): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), await write(input, 'pdf'));
    return spawnSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!poppler)('printed', () => {
  it('a certificate states hashes, counts, sums, equations, findings, how it was read, and its anchors', async () => {
    const text = await printed(exampleCertificate());
    const { certificate } = exampleCertificate();
    for (const hash of [certificate.file.sha256, certificate.controls.rowsDigest!, certificate.imported.entry!.hash, certificate.log.head])
      expect(text).toContain(hash);
    expect(text).toContain('912,244.10 GBP');
    expect(text).toContain('812,814.01 GBP');
    expect(text).toContain('Opening + movements =');
    expect(text).toContain('−0.56');
    expect(text).toContain('AMT-UNREADABLE');
    expect(text).toContain('Semicolon');
    expect(text).toContain('Harbour Bank, version 3');
    expect(text).toContain('31 stands in the first place.');
    expect(text).toContain('Is the file that was imported, byte for byte');
    expect(text).toContain('Prepared by: name and signature');
  });

  it('a certificate says so in capitals where the file, the rows or the log are not what they were', async () => {
    const { certificate } = exampleCertificate();
    const text = await printed(
      exampleCertificate({
        file: { ...certificate.file, sha256Now: '0'.repeat(64), holds: false },
        controls: { ...certificate.controls, rowsDigestNow: '1'.repeat(64), holds: false },
        log: { ...certificate.log, holds: false },
      }),
    );
    expect(text).toContain('IS NOT the file that was imported');
    expect(text).toContain('ARE NOT the rows that were imported');
    expect(text).toContain('IT DOES NOT HOLD');
    expect(text).toContain('0'.repeat(64));
  });

  it('a quality report prints the score’s parts and method, the proof, the findings, and coverage as a strip and in words', async () => {
    const text = await printed(exampleQuality());
    expect(text).toContain('Balance proof');
    expect(text).toContain('30 × (1 − 5 × rejected');
    expect(text).toContain('Gap: no statement');
    expect(text).toContain('Balances do not join');
    expect(text).toContain('movements are missing');
    expect(text).toMatch(/Gap\s+2024-09-01\s+2024-10-09\s+39\s+1,234\.56/);
    expect(text).toMatch(/Held twice\s+2024-11-20\s+2024-11-30\s+11/);
    expect(text).toContain('−1,234,567.89');
  });
});
