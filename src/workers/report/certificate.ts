import type { ImportCertificate } from '../../shared/contract/certificate.ts';
import { table, type Fact, type FactSection, type ReportDocument, type ReportTable } from './document.ts';
import { headSections } from './head.ts';
import type { CertificateExport } from './input.ts';
import { proofTable, scoreTable } from './quality-tables.ts';
import { utcTime } from './words.ts';

const BALANCE: Readonly<Record<ImportCertificate['balance'], string>> = {
  proved: 'Proved by its balances',
  differs: 'Differs, see the proof',
  none: 'No balances given',
};
const SIGNS: Readonly<Record<string, string>> = {
  signed: 'As written',
  inverted: 'Money out is written positive',
  'debit-credit': 'Debit and credit columns',
  'sign-word': 'A column says which',
};

const DELIMITERS: Readonly<Record<string, string>> = { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Vertical bar', ' ': 'Blank' };

const text = (label: string, value: string | null): Fact => ({ label, kind: 'text', value });
const code = (label: string, value: string | null): Fact => ({ label, kind: 'code', value });
const count = (label: string, value: number): Fact => ({ label, kind: 'integer', value });
const anchor = (entry: ImportCertificate['sealed']): string | null =>
  entry && `Entry ${entry.seq}, ${utcTime(entry.at)}, ${entry.by} (${entry.role})`;

/** One imported file: what it is, how it was read, every count and control total, and where the audit log vouches for it. */
export function certificateDocument({ head, certificate: c }: CertificateExport): ReportDocument {
  return {
    title: 'Import certificate',
    head,
    headline: [
      { label: 'Rows kept', kind: 'integer', value: c.counts.kept },
      { label: 'Rows rejected', kind: 'integer', value: c.counts.rejected },
      { label: 'Balances', kind: 'text', value: { proved: 'Proved', differs: 'Differ', none: 'None given' }[c.balance] },
      { label: 'File and rows unchanged', kind: 'text', value: c.file.holds && c.controls.holds ? 'Yes' : 'No' },
      { label: 'Quality score', kind: 'integer', value: c.score },
    ],
    sections: [{ title: 'Result', facts: resultFacts(c) }, fileSection(c), readingSection(c), importSection(c), checkSection(c), ...headSections(head)],
    tables: [
      proofTable(c.statements, c.statementsTotal),
      findingsList(c),
      columnsList(c),
      ...(c.reading.reasons.length > 0 ? [reasonsList(c)] : []),
      { ...scoreTable(c.parts, c.score), sheetName: 'Score parts' },
    ],
    flat: columnsList(c),
    signed: true,
  }; // prettier-ignore
}

function resultFacts(c: ImportCertificate): Fact[] {
  return [
    count('Rows read', c.counts.read),
    count('Rows kept as transactions', c.counts.kept),
    count('Rows rejected', c.counts.rejected),
    count('Rows that repeated another statement at the import', c.counts.repeatsAtImport),
    count('Rows that repeat another statement now', c.counts.repeatsNow),
    ...c.controls.sums.flatMap(({ currency, inMinor, outMinor, rows }): Fact[] => [
      {
        label: `Money in, ${rows.toLocaleString('en-GB')} rows${currency ? ` in ${currency}` : ''}`,
        kind: 'money',
        value: inMinor,
        currency,
      },
      { label: 'Money out', kind: 'money', value: outMinor, currency },
      { label: 'Net', kind: 'money', value: inMinor === null || outMinor === null ? null : inMinor - outMinor, currency },
    ]),
    text('Balances', BALANCE[c.balance]),
  ];
}

function fileSection(c: ImportCertificate): FactSection {
  const { file, source } = c;
  return {
    title: 'The file',
    facts: [
      text('File', file.name),
      count('Bytes', file.bytes),
      code('SHA-256', file.sha256),
      code('SHA-256, read again now', file.sha256Now),
      text('The sealed file', file.holds ? 'Is the file that was imported, byte for byte' : 'IS NOT the file that was imported'),
      text('Sealed', `${utcTime(file.sealedAt)}, ${file.sealedBy}`),
      text('Source', `${source.name} (number ${source.id})${source.state === 'undone' ? ', taken out of the case' : ''}`),
      text('Account', source.account || 'Not stated'),
      text('Period of the rows', c.controls.firstDate === null ? 'No dates' : `${c.controls.firstDate} to ${c.controls.lastDate}`),
      code('Digest of the rows', c.controls.rowsDigest),
      code('Digest, computed again now', c.controls.rowsDigestNow),
      text('The stored rows', c.controls.holds ? 'Are the rows that were imported' : 'ARE NOT the rows that were imported'),
    ],
  };
}

function readingSection({ reading: r }: ImportCertificate): FactSection {
  const table = r.columns.length > 0;
  return {
    title: 'How it was read',
    facts: [
      text('Format', r.format),
      text('Reader', r.readerVersion),
      text('Mapping', r.mapping && `${r.mapping.name}, version ${r.mapping.version}`),
      text('Encoding', r.encoding),
      text('Sheet', r.sheet),
      ...(table
        ? [
            text('Delimiter', DELIMITERS[r.delimiter] ?? r.delimiter),
            text('Quote', r.quote || 'None'),
            count('Lines before the header', r.preambleRows),
            text('Header row', r.hasHeader ? 'Yes' : 'No'),
          ]
        : []),
      text('Dates', r.dateFormat),
      text('Decimal mark', r.decimalMark === ',' ? 'Comma' : 'Point'),
      text('Sign', SIGNS[r.signRule] ?? r.signRule),
    ],
  };
}

function importSection(c: ImportCertificate): FactSection {
  return {
    title: 'Anchor in the audit log',
    facts: [
      text('Imported', `${utcTime(c.imported.at)}, ${c.imported.by}`),
      text('File sealed', anchor(c.sealed)),
      code('Hash of that entry', c.sealed?.hash ?? null),
      text('Import finished', anchor(c.imported.entry)),
      code('Hash of that entry', c.imported.entry?.hash ?? null),
      text('Log', `${c.log.entries} entries, ${c.log.holds ? 'verified for this certificate: it holds' : 'verified for this certificate: IT DOES NOT HOLD'}`),
      code('Head of the log', c.log.head),
    ],
  }; // prettier-ignore
}

function checkSection(c: ImportCertificate): FactSection {
  return { title: 'How to check this certificate', facts: c.check.map((step, i) => text(`Step ${i + 1}`, step)) };
}

function findingsList(c: ImportCertificate): ReportTable {
  const title = c.findingsComplete ? 'Findings by code' : 'Findings by code, of those kept in full';
  return table({ title, sheetName: 'Findings by code', empty: 'Nothing was found wrong.' }, c.findings, [
    { title: 'Code', kind: 'code', value: (f) => f.code, sheet: 22, page: 100 },
    { title: 'Effect', kind: 'text', value: (f) => (f.rejects ? 'No transaction' : { info: 'Note', warning: 'Check', error: 'Error' }[f.severity]), sheet: 16, page: 80 },
    { title: 'Count', kind: 'integer', value: (f) => f.count, sheet: 9, page: 40 },
    { title: 'First finding', kind: 'text', value: (f) => f.sentence, sheet: 80, page: 290 },
  ]); // prettier-ignore
}

function columnsList(c: ImportCertificate): ReportTable {
  const frame = { title: 'Columns and what they were read as', sheetName: 'Columns', empty: 'The format names its fields itself.' };
  return table(frame, c.reading.columns, [
    { title: 'Column of the file', kind: 'text', value: (column) => column.name, sheet: 40, page: 300 },
    { title: 'Read as', kind: 'text', value: (column) => (column.role === 'ignore' ? 'Not read' : column.role), sheet: 20, page: 200 },
  ]);
}

function reasonsList(c: ImportCertificate): ReportTable {
  return table({ title: 'How each part was decided', sheetName: 'Reasons' }, c.reading.reasons, [
    { title: 'About', kind: 'text', value: (r) => r.about, sheet: 18, page: 80 },
    { title: 'Decision', kind: 'text', value: (r) => r.decision, sheet: 40, page: 140 },
    { title: 'Because', kind: 'text', value: (r) => r.because, sheet: 70, page: 230 },
    { title: 'Sure', kind: 'integer', value: (r) => Math.round(r.confidence), sheet: 8, page: 40 },
  ]);
}
