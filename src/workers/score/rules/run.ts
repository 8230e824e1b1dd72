/** Runs every rule, demotes those that fire too often on this data, and adds up what remains per row. */
import { REASONS, reasonKind } from '../../../shared/reasons.ts';
import type { Baselines } from '../baselines.ts';
import type { Field, Frame } from '../frame.ts';
import { leadingDigits } from './benford.ts';
import { otherCounterparty, repeatedAmount, sameDay, sameDocument } from './duplicates.ts';
import type { Hit, Rule, RuleContext, RuleParams } from './rule.ts';
import { brokenSeries } from './series.ts';
import { amountOutlier, roundAmount, sizeFactor } from './sizes.ts';
import { belowThreshold, splitAmount } from './thresholds.ts';
import { firstPayment, weekend } from './timing.ts';
import { keyword } from './wording.ts';

const RULES: readonly Rule[] = [
  sameDocument,
  sameDay,
  repeatedAmount,
  otherCounterparty,
  roundAmount,
  belowThreshold,
  splitAmount,
  sizeFactor,
  amountOutlier,
  weekend,
  firstPayment,
  brokenSeries,
  keyword,
  leadingDigits,
];

const FIELD_NAMES: Readonly<Record<Field, string>> = {
  day: 'dates',
  party: 'counterparties',
  document: 'document references',
  category: 'categories',
  text: 'descriptions',
};

/** A rule that speaks of more rows than this share says nothing about any of them. */
export const DEMOTION_SHARE = 0.05;
/** Below this many rows a share is no measure: three duplicates in 40 rows are still three duplicates. */
const DEMOTION_ROWS = 200;

/** What one rule found on this data. */
export interface RuleReport {
  readonly code: string;
  readonly title: string;
  readonly hits: number;
  readonly share: number;
  /** Whether its hits count in the risk. */
  readonly scored: boolean;
  /** Why it was skipped, demoted or limited; empty where there is nothing to say. */
  readonly note: string;
}

/** A hit that counts, with its weight after the cap on its family. */
export interface RowTerm {
  readonly code: string;
  readonly logit: number;
  readonly hit: Hit;
}

export interface RuleResult {
  readonly reports: readonly RuleReport[];
  readonly terms: ReadonlyMap<number, readonly RowTerm[]>;
  /** Per code, every row it fired on (also where it was demoted). */
  readonly hitRows: ReadonlyMap<string, readonly number[]>;
}

/**
 * Applies the cap of each family: its strongest rule counts in full, the second by half, further ones not at all, because
 * rules of a family look at the same fact.
 */
function capped(hits: readonly { code: string; hit: Hit }[]): RowTerm[] {
  const sorted = [...hits].sort((a, b) => b.hit.weight - a.hit.weight || (a.code < b.code ? -1 : 1));
  const used = new Map<string, number>();
  return sorted.flatMap(({ code, hit }) => {
    const family = reasonKind(code)!.family;
    const rank = used.get(family) ?? 0;
    used.set(family, rank + 1);
    return [{ code, hit, logit: rank === 0 ? hit.weight : rank === 1 ? hit.weight / 2 : 0 }];
  });
}

/** Runs the rules. Deterministic: no randomness, and hits are taken in row order. */
export function runRules(frame: Frame, baselines: Baselines, params: RuleParams, each?: () => void): RuleResult {
  const found = new Map<string, Map<number, Hit>>();
  const notes = new Map<string, string>();
  const note = (code: string, sentence: string): void => {
    const before = notes.get(code);
    notes.set(code, before ? `${before} ${sentence}` : sentence);
  };
  const hit: RuleContext['hit'] = (code, row, weight, args, evidence = []) => {
    let hits = found.get(code);
    if (!hits) found.set(code, (hits = new Map()));
    const before = hits.get(row);
    if (!before || before.weight < weight) hits.set(row, { row, weight, args, evidence });
  };
  for (const rule of RULES) {
    const missing = rule.needs.filter((field) => !frame.has[field]);
    if (missing.length === 0) rule.run({ frame, baselines, params, hit, note });
    else
      for (const code of rule.codes)
        note(code, `Skipped: the data have no ${missing.map((field) => FIELD_NAMES[field]).join(' and no ')}.`);
    each?.();
  }
  const reports: RuleReport[] = [];
  const byRow = new Map<number, { code: string; hit: Hit }[]>();
  for (const { code, title } of REASONS) {
    if (!RULES.some((rule) => rule.codes.includes(code))) continue;
    const hits = found.get(code) ?? new Map<number, Hit>();
    const share = frame.rows === 0 ? 0 : hits.size / frame.rows;
    const scored = frame.rows < DEMOTION_ROWS || share <= DEMOTION_SHARE;
    if (!scored) note(code, `Fires on ${(share * 100).toFixed(1)} % of the rows, so it does not count in the risk here.`);
    reports.push({ code, title, hits: hits.size, share, scored, note: notes.get(code) ?? '' });
    if (!scored) continue;
    for (const [row, one] of hits) {
      const list = byRow.get(row);
      if (list) list.push({ code, hit: one });
      else byRow.set(row, [{ code, hit: one }]);
    }
  }
  const terms = new Map([...byRow].map(([row, hits]) => [row, capped(hits)] as const));
  return { reports, terms, hitRows: new Map([...found].map(([code, hits]) => [code, [...hits.keys()]])) };
}
