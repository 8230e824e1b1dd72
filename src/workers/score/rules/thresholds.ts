/** A2 and A3: amounts that stay just under an approval or reporting threshold, alone or in parts. */
import { NO_DAY } from '../../../shared/columns.ts';
import { unitOfSegment } from '../frame.ts';
import { EVIDENCE_ROWS, thresholdsOf, type Hit, type Rule, type RuleContext } from './rule.ts';

/** A threshold whose test names more than this share of the rows describes ordinary business here and is left out. */
const ORDINARY_SHARE = 0.02;

/** Chance of at least `k` heads in `n` fair throws. Exact below 1,000 throws, normal approximation with continuity above. */
export function fairTail(k: number, n: number): number {
  if (k <= 0) return 1;
  if (n > 1000) return normalTail((k - 0.5 - n / 2) / Math.sqrt(n / 4));
  let logTerm = -n * Math.LN2;
  let sum = 0;
  for (let i = 0; i <= n; i++) {
    if (i >= k) sum += Math.exp(logTerm);
    logTerm += Math.log((n - i) / (i + 1));
  }
  return Math.min(1, sum);
}

/** Upper tail of the standard normal distribution. Abramowitz and Stegun 26.2.17, absolute error below 7.5e-8. */
function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
}

/** Whether far more amounts lie below than above: a ratio over 2 that chance gives less than once in a hundred. */
const denser = (below: number, above: number) => below > 2 * above && fairTail(below, below + above) < 0.01;

/** Different amounts (per counterparty) just below and just above T; T itself is a round amount, judged by A1. */
function zones(
  context: RuleContext,
  segment: number,
  threshold: number,
): { rows: number[]; below: number; above: number; topped: Set<number> } {
  const { frame, baselines } = context;
  const seenBelow = new Set<number>();
  const seenAbove = new Set<number>();
  const rows: number[] = [];
  const topped = new Set<number>();
  const low = 0.95 * threshold;
  const high = 1.05 * threshold;
  const { order, starts } = baselines.segment.groups;
  for (const row of order.subarray(starts[segment], starts[segment + 1])) {
    const minor = frame.magnitude[row]!;
    if (minor < low || minor >= high) continue;
    // A price charged a hundred times by one counterparty is one price, so that it counts once.
    const price = frame.partyAmount.ids[row] || -frame.amount.ids[row]!;
    if (minor < threshold) {
      rows.push(row);
      seenBelow.add(price);
    } else if (minor > threshold) {
      seenAbove.add(price);
      topped.add(frame.party.ids[row]!);
    }
  }
  return { rows, below: seenBelow.size, above: seenAbove.size, topped };
}

/** A2: in [0.95 T, T), where such amounts are more than twice as frequent as those just above, here or at this counterparty. */
export const belowThreshold: Rule = {
  codes: ['A2'],
  needs: [],
  run: (context) => {
    const { frame, hit, note } = context;
    for (let segment = 0; segment < frame.segments; segment++) {
      for (const threshold of thresholdsOf(context, segment)) {
        const { rows, below, above, topped } = zones(context, segment, threshold);
        if (rows.length === 0) continue;
        const everywhere = denser(below, above);
        const byParty = new Map<number, Set<number>>();
        for (const row of rows) {
          const party = frame.party.ids[row]!;
          if (party === 0) continue;
          const prices = byParty.get(party) ?? new Set();
          byParty.set(party, prices.add(frame.amount.ids[row]!));
        }
        const chosen = rows.filter((row) => {
          const party = frame.party.ids[row]!;
          return everywhere || (!topped.has(party) && denser(byParty.get(party)?.size ?? 0, 0));
        });
        if (chosen.length > ORDINARY_SHARE * frame.rows && frame.rows > 1000) {
          note(
            'A2',
            `Amounts just below ${threshold / unitOfSegment(frame, segment)} are ordinary here (${chosen.length} rows); that threshold was left out.`,
          );
          continue;
        }
        for (const row of chosen) {
          const party = frame.party.ids[row]!;
          hit('A2', row, party !== 0 && !topped.has(party) ? 2 : 1, [frame.magnitude[row]!, threshold, below, above]);
        }
      }
    }
  },
};

const SPLIT_DAYS = 3;
/** Runs of parts beyond which several payments within three days are how this counterparty bills. */
const USUAL_RUNS = 20;
/** Parts beyond which a run is a batch: splitting for an approval takes a few parts, not dozens. */
const SPLIT_PARTS = 12;
/** As `ORDINARY_SHARE`, for all thresholds together: each run names several rows. */
const ORDINARY_RUNS = 0.03;

function sumOf(rows: readonly number[], magnitude: Float64Array): number {
  let sum = 0;
  for (const row of rows) sum += magnitude[row]!;
  return sum;
}

/** Runs of rows within three days of their first, of one category and under different documents; each row is in one run. */
function runsOf(parts: readonly number[], day: Int32Array, stem: Int32Array, category: Int32Array): number[][] {
  const runs: number[][] = [];
  const used = new Set<number>();
  for (const [i, first] of parts.entries()) {
    if (used.has(first)) continue;
    const run = [first];
    const stems = new Set([stem[first]!]);
    for (let j = i + 1; j < parts.length && day[parts[j]!]! - day[first]! <= SPLIT_DAYS; j++) {
      const row = parts[j]!;
      // Lines of one document were approved together; another category is another purchase.
      if (used.has(row) || category[row] !== category[first] || (stem[row] !== 0 && stems.has(stem[row]!))) continue;
      stems.add(stem[row]!);
      run.push(row);
    }
    if (run.length < 2) continue;
    for (const row of run) used.add(row);
    runs.push(run);
  }
  return runs;
}

/** Hits of A3 for one threshold: each run of parts within three days whose sum passes it. */
function splits({ frame }: RuleContext, segment: number, threshold: number): Hit[] {
  const { order, starts } = frame.byParty;
  const { day } = frame.columns;
  const hits: Hit[] = [];
  for (let p = 1; p <= frame.party.count; p++) {
    const from = starts[p]!;
    if (starts[p + 1]! - from < 2 || frame.segment[order[from]!] !== segment) continue;
    const parts: number[] = [];
    for (let i = from; i < starts[p + 1]!; i++) {
      const row = order[i]!;
      const minor = frame.magnitude[row]!;
      if (minor >= threshold / 2 && minor < threshold && day[row] !== NO_DAY) parts.push(row);
    }
    const runs = runsOf(parts, day, frame.stem.ids, frame.category.ids).filter((run) => sumOf(run, frame.magnitude) > threshold);
    if (runs.length > USUAL_RUNS) continue;
    for (const run of runs) {
      if (run.length > SPLIT_PARTS) continue;
      const sum = sumOf(run, frame.magnitude);
      const span = day[run.at(-1)!]! - day[run[0]!]! + 1;
      for (const row of run) {
        const evidence = run.filter((other) => other !== row).slice(0, EVIDENCE_ROWS);
        hits.push({ row, weight: 1.6, args: [frame.magnitude[row]!, run.length, threshold, sum, span], evidence });
      }
    }
  }
  return hits;
}

/** A3: two or more within three days, each in [0.5 T, T), same counterparty and category, other documents, together over T. */
export const splitAmount: Rule = {
  codes: ['A3'],
  needs: ['party', 'day'],
  run: (context) => {
    const { frame, hit, note } = context;
    let named = new Set<number>();
    for (let segment = 0; segment < frame.segments; segment++) {
      // Highest first: of equal hits the first is kept, and passing the higher threshold is the stronger statement.
      for (const threshold of [...thresholdsOf(context, segment)].reverse()) {
        const found = splits(context, segment, threshold);
        const rows = new Set([...named, ...found.map((one) => one.row)]);
        if (rows.size > ORDINARY_RUNS * frame.rows && frame.rows > 1000) {
          note(
            'A3',
            `Several amounts under ${threshold / unitOfSegment(frame, segment)} within three days are ordinary here (${found.length} rows); that threshold was left out.`,
          );
          continue;
        }
        named = rows;
        for (const one of found) hit('A3', one.row, one.weight, one.args, one.evidence);
      }
    }
  },
};
