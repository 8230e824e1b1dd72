/** What a rule is: a deterministic test with the columns it needs and the hits it reports. */
import type { Baselines } from '../baselines.ts';
import { unitOfSegment, type Field, type Frame } from '../frame.ts';

export interface RuleParams {
  /** Approval or reporting thresholds in minor units; where absent, 1,000 to 25,000 units of each currency. */
  readonly thresholdsMinor: readonly number[] | undefined;
  /** Lower-case words and phrases of rule J5. */
  readonly keywords: readonly string[];
}

/** One row a rule speaks of. `args` are the figures of its sentence, `evidence` rows (not identifiers) it was compared with. */
export interface Hit {
  readonly row: number;
  /** Contribution in log-odds. */
  readonly weight: number;
  readonly args: readonly number[];
  readonly evidence: readonly number[];
}

export interface RuleContext {
  readonly frame: Frame;
  readonly baselines: Baselines;
  readonly params: RuleParams;
  /** Reports a hit of `code`; of several for one row and code the strongest, then the first, is kept. */
  readonly hit: (code: string, row: number, weight: number, args: readonly number[], evidence?: readonly number[]) => void;
  /** A sentence for the report: why a rule, or a part of it, did not apply to this data. */
  readonly note: (code: string, sentence: string) => void;
}

export interface Rule {
  readonly codes: readonly string[];
  readonly needs: readonly Field[];
  readonly run: (context: RuleContext) => void;
}

/** Evidence kept per reason: enough to look at, bounded so that a tariff of 6,000 equal amounts stays readable. */
export const EVIDENCE_ROWS = 5;

export const DEFAULT_THRESHOLDS = [1_000, 2_500, 5_000, 10_000, 25_000];

/** Thresholds of the currency of a segment, ascending, in minor units. */
export function thresholdsOf({ frame, params }: Pick<RuleContext, 'frame' | 'params'>, segment: number): readonly number[] {
  const given = params.thresholdsMinor ?? DEFAULT_THRESHOLDS.map((units) => units * unitOfSegment(frame, segment));
  return [...given].sort((a, b) => a - b);
}
