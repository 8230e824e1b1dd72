/** The scoring run from columns to risk, on this thread or with helpers; the bytes are the same either way. */
import type { TransactionColumns } from '../../shared/columns.ts';
import { buildBaselines } from './baselines.ts';
import { advance, beginStage, newControl, STAGES, type Control } from './control.ts';
import { runStage, runStageHere, type CallHelpers, type Task } from './crew.ts';
import { fitEnsemble, type Ensemble } from './ensemble.ts';
import { buildFeatures, type FeatureTable } from './features.ts';
import { buildFrame, type Frame } from './frame.ts';
import { scaleColumns, type Matrix } from './matrix.ts';
import { packReasons, rankRows, reasonsOf, strongest, termsOf, type PackedReasons, type Ranking } from './risk.ts';
import { thresholdsOf } from './rules/rule.ts';
import { runRules, type RuleReport, type RuleResult } from './rules/run.ts';
import { DEFAULT_KEYWORDS } from './rules/wording.ts';

/** Named in every run's record. Changed whenever the same data and seed would give other figures. */
export const ENGINE_VERSION = 'score-1';

export interface ScoreParams {
  readonly seed: number;
  /** Approval thresholds in minor units; default 1,000, 2,500, 5,000, 10,000 and 25,000 units of each currency. */
  readonly thresholdsMinor?: readonly number[];
  /**
   * A small number per row. Rows of different groups are never compared with each other: give bank accounts and the ledgers
   * that repeat their movements different numbers, or every movement looks like a duplicate.
   */
  readonly group?: Int32Array;
  /** Words of rule J5; default `DEFAULT_KEYWORDS`. */
  readonly keywords?: readonly string[];
}

export interface ScoreReport {
  readonly engine: string;
  readonly seed: number;
  readonly rows: number;
  readonly baseRate: number;
  /** Codes of the features that vary in this data, and of those that do not. */
  readonly features: readonly string[];
  readonly unused: readonly string[];
  /** Share of rows whose counterparty had to be taken from the description. */
  readonly partyFromText: number;
  /** Seconds per stage. Not part of what has to be equal between runs. */
  readonly seconds: Readonly<Record<string, number>>;
}

export interface ScoreResult {
  readonly rows: number;
  readonly risk: Uint8Array;
  /** Unrounded ranking value: log-odds. */
  readonly score: Float64Array;
  /** Packed reasons (`decodeReasons`); rows with a risk below 10 and no rule have none. */
  readonly reasons: PackedReasons;
  readonly ruleHits: readonly RuleReport[];
  readonly report: ScoreReport;
}

/** From this risk on a row's reasons are worked out and kept; every row with a rule has them anyway. */
const EXPLAINED_RISK = 10;
/** Spreads at which a scaled value is cut: far enough that an extreme stays extreme, near enough that it is not everything. */
export const VALUE_LIMIT = 20;

/** A run after rules and features, before the models. */
interface Prepared {
  readonly frame: Frame;
  readonly rules: RuleResult;
  readonly features: FeatureTable;
  readonly varying: readonly number[];
  readonly ensemble: Ensemble | null;
}

/** Keeps the columns that vary, side by side. */
export function compact(matrix: Matrix, columns: readonly number[]): Matrix {
  const width = columns.length;
  if (width === matrix.width) return matrix;
  const values = new Float32Array(new SharedArrayBuffer(Math.max(1, matrix.rows * width) * 4));
  for (let row = 0; row < matrix.rows; row++)
    for (let j = 0; j < width; j++) values[row * width + j] = matrix.values[row * matrix.width + columns[j]!]!;
  return { rows: matrix.rows, width, values };
}

class Stopwatch {
  readonly seconds: Record<string, number> = {};
  private since = performance.now();
  lap(name: string): void {
    const now = performance.now();
    this.seconds[name] = Math.round((now - this.since) * 10) / 10_000;
    this.since = now;
  }
}

function prepare(columns: TransactionColumns, params: ScoreParams, control: Control, watch: Stopwatch): Prepared {
  beginStage(control, 0, 2);
  const ruleParams = { thresholdsMinor: params.thresholdsMinor, keywords: params.keywords ?? DEFAULT_KEYWORDS };
  const frame = buildFrame(columns, params.group);
  advance(control, 1);
  const baselines = buildBaselines(frame);
  watch.lap(STAGES[0].name);
  beginStage(control, 1, 14);
  const rules = runRules(frame, baselines, ruleParams, () => advance(control, 1));
  watch.lap(STAGES[1].name);
  beginStage(control, 2, 3);
  const thresholds = Array.from({ length: frame.segments }, (_, segment) =>
    Float64Array.from(thresholdsOf({ frame, params: ruleParams }, segment)),
  );
  const features = buildFeatures(frame, baselines, thresholds);
  advance(control, 1);
  const wide: Matrix = { rows: frame.rows, width: features.codes.length, values: features.values };
  const varying = scaleColumns(wide, params.seed, VALUE_LIMIT);
  advance(control, 1);
  const ensemble = varying.length > 0 ? fitEnsemble(compact(wide, varying), params.seed) : null;
  watch.lap(STAGES[2].name);
  return { frame, rules, features, varying, ensemble };
}

/** Rows to explain, ascending, and the place for their parts. */
function explainTask(prepared: Prepared, ranking: Ranking): Extract<Task, { kind: 'explain' }> | null {
  if (!prepared.ensemble) return null;
  const rows = Int32Array.from(ranking.risk.keys()).filter((row) => ranking.risk[row]! >= EXPLAINED_RISK || prepared.rules.terms.has(row));
  const shared = new Int32Array(new SharedArrayBuffer(Math.max(1, rows.length) * 4), 0, rows.length);
  shared.set(rows);
  const width = prepared.ensemble.matrix.width;
  const out = new Float64Array(new SharedArrayBuffer(Math.max(1, rows.length * width) * 8));
  return { kind: 'explain', ensemble: prepared.ensemble, rows: shared, out };
}

function finish(
  prepared: Prepared,
  params: ScoreParams,
  ranking: Ranking,
  task: ReturnType<typeof explainTask>,
  watch: Stopwatch,
): ScoreResult {
  const { frame, rules, features, varying } = prepared;
  const codes = varying.map((feature) => features.codes[feature]!);
  const rows = task?.rows ?? Int32Array.from([...rules.terms.keys()].sort((a, b) => a - b));
  const idOf = (row: number) => frame.columns.id[row]!;
  const reasons = packReasons(frame.rows, rows, (i) => {
    const row = rows[i]!;
    const parts = task ? task.out.subarray(i * varying.length, (i + 1) * varying.length) : new Float64Array(0);
    const terms = termsOf(rules.terms.get(row) ?? [], parts, codes, (feature) => features.argsOf(row, varying[feature]!));
    return reasonsOf(strongest(terms, ranking.risk[row]!), idOf);
  });
  watch.lap(STAGES[5].name);
  return {
    rows: frame.rows,
    ...ranking,
    reasons,
    ruleHits: rules.reports,
    report: {
      engine: ENGINE_VERSION,
      seed: params.seed,
      rows: frame.rows,
      baseRate: 0.02,
      features: codes,
      unused: features.codes.filter((code) => !codes.includes(code)),
      partyFromText: frame.partyFromText,
      seconds: watch.seconds,
    },
  };
}

/** Hooks of a run on the calling thread. */
export interface ScoreHooks {
  readonly control?: Control;
}

/**
 * Scores transactions on the calling thread. Deterministic in columns and parameters.
 * @throws OperatingError `cancelled` where the control asks for it
 */
export function scoreTransactions(columns: TransactionColumns, params: ScoreParams, hooks: ScoreHooks = {}): ScoreResult {
  const control = hooks.control ?? newControl();
  const watch = new Stopwatch();
  const prepared = prepare(columns, params, control, watch);
  if (prepared.ensemble) {
    runStageHere({ kind: 'score', ensemble: prepared.ensemble }, 3, control);
    watch.lap(STAGES[3].name);
    runStageHere({ kind: 'rank', ensemble: prepared.ensemble }, 4, control);
  }
  const ranking = rankRows(columns.rows, prepared.ensemble, prepared.rules.terms);
  watch.lap(STAGES[4].name);
  const task = explainTask(prepared, ranking);
  if (task) runStageHere(task, 5, control);
  return finish(prepared, params, ranking, task, watch);
}

/** The same run with helpers for the row work; used by the leading worker of `scoreInWorkers`. */
export async function scoreWithHelpers(
  columns: TransactionColumns,
  params: ScoreParams,
  control: Control,
  helpers: CallHelpers | null,
): Promise<ScoreResult> {
  const watch = new Stopwatch();
  const prepared = prepare(columns, params, control, watch);
  if (prepared.ensemble) {
    await runStage({ kind: 'score', ensemble: prepared.ensemble }, 3, control, helpers);
    watch.lap(STAGES[3].name);
    await runStage({ kind: 'rank', ensemble: prepared.ensemble }, 4, control, helpers);
  }
  const ranking = rankRows(columns.rows, prepared.ensemble, prepared.rules.terms);
  watch.lap(STAGES[4].name);
  const task = explainTask(prepared, ranking);
  if (task) await runStage(task, 5, control, helpers);
  return finish(prepared, params, ranking, task, watch);
}
