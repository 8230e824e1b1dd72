import type { EXPORT_FORMATS } from '../../shared/contract/exports.ts';
import { csvChunks } from './csv.ts';
import { certificateDocument } from './certificate.ts';
import type { ReportDocument } from './document.ts';
import type { ReportInput } from './input.ts';
import { jsonText } from './json.ts';
import { auditDocument, flagsDocument, transactionsDocument } from './lists.ts';
import type { ReportFonts } from './pdf/fonts.ts';
import { pdfBytes } from './pdf/write.ts';
import { qualityDocument } from './quality.ts';
import { reconciliationDocument } from './reconciliation.ts';
import { rejectedDocument } from './rejected.ts';
import { xlsxChunks } from './xlsx/workbook.ts';

export type ReportFormat = (typeof EXPORT_FORMATS)[number];

/** The report of a subject, ready for any writer. */
export function documentOf(input: ReportInput): ReportDocument {
  switch (input.subject) {
    case 'reconciliation':
      return reconciliationDocument(input);
    case 'flags':
      return flagsDocument(input);
    case 'transactions':
      return transactionsDocument(input);
    case 'audit':
      return auditDocument(input);
    case 'quality':
      return qualityDocument(input);
    case 'certificate':
      return certificateDocument(input);
    case 'rejected':
      return rejectedDocument(input);
  }
}

/**
 * Writes a report in chunks, so that a caller can seal or hash it while it is made. The same input gives the same bytes.
 * @param fonts asked for only where the format is PDF
 */
export async function* reportChunks(
  input: ReportInput,
  format: ReportFormat,
  fonts: () => Promise<ReportFonts>,
): AsyncGenerator<Uint8Array> {
  if (format === 'json') {
    yield new TextEncoder().encode(jsonText(input));
    return;
  }
  const document = documentOf(input);
  if (format === 'csv') yield* csvChunks(document.flat);
  else if (format === 'xlsx') yield* xlsxChunks(document);
  else yield await pdfBytes(document, await fonts());
}

/** Writes a report as one piece. */
export async function renderReport(input: ReportInput, format: ReportFormat, fonts: () => Promise<ReportFonts>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of reportChunks(input, format, fonts)) {
    chunks.push(chunk);
    bytes += chunk.length;
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
