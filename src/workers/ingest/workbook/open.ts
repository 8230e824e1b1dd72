/** Opens a workbook of any kind: tells the kinds apart, finds what protects or damages it, and gives its sheets as tables. */
import { isUtf8 } from 'node:buffer';
import type { ProblemSink } from '../problem-sink.ts';
import { walkBiff } from './biff-walk.ts';
import { BOUNDS } from './bounds.ts';
import { CompoundFile } from './compound-file.ts';
import { detectWorkbook } from './detect.ts';
import { WorkbookFault } from './fault.ts';
import { pageText, readHtml } from './html-sheet.ts';
import { readOds } from './ods-sheets.ts';
import { partText, xmlText } from './part-text.ts';
import { SheetTable } from './sheet-table.ts';
import { relationsOf, workbookPart, workbookParts } from './xlsx-parts.ts';
import { readSheet } from './xlsx-sheet.ts';
import { readXmlSheets } from './xml-sheets.ts';
import { readXls } from './xls-sheets.ts';
import { readXlsbSheet, xlsbSheets, xlsbStrings, xlsbStyles } from './xlsb-sheet.ts';
import { ZipParts } from './zip-parts.ts';

/** `xls` stands also for what programs like to give that name: XML Spreadsheet 2003 and pages of tables (finding FILE-KIND). */
export type WorkbookFormat = 'xlsx' | 'xlsb' | 'xls' | 'ods';

export interface OpenedWorkbook {
  readonly format: WorkbookFormat;
  readonly tables: readonly SheetTable[];
}

/** Throws WorkbookFault where no table can be had, and the signal's reason. */
export async function openWorkbook(bytes: Uint8Array, problems: ProblemSink, signal?: AbortSignal): Promise<OpenedWorkbook> {
  switch (detectWorkbook(bytes.subarray(0, 65_536))) {
    case 'zip':
      return openPackage(new ZipParts(bytes), problems, signal);
    case 'xls':
      return openBinary(bytes, problems);
    case 'xml': {
      const { sheets, closed, declared, broken } = readXmlSheets(xmlText(bytes));
      if (!isUtf8(bytes) && bytes[0] !== 0xff && bytes[0] !== 0xfe) problems.add('ENC-INVALID', 0, { values: ['UTF-8'] });
      if (!closed) problems.add('FILE-TRUNCATED', 0, { values: ['the end of the workbook'] });
      if (closed && broken > 0) problems.add('FILE-DAMAGED', 0, { values: [`its XML is broken from character ${broken} on`] });
      if (declared) problems.add('SEC-BLOCKED', 0, { values: ['declarations of entities'] });
      problems.add('FILE-KIND', 0, { values: ['XML Spreadsheet 2003'] });
      return { format: 'xls', tables: sheets };
    }
    case 'html': {
      const { text: page, valid } = pageText(bytes);
      if (!valid) problems.add('ENC-INVALID', 0, { values: ['UTF-8'] });
      if (!/<\/(?:table|html|body)\s*>\s*(?:<[^>]{0,200}>\s*){0,10}$/i.test(page.slice(-4000)))
        problems.add('FILE-TRUNCATED', 0, { values: ['the end of its table'] });
      if (/<script\b/i.test(page)) problems.add('SEC-BLOCKED', 0, { values: ['a script'] });
      problems.add('FILE-KIND', 0, { values: ['a web page with tables'] });
      return { format: 'xls', tables: [readHtml(page)] };
    }
    default:
      throw new WorkbookFault('FILE-FORMAT', 'no spreadsheet that is known');
  }
}

async function openPackage(parts: ZipParts, problems: ProblemSink, signal?: AbortSignal): Promise<OpenedWorkbook> {
  reportActiveParts(parts.names(), problems);
  if (parts.has('content.xml')) return openOds(parts, problems);
  const workbook = workbookPart(parts);
  if (!parts.has(workbook)) {
    const inside = parts.has('word/document.xml')
      ? 'a text document'
      : parts.has('ppt/presentation.xml')
        ? 'a presentation'
        : 'a ZIP archive';
    throw new WorkbookFault('FILE-FORMAT', parts.names().some((name) => name.endsWith('.iwa')) ? 'an Apple Numbers document' : inside);
  }
  if (workbook.toLowerCase().endsWith('.bin')) return openXlsb(parts, workbook, problems);
  const shared = workbookParts(parts, workbook);
  if (shared.sheets.length > BOUNDS.sheets) throw new WorkbookFault('FILE-LIMIT', `the workbook has ${shared.sheets.length} sheets`);
  let { declared } = shared;
  const broken = [...shared.broken];
  const read: string[] = [workbook, ...shared.parts];
  const tables: SheetTable[] = [];
  for (const entry of shared.sheets) {
    signal?.throwIfAborted();
    const table = new SheetTable(entry.name, entry.hidden);
    tables.push(table);
    if (entry.type !== 'worksheet') continue;
    const xml = partText(parts, entry.part);
    read.push(entry.part);
    if (xml === null) problems.add('FILE-TRUNCATED', 0, { values: [`the sheet "${entry.name}", whose part is missing`] });
    else if (!readSheet(xml, shared, table, broken))
      problems.add('FILE-TRUNCATED', 0, { values: [`the end of the sheet "${entry.name}"`] });
    declared ||= xml !== null && xml.slice(0, 4000).includes('<!');
    // Lets a cancel in between two sheets.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (declared) problems.add('SEC-BLOCKED', 0, { values: ['declarations of entities'] });
  for (const name of broken) problems.add('FILE-DAMAGED', 0, { values: [`the XML of ${name} is broken`] });
  reportTexts(parts, read, problems);
  return { format: 'xlsx', tables };
}

function openXlsb(parts: ZipParts, workbook: string, problems: ProblemSink): OpenedWorkbook {
  const { dates, sheets } = xlsbSheets(parts.read(workbook)!);
  const relations = relationsOf(parts, workbook);
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.target ?? '';
  const shared = { dates, strings: xlsbStrings(parts.read(partOf('sharedStrings'))), styles: xlsbStyles(parts.read(partOf('styles'))) };
  const tables = sheets.map(({ name, hidden, id }) => {
    const table = new SheetTable(name, hidden);
    const relation = relations.get(id);
    if (relation !== undefined && relation.type !== 'worksheet') return table;
    const part = relation === undefined ? null : parts.read(relation.target);
    if (part === null) problems.add('FILE-TRUNCATED', 0, { values: [`the sheet "${name}", whose part is missing`] });
    else if (!readXlsbSheet(part, shared, table)) problems.add('FILE-TRUNCATED', 0, { values: [`the end of the sheet "${name}"`] });
    return table;
  });
  return { format: 'xlsb', tables };
}

function openOds(parts: ZipParts, problems: ProblemSink): OpenedWorkbook {
  const manifest = partText(parts, 'META-INF/manifest.xml') ?? '';
  if (/encryption-data\b/.test(manifest)) throw new WorkbookFault('FILE-ENCRYPTED');
  const type = partText(parts, 'mimetype')?.trim() ?? '';
  if (type !== '' && !type.includes('spreadsheet'))
    throw new WorkbookFault('FILE-FORMAT', `an OpenDocument file that is no spreadsheet (${type})`);
  const { sheets, closed, declared, linked, broken } = readOds(partText(parts, 'content.xml')!);
  if (closed && broken > 0) problems.add('FILE-DAMAGED', 0, { values: [`its XML is broken from character ${broken} on`] });
  reportTexts(parts, ['content.xml'], problems);
  if (!closed) problems.add('FILE-TRUNCATED', 0, { values: ['the end of the spreadsheet'] });
  if (declared) problems.add('SEC-BLOCKED', 0, { values: ['declarations of entities'] });
  if (linked) problems.add('SEC-BLOCKED', 0, { values: ['links to other documents'] });
  return { format: 'ods', tables: sheets };
}

/** Bytes that are no text in the parts that were read. */
function reportTexts(parts: ZipParts, names: readonly string[], problems: ProblemSink): void {
  for (const name of names) {
    const bytes = parts.read(name);
    if (bytes === null || isUtf8(bytes) || bytes[0] === 0xff || bytes[0] === 0xfe) continue;
    if (xmlText(bytes).includes('\ufffd')) problems.add('ENC-INVALID', 0, { values: ['UTF-8'] });
  }
}

/** Macros, outside links and embedded programs are named; nothing of them is read. */
function reportActiveParts(names: readonly string[], problems: ProblemSink): void {
  const holds = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (holds(/(?:^|\/)vbaproject\.bin$|(?:^|\/)macrosheets\/|^basic\/.+\.xml$|^scripts\//))
    problems.add('SEC-BLOCKED', 0, { values: ['macros'] });
  if (holds(/(?:^|\/)externallinks\/|(?:^|\/)connections\.(?:xml|bin)$|(?:^|\/)querytables\//))
    problems.add('SEC-BLOCKED', 0, { values: ['links to outside data'] });
  if (holds(/(?:^|\/)(?:embeddings|activex|ctrlprops)\//)) problems.add('SEC-BLOCKED', 0, { values: ['embedded objects'] });
}

async function openBinary(bytes: Uint8Array, problems: ProblemSink): Promise<OpenedWorkbook> {
  let stream = bytes;
  if (bytes[0] === 0xd0) {
    const file = new CompoundFile(bytes);
    if (file.find('EncryptedPackage', 'EncryptionInfo')) throw new WorkbookFault('FILE-ENCRYPTED');
    const entry = file.find('Workbook', 'WORKBOOK') ?? file.find('Book', 'BOOK');
    if (!entry) {
      const other = file.find('WordDocument')
        ? 'an old text document'
        : file.find('PowerPoint Document')
          ? 'an old presentation'
          : 'an old Office document';
      throw new WorkbookFault('FILE-FORMAT', other);
    }
    if (file.find('_VBA_PROJECT_CUR', '_VBA_PROJECT')) problems.add('SEC-BLOCKED', 0, { values: ['macros'] });
    const read = file.stream(entry);
    stream = read.bytes;
    if (!read.whole)
      problems.add('FILE-TRUNCATED', 0, { values: [`the end of its workbook, ${read.bytes.length} of ${entry.size} bytes are there`] });
  }
  const figures = walkBiff(stream);
  if (figures.encrypted) throw new WorkbookFault('FILE-ENCRYPTED');
  if (figures.macros && !problems.counts['SEC-BLOCKED']) problems.add('SEC-BLOCKED', 0, { values: ['macros'] });
  if (figures.links) problems.add('SEC-BLOCKED', 0, { values: ['links to outside data'] });
  if (figures.damage !== '') problems.add('FILE-DAMAGED', 0, { values: [figures.damage] });
  // The version of BIFF stands in the first record; texts are Unicode from 8 on.
  const old = stream[1] !== 0x08 || (stream[5] ?? 0) < 6;
  const unknown = new Set(figures.strange.map((type) => `0x${type.toString(16)}`));
  const tables = await readXls(stream, old, unknown);
  for (const type of unknown) problems.add('REC-UNKNOWN', 0, { values: [type] });
  const read = tables.reduce((sum, table) => sum + table.seen, 0);
  if (read < figures.cells)
    problems.add('FILE-DAMAGED', 0, { values: [`${figures.cells} cells are in its records, ${read} could be read`] });
  if (figures.formulas > 0) problems.add('CELL-FORMULA', 0, { values: [figures.formulas] });
  return { format: 'xls', tables };
}
