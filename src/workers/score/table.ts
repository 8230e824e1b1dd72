/** Scores the rows of any table: the same models, and the transaction rules too where dates and amounts are recognised. */
import { OperatingError } from '../../shared/errors.ts';
import { sentenceOf } from '../../shared/reasons.ts';
import { buildBaselines } from './baselines.ts';
import { newControl } from './control.ts';
import { runStageHere } from './crew.ts';
import { compact, VALUE_LIMIT } from './engine.ts';
import { explainRange, fitEnsemble } from './ensemble.ts';
import { buildFeatures } from './features.ts';
import { buildFrame } from './frame.ts';
import { scaleColumns, type Matrix } from './matrix.ts';
import { averagePrecision, rocAuc } from './measures.ts';
import { rankRows, reasonsOf, strongest, termsOf } from './risk.ts';
import { DEFAULT_THRESHOLDS } from './rules/rule.ts';
import { runRules, type RuleReport, type RuleResult } from './rules/run.ts';
import { DEFAULT_KEYWORDS } from './rules/wording.ts';
import { numberOf, readColumn, type LeftOut } from './table-columns.ts';
import { recogniseTransactions, type RecognisedTransactions, type Roles } from './table-transactions.ts';

export interface TableOptions {
  readonly seed: number;
  /** Heading of a column that marks known cases (1, true, yes). Never used for scoring, only for the printed measures. */
  readonly label?: string;
}

export interface TableReason {
  readonly code: string;
  readonly sentence: string;
  readonly column: string;
  readonly points: number;
}

export interface TableRow {
  /** 1-based, the heading not counted. */
  readonly row: number;
  readonly risk: number;
  /** Unrounded ranking value. */
  readonly score: number;
  readonly reasons: readonly TableReason[];
}

export interface TableResult {
  readonly rows: readonly TableRow[];
  readonly seconds: number;
  readonly auc?: number;
  readonly averagePrecision?: number;
  /** Columns that were not used, and why. */
  readonly leftOut: readonly LeftOut[];
  /** Filled where the table was recognised as transactions. */
  readonly rules: readonly RuleReport[];
  readonly dateFormat?: string;
}

/** One feature of the whole table, whatever it came from. */
interface Feature {
  readonly code: string;
  readonly column: string;
  readonly valueOf: (row: number) => number;
  readonly argsOf: (row: number) => number[];
}

/** Rows up to which every row is explained; beyond, those of a risk of 10 and more. */
const EXPLAIN_ALL = 20_000;
const EXPLAINED_RISK = 10;

/** The column a transaction code speaks of. */
function roleOf(code: string): keyof Roles {
  if (/^(M[6-9]|M18|T1)$/.test(code)) return 'date';
  if (/^(M4|M5|M10|V1)$/.test(code)) return 'counterparty';
  if (/^(M14|J5)$/.test(code)) return 'description';
  return /^(D1|D4)$/.test(code) ? 'reference' : 'amount';
}

function transactionFeatures(
  found: RecognisedTransactions,
  columnOf: (code: string) => string,
): { features: Feature[]; rules: RuleResult } {
  const frame = buildFrame(found.columns);
  const baselines = buildBaselines(frame);
  const rules = runRules(frame, baselines, { thresholdsMinor: undefined, keywords: DEFAULT_KEYWORDS });
  const thresholds = Float64Array.from(DEFAULT_THRESHOLDS, (units) => units * frame.unitMinor[0]!);
  const table = buildFeatures(
    frame,
    baselines,
    Array.from({ length: frame.segments }, () => thresholds),
  );
  const features = table.codes.map((code, i) => ({
    code,
    column: columnOf(code),
    valueOf: (row: number) => table.values[row * table.codes.length + i]!,
    argsOf: (row: number) => table.argsOf(row, i),
  }));
  return { features, rules };
}

function toMatrix(rows: number, features: readonly Feature[]): Matrix {
  const width = features.length;
  const values = new Float32Array(new SharedArrayBuffer(Math.max(1, rows * width) * 4), 0, rows * width);
  for (const [j, feature] of features.entries()) for (let row = 0; row < rows; row++) values[row * width + j] = feature.valueOf(row);
  return { rows, width, values };
}

/** Labels as 0 and 1: any number above zero, or a word that says so. */
const marked = (cell: string) => (/^(true|yes|y|outlier|anomaly|abnormal|positive)$/i.test(cell.trim()) || numberOf(cell) > 0 ? 1 : 0);

/**
 * Scores a table. Numeric columns are scaled robustly, repeated words count by rarity, identifiers are left out.
 * @param rows cells as text; short rows count as empty at the end
 * @throws OperatingError `bad-request` where the label column does not exist
 */
export function scoreTable(header: readonly string[], rows: readonly (readonly string[])[], options: TableOptions): TableResult {
  const start = performance.now();
  const label =
    options.label === undefined ? -1 : header.findIndex((name) => name.trim().toLowerCase() === options.label!.trim().toLowerCase());
  if (options.label !== undefined && label < 0) throw new OperatingError('bad-request', `The table has no column named ${options.label}.`);
  const found = recogniseTransactions(header, rows, label);
  const columnOf = (code: string) => (found ? (header[found.roles[roleOf(code)]] ?? '') : '');
  const own = found ? transactionFeatures(found, columnOf) : null;
  const features: Feature[] = own ? own.features : [];
  const used = new Set([label, ...(found ? Object.values(found.roles) : [])]);
  const leftOut: LeftOut[] = [];
  for (const [column, name] of header.entries()) {
    if (used.has(column)) continue;
    const read = readColumn(
      column,
      name,
      rows.map((row) => row[column] ?? ''),
    );
    if (typeof read === 'string') leftOut.push({ column: name, why: read });
    else for (const one of read) features.push({ code: one.code, column: name, valueOf: (row) => one.values[row]!, argsOf: one.argsOf });
  }
  const wide = toMatrix(rows.length, features);
  const varying = rows.length > 0 ? scaleColumns(wide, options.seed, VALUE_LIMIT) : [];
  const ensemble = varying.length > 0 ? fitEnsemble(compact(wide, varying), options.seed) : null;
  if (ensemble) for (const kind of ['score', 'rank'] as const) runStageHere({ kind, ensemble }, 0, newControl());
  const terms: RuleResult['terms'] = own ? own.rules.terms : new Map();
  const { score, risk } = rankRows(rows.length, ensemble, terms);

  const parts = new Float64Array(varying.length);
  const codes = varying.map((feature) => features[feature]!.code);
  const one = new Int32Array(1);
  const result = rows.map((_, row): TableRow => {
    const explained = rows.length <= EXPLAIN_ALL || risk[row]! >= EXPLAINED_RISK || terms.has(row);
    if (!explained) return { row: row + 1, risk: risk[row]!, score: score[row]!, reasons: [] };
    one[0] = row;
    parts.fill(0);
    if (ensemble) explainRange(ensemble, one, 0, 1, parts);
    const weighed = strongest(
      termsOf(terms.get(row) ?? [], parts, codes, (feature) => features[varying[feature]!]!.argsOf(row)),
      risk[row]!,
    );
    const reasons = reasonsOf(weighed, (other) => other + 1).map(({ code, points, args }, i) => {
      const feature = weighed[i]!.term.feature;
      const column = feature < 0 ? columnOf(code) : features[varying[feature]!]!.column;
      return { code, points, column, sentence: sentenceOf({ code, args }, { currency: '' }) };
    });
    return { row: row + 1, risk: risk[row]!, score: score[row]!, reasons };
  });
  const positive = label < 0 ? null : Uint8Array.from(rows, (row) => marked(row[label] ?? ''));
  return {
    rows: result,
    seconds: (performance.now() - start) / 1000,
    ...(positive && { auc: rocAuc(score, positive), averagePrecision: averagePrecision(score, positive) }),
    leftOut,
    rules: own ? own.rules.reports : [],
    ...(found && { dateFormat: found.dateFormat }),
  };
}
