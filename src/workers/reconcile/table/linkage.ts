import { assign } from '../assign.ts';
import { buildGraph, marginals } from '../marginals.ts';
import { baseBits, normalise, PRIOR_PAIRS } from '../model.ts';
import { pointsOf } from '../parts.ts';
import { seeded } from '../random.ts';
import type { Field } from './field.ts';

const DRAWN = 100_000;
const ROUNDS = 40;
const REFINED = 4;
const UNITS = 1 << 20;
const LEAST = 0.01;

export interface LinkedPair {
  readonly left: number;
  readonly right: number;
  readonly confidence: number;
  /** Points of base, each field, rivals; they add up to the confidence. */
  readonly points: Int8Array;
}

/** Levels and chances of all candidate pairs, field by field. */
interface Evidence {
  readonly fields: readonly Field[];
  readonly starts: Uint32Array;
  readonly right: Int32Array;
  readonly levels: Uint16Array[];
  readonly chance: Float32Array[];
}

/** How random pairs compare in each field, without those that agree so well that they may be true pairs. */
function learnChance(fields: readonly Field[], leftRows: number, rightRows: number, seed: number): Float64Array[] {
  const random = seeded(seed);
  const counts = fields.map((field) => new Float64Array(field.levels));
  const comparable = fields.filter((field) => field.top >= 0).length;
  const draws = Math.min(DRAWN, leftRows * rightRows);
  for (let d = 0; d < draws; d++) {
    const i = Math.floor(random() * leftRows);
    const j = Math.floor(random() * rightRows);
    const levels = fields.map((field) => field.compare(i, j));
    const agreeing = levels.filter((level, f) => level === fields[f]!.top).length;
    if (agreeing > comparable / 2) continue;
    levels.forEach((level, f) => counts[f]![level]!++);
  }
  return counts.map((seen, f) => {
    seen[0] = 0;
    // Levels that were never drawn are taken to be rarer than one in the draws.
    return normalise(seen.map((count, level) => (level === 0 ? 0 : count + 0.3 + (level === 1 ? 2 : 0)))).map((p) =>
      Math.max(p, 0.3 / (DRAWN + fields[f]!.levels)),
    );
  });
}

function gather(fields: readonly Field[], starts: Uint32Array, right: Int32Array, u: readonly Float64Array[]): Evidence {
  const levels = fields.map(() => new Uint16Array(right.length));
  const chance = fields.map(() => new Float32Array(right.length));
  for (let i = 0; i + 1 < starts.length; i++) {
    for (let e = starts[i]!; e < starts[i + 1]!; e++) {
      for (let f = 0; f < fields.length; f++) {
        const level = fields[f]!.compare(i, right[e]!);
        levels[f]![e] = level;
        const own = level === 0 ? 0 : fields[f]!.chance(i, right[e]!, level);
        chance[f]![e] = Number.isNaN(own) ? Math.log2(u[f]![level]!) : own;
      }
    }
  }
  return { fields, starts, right, levels, chance };
}

function mFrom(fields: readonly Field[], counts: readonly Float64Array[]): Float64Array[] {
  return fields.map((field, f) => {
    const prior = normalise(field.prior.map((p, level) => (level === 0 ? 0 : p)));
    return normalise(counts[f]!.map((count, level) => (level === 0 ? 0 : count + PRIOR_PAIRS * prior[level]! + 1e-4)));
  });
}

/** Log2 odds of every candidate standing alone; `out` is reused. */
function bitsOf(evidence: Evidence, m: readonly Float64Array[], base: number, out: Float64Array): void {
  out.fill(base);
  evidence.fields.forEach((_, f) => {
    const mBits = m[f]!.map((p) => Math.log2(Math.max(1e-12, p)));
    mBits[0] = 0;
    const levels = evidence.levels[f]!;
    const chance = evidence.chance[f]!;
    for (let e = 0; e < out.length; e++) out[e]! += mBits[levels[e]!]! - chance[e]!;
  });
}

function count(evidence: Evidence, share: Float64Array): { counts: Float64Array[]; total: number } {
  const counts = evidence.fields.map((field) => new Float64Array(field.levels));
  let total = 0;
  for (let e = 0; e < share.length; e++) {
    const p = share[e]!;
    if (p < 1e-6) continue;
    total += p;
    for (let f = 0; f < counts.length; f++) counts[f]![evidence.levels[f]![e]!]! += p;
  }
  return { counts, total };
}

/**
 * Links the rows of two tables one to one: u from random pairs, m by expectation-maximisation over the candidates,
 * rival-aware probabilities, assignment of the largest expected number of right pairs.
 * @param threshold pairs under this confidence are left out
 */
export function link(
  fields: readonly Field[],
  leftRows: number,
  rightRows: number,
  candidates: { starts: Uint32Array; right: Int32Array },
  threshold: number,
  seed: number,
): LinkedPair[] {
  if (fields.length === 0 || leftRows === 0 || rightRows === 0) return [];
  const u = learnChance(fields, leftRows, rightRows, seed);
  const evidence = gather(fields, candidates.starts, candidates.right, u);
  const { starts, right } = evidence;
  const edges = right.length;
  const bits = new Float64Array(edges);
  const share = new Float64Array(edges);
  let m = mFrom(
    fields,
    fields.map((field) => new Float64Array(field.levels)),
  );
  let expected = 0.5 * Math.min(leftRows, rightRows);
  for (let round = 0; round < ROUNDS; round++) {
    bitsOf(evidence, m, Math.log2(Math.max(0.5, expected) / Math.max(leftRows - expected, leftRows * 0.005, 0.5) / rightRows), bits);
    for (let i = 0; i < leftRows; i++) {
      let sum = 1;
      for (let e = starts[i]!; e < starts[i + 1]!; e++) sum += share[e] = 2 ** Math.min(60, bits[e]!);
      for (let e = starts[i]!; e < starts[i + 1]!; e++) share[e]! /= sum;
    }
    const { counts, total } = count(evidence, share);
    const moved = Math.abs(total - expected);
    m = mFrom(fields, counts);
    expected = Math.min(rightRows, total);
    if (round > 5 && moved < 1e-4 * leftRows) break;
  }
  const left = new Int32Array(edges);
  for (let i = 0; i < leftRows; i++) left.fill(i, starts[i]!, starts[i + 1]!);
  const graph = buildGraph(leftRows, rightRows, left, right);
  let base = 0;
  let p: Float64Array = share;
  for (let round = 0; round <= REFINED; round++) {
    base = baseBits(expected, leftRows, rightRows);
    bitsOf(evidence, m, base, bits);
    p = marginals(graph, bits);
    if (round === REFINED) break;
    const { counts, total } = count(evidence, p);
    m = mFrom(fields, counts);
    expected = total;
  }
  const assignment = assign(
    graph,
    Int32Array.from(p, (x) => (x >= LEAST ? Math.round(x * UNITS) : 0)),
  );
  const pairs: LinkedPair[] = [];
  for (let i = 0; i < leftRows; i++) {
    const e = assignment.edge[i]!;
    const confidence = e < 0 ? 0 : Math.round(100 * p[e]!);
    if (e < 0 || confidence < Math.max(1, threshold)) continue;
    const parts = [
      base,
      ...fields.map((_, f) => (evidence.levels[f]![e] === 0 ? 0 : Math.log2(m[f]![evidence.levels[f]![e]!]!) - evidence.chance[f]![e]!)),
    ];
    const sum = parts.reduce((x, y) => x + y, 0);
    const bounded = Math.min(1 - 1e-9, Math.max(1e-9, p[e]!));
    const points = new Int8Array(parts.length + 1);
    pointsOf(confidence, [...parts, Math.min(0, Math.log2(bounded / (1 - bounded)) - Math.min(29, sum))], points, 0);
    pairs.push({ left: i, right: right[e]!, confidence, points });
  }
  return pairs;
}
