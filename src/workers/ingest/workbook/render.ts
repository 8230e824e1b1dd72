/** Spreadsheets made readable by the delimited reader: one sheet becomes plain CSV with the same row numbers. */
import type { Problem } from '../../../shared/contract/common.ts';
import type { Layout } from '../../../shared/contract/import.ts';
import { ProblemSink } from '../problem-sink.ts';
import { BOUNDS } from './bounds.ts';
import { WorkbookFault } from './fault.ts';
import { openWorkbook, type WorkbookFormat } from './open.ts';
import { hintOf } from './hint.ts';
import { renditionOf } from './rendition.ts';
import { reportSheet } from './report-sheet.ts';
import type { SheetTable } from './sheet-table.ts';

export interface SheetSummary {
  readonly name: string;
  /** Rows up to the last filled one, and columns likewise. */
  readonly rows: number;
  readonly columns: number;
  readonly hidden: boolean;
  /** Rows that hold a date and a number. */
  readonly statementRows: number;
}

export interface RenderedWorkbook {
  /** Null where the bytes are no workbook that can be read. */
  readonly format: WorkbookFormat | null;
  readonly sheets: readonly SheetSummary[];
  /** Index of the sheet that `csv` holds, -1 for none. */
  readonly chosen: number;
  /** Why that sheet, in words. */
  readonly because: string;
  /** UTF-8, comma, double quote, LF; line n is row n of the sheet. Empty where nothing could be read. */
  readonly csv: Uint8Array;
  /** To be laid under what a person decided when the CSV is read. */
  readonly hint: Partial<Layout>;
  /** Line and column are those of the sheet. */
  readonly problems: readonly Problem[];
  readonly problemCounts: Readonly<Record<string, number>>;
}

export interface RenderOptions {
  /** Name of the sheet to read; without it, or where there is none of that name, the one with the most movements. */
  readonly sheet?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a whole workbook. Damage, protection and size are findings, never thrown; only the signal's reason is.
 * The same bytes give the same rendition on every machine.
 */
export async function renderWorkbook(bytes: Uint8Array, options: RenderOptions = {}): Promise<RenderedWorkbook> {
  const problems = new ProblemSink();
  const empty = { sheets: [], chosen: -1, because: '', csv: new Uint8Array(0), hint: {} };
  let format: WorkbookFormat | null = null;
  try {
    if (bytes.length > BOUNDS.fileBytes) throw new WorkbookFault('FILE-TOO-LARGE', `${BOUNDS.fileBytes / 1024 / 1024} MB`);
    const opened = await openWorkbook(bytes, problems, options.signal);
    format = opened.format;
    options.signal?.throwIfAborted();
    const { tables } = opened;
    const { chosen, because } = chooseSheet(tables, options.sheet, problems);
    const sheets = tables.map(summaryOf);
    const sheet = tables[chosen];
    if (!sheet) {
      problems.add('FILE-EMPTY', 0);
      return { ...empty, format, sheets, problems: problems.kept, problemCounts: problems.counts };
    }
    reportSheet(sheet, problems);
    const csv = renditionOf(sheet);
    return { format, sheets, chosen, because, csv, hint: hintOf(sheet), problems: problems.kept, problemCounts: problems.counts };
  } catch (error) {
    if (!(error instanceof WorkbookFault)) throw error;
    problems.add(error.code, 0, { values: error.values });
    return { ...empty, format, problems: problems.kept, problemCounts: problems.counts };
  }
}

function summaryOf(sheet: SheetTable): SheetSummary {
  const { name, rows, width, hidden, statementRows } = sheet;
  return { name, rows: rows.length, columns: width, hidden, statementRows };
}

/** The sheet asked for; else the one with the most rows of a date and a number, a shown one and an earlier one first. */
function chooseSheet(
  tables: readonly SheetTable[],
  wanted: string | undefined,
  problems: ProblemSink,
): { chosen: number; because: string } {
  const told = wanted === undefined ? -1 : tables.findIndex(({ name }) => name === wanted);
  const filled = tables.map((table, index) => ({ table, index })).filter(({ table }) => table.cells > 0);
  const best = filled.toSorted(
    (a, b) =>
      b.table.statementRows - a.table.statementRows ||
      Number(a.table.hidden) - Number(b.table.hidden) ||
      (a.table.statementRows === 0 ? b.table.cells - a.table.cells : 0) ||
      a.index - b.index,
  )[0];
  const chosen = told >= 0 ? told : (best?.index ?? -1);
  if (chosen < 0) return { chosen, because: '' };
  const { name, statementRows } = tables[chosen]!;
  if (wanted !== undefined && told < 0) problems.add('SHT-MISSING', 0, { values: [wanted, name] });
  const others = filled.filter(({ index }) => index !== chosen).map(({ table }) => table);
  const named = (list: readonly SheetTable[]) =>
    list.map((table) => `"${table.name}"${table.hidden ? ' (hidden)' : ''}, ${table.rows.length} rows`).join('; ');
  const statements = others.filter((table) => table.statementRows > 1);
  const rest = others.filter((table) => table.statementRows <= 1);
  if (statements.length > 0) problems.add('SHT-STATEMENTS', 0, { values: [named(statements), name] });
  if (rest.length > 0) problems.add('SHT-OTHERS', 0, { values: [named(rest), name] });
  const because =
    told >= 0
      ? 'chosen by hand'
      : filled.length === 1
        ? 'it is the only sheet with cells'
        : statementRows > 0
          ? `${statementRows} of its rows hold a date and a number, more than in any other sheet`
          : 'no sheet holds rows with a date and a number; it has the most cells';
  return { chosen, because };
}
