/**
 * Isolation forest (Liu, Ting and Zhou, ICDM 2008): rows that random splits separate early are unusual. Trees are flat
 * arrays and every leaf points to itself, so that a row takes exactly `depth` branch-free steps.
 */
import type { Matrix } from '../matrix.ts';
import { mulberry32, sampleRows, seedOf } from '../random.ts';

export interface Forest {
  readonly trees: number;
  readonly depth: number;
  /** Nodes of tree t begin at t * stride. Children lie side by side; a leaf's `left` is itself with threshold +Infinity. */
  readonly stride: number;
  readonly feature: Int16Array;
  readonly threshold: Float32Array;
  readonly left: Int32Array;
  /** Expected further path length c(size) of a node, and for leaves the whole path length depth + c(size). */
  readonly expected: Float32Array;
  readonly pathLength: Float32Array;
  /** c(psi): the path length of an average row. */
  readonly average: number;
}

export const FOREST = { trees: 100, sample: 256 } as const;
/** Small data afford more trees, which halves the spread between seeds. */
const SMALL_ROWS = 20_000;
const SMALL_TREES = 300;

/** Average path length of an unsuccessful search among n rows: 2 H(n-1) - 2 (n-1)/n. */
export function averagePath(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  let harmonic = 0;
  for (let i = 1; i < n; i++) harmonic += 1 / i;
  return 2 * harmonic - (2 * (n - 1)) / n;
}

/** Grows the forest. Each tree has its own seed, so that trees do not depend on each other's order. */
export function growForest(matrix: Matrix, seed: number): Forest {
  const trees = matrix.rows <= SMALL_ROWS ? SMALL_TREES : FOREST.trees;
  const psi = Math.min(FOREST.sample, matrix.rows);
  const depth = Math.max(1, Math.ceil(Math.log2(Math.max(2, psi))));
  const stride = 2 * psi;
  const shared = (bytes: number) => new SharedArrayBuffer(trees * stride * bytes);
  const forest: Forest = {
    trees,
    depth,
    stride,
    feature: new Int16Array(shared(2)),
    threshold: new Float32Array(shared(4)).fill(Infinity),
    left: new Int32Array(shared(4)),
    expected: new Float32Array(shared(4)),
    pathLength: new Float32Array(shared(4)),
    average: averagePath(psi),
  };
  const paths = Float64Array.from({ length: psi + 1 }, (_, n) => averagePath(n));
  for (let tree = 0; tree < trees; tree++) growTree(forest, tree, matrix, psi, paths, mulberry32(seedOf(seed, 1, tree)));
  return forest;
}

function growTree(forest: Forest, tree: number, matrix: Matrix, psi: number, paths: Float64Array, random: () => number): void {
  const { width, values } = matrix;
  const rows = sampleRows(matrix.rows, psi, random);
  const base = tree * forest.stride;
  const columns = Int16Array.from({ length: width }, (_, i) => i);
  let next = base + 1;
  const pending: [node: number, from: number, to: number, level: number][] = [[base, 0, rows.length, 0]];
  for (let item = pending.shift(); item; item = pending.shift()) {
    const [node, from, to, level] = item;
    const size = to - from;
    forest.expected[node] = paths[size]!;
    forest.left[node] = node;
    forest.pathLength[node] = level + paths[size]!;
    if (level >= forest.depth || size < 2) continue;
    // Columns are tried in random order until one differs within the node, as scikit-learn does.
    let found = -1;
    let low = 0;
    let high = 0;
    for (let tried = 0; tried < width && found < 0; tried++) {
      const pick = tried + Math.floor(random() * (width - tried));
      const column = columns[pick]!;
      columns[pick] = columns[tried]!;
      columns[tried] = column;
      low = high = values[rows[from]! * width + column]!;
      for (let i = from + 1; i < to; i++) {
        const value = values[rows[i]! * width + column]!;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      if (high > low) found = column;
    }
    if (found < 0) continue;
    let threshold = Math.fround(low + random() * (high - low));
    // Rounded to float32 the split may equal an end; both sides have to keep a row.
    if (!(threshold > low && threshold <= high)) threshold = high;
    let middle = from;
    for (let i = from; i < to; i++) {
      if (values[rows[i]! * width + found]! >= threshold) continue;
      const row = rows[i]!;
      rows[i] = rows[middle]!;
      rows[middle++] = row;
    }
    forest.feature[node] = found;
    forest.threshold[node] = threshold;
    forest.left[node] = next;
    pending.push([next, from, middle, level + 1], [next + 1, middle, to, level + 1]);
    next += 2;
  }
}

/** Rows scored together: a tree's nodes stay in the first-level cache while it meets all of them. */
const BLOCK = 512;

/** Writes c(psi) minus the mean path length of rows from..to: higher is more unusual. Each row depends on itself alone. */
export function scoreForest(forest: Forest, matrix: Matrix, from: number, to: number, out: Float64Array): void {
  const { trees, depth, stride, feature, threshold, left, pathLength, average } = forest;
  const { width, values } = matrix;
  for (let start = from; start < to; start += BLOCK) {
    const end = Math.min(to, start + BLOCK);
    out.fill(0, start, end);
    for (let tree = 0; tree < trees; tree++) {
      const root = tree * stride;
      for (let row = start; row < end; row++) {
        const at = row * width;
        let node = root;
        for (let level = 0; level < depth; level++) node = left[node]! + (values[at + feature[node]!]! >= threshold[node]! ? 1 : 0);
        out[row]! += pathLength[node]!;
      }
    }
    for (let row = start; row < end; row++) out[row] = average - out[row]! / trees;
  }
}

/**
 * Splits a row's score exactly among the columns: a step from a node of n rows to a child of m credits its column with
 * c(n) - 1 - c(m), which telescopes to c(psi) - h(x). Adds to `parts`, one entry per column.
 */
export function explainForest(forest: Forest, matrix: Matrix, row: number, parts: Float64Array): void {
  const at = row * matrix.width;
  for (let tree = 0; tree < forest.trees; tree++) {
    let node = tree * forest.stride;
    for (;;) {
      const left = forest.left[node]!;
      if (left === node) break;
      const column = forest.feature[node]!;
      const child = left + (matrix.values[at + column]! >= forest.threshold[node]! ? 1 : 0);
      parts[column]! += (forest.expected[node]! - 1 - forest.expected[child]!) / forest.trees;
      node = child;
    }
  }
}
