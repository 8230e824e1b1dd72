/**
 * Isolation forest (Liu, Ting and Zhou, ICDM 2008): rows that random splits separate early are unusual. Trees are flat
 * arrays and every leaf points to itself, so that a row takes exactly `depth` branch-free steps.
 */
import type { Matrix } from '../matrix.ts';
import { mulberry32, sampleRows, seedOf } from '../random.ts';

export interface Forest {
  readonly trees: number;
  readonly depth: number;
  /** Nodes of tree t begin at node t * stride. */
  readonly stride: number;
  /** Per node FIELDS entries: column, threshold key, first child, unused. Children lie side by side; a leaf's child is itself. */
  readonly nodes: Int32Array;
  /** Per node the expected further path length c(size), and depth + c(size). */
  readonly expected: Float64Array;
  readonly pathLength: Float64Array;
  /** c(psi): the path length of an average row. */
  readonly average: number;
}

/** Entries per node: 16 bytes, so that a node never crosses a cache line. */
const FIELDS = 4;
/** Threshold of a leaf: above every key, so that a row in a leaf stays there. */
const NEVER = 2 ** 30;

/**
 * Order-preserving integer of a float32 given by its bits, within ±2^30 so that the difference of two never overflows. Comparing
 * by subtraction costs no branch, and half of all branches here would be mispredicted. The lowest mantissa bit is given up.
 */
const keyOf = (bits: number) => (bits ^ ((bits >> 31) & 0x7fffffff)) >> 1;
const BITS = new Int32Array(1);
const AS_FLOAT = new Float32Array(BITS.buffer);
const keyOfNumber = (value: number) => {
  AS_FLOAT[0] = value;
  return keyOf(BITS[0]!);
};

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
    nodes: new Int32Array(shared(4 * FIELDS)),
    expected: new Float64Array(shared(8)),
    pathLength: new Float64Array(shared(8)),
    average: averagePath(psi),
  };
  const paths = Float64Array.from({ length: psi + 1 }, (_, n) => averagePath(n));
  for (let tree = 0; tree < trees; tree++) growTree(forest, tree, matrix, psi, paths, mulberry32(seedOf(seed, 1, tree)));
  return forest;
}

function growTree(forest: Forest, tree: number, matrix: Matrix, psi: number, paths: Float64Array, random: () => number): void {
  const { width, values } = matrix;
  const { nodes } = forest;
  const rows = sampleRows(matrix.rows, psi, random);
  const base = tree * forest.stride;
  const columns = Int16Array.from({ length: width }, (_, i) => i);
  const valueOf = (i: number, column: number) => values[rows[i]! * width + column]!;
  let next = base + 1;
  const pending: [node: number, from: number, to: number, level: number][] = [[base, 0, rows.length, 0]];
  for (let item = pending.shift(); item; item = pending.shift()) {
    const [node, from, to, level] = item;
    const size = to - from;
    forest.expected[node] = paths[size]!;
    forest.pathLength[node] = level + paths[size]!;
    nodes[node * FIELDS + 1] = NEVER;
    nodes[node * FIELDS + 2] = node * FIELDS;
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
      low = high = valueOf(from, column);
      for (let i = from + 1; i < to; i++) {
        low = Math.min(low, valueOf(i, column));
        high = Math.max(high, valueOf(i, column));
      }
      if (keyOfNumber(high) > keyOfNumber(low)) found = column;
    }
    if (found < 0) continue;
    // Rounding may put the split on an end; both sides have to keep a row.
    const threshold = Math.max(keyOfNumber(low + random() * (high - low)), keyOfNumber(low) + 1);
    let middle = from;
    for (let i = from; i < to; i++) {
      if (keyOfNumber(valueOf(i, found)) >= threshold) continue;
      const row = rows[i]!;
      rows[i] = rows[middle]!;
      rows[middle++] = row;
    }
    nodes[node * FIELDS] = found;
    nodes[node * FIELDS + 1] = threshold;
    nodes[node * FIELDS + 2] = next * FIELDS;
    pending.push([next, from, middle, level + 1], [next + 1, middle, to, level + 1]);
    next += 2;
  }
}

/** Rows scored together: a tree's nodes stay in the first-level cache while it meets all of them. */
const BLOCK = 512;

/** Entry of the child a row takes: the second child (FIELDS further on) where its key reaches the threshold. */
const stepFrom = (nodes: Int32Array, at: number, bits: Int32Array, row: number) =>
  nodes[at + 2]! + (((nodes[at + 1]! - 1 - keyOf(bits[row + nodes[at]!]!)) >>> 31) << 2);

/** Writes c(psi) minus the mean path length of rows from..to: higher is more unusual. Each row depends on itself alone. */
export function scoreForest(forest: Forest, matrix: Matrix, from: number, to: number, out: Float64Array): void {
  const { trees, depth, stride, nodes, pathLength, average } = forest;
  const { width, values } = matrix;
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  for (let start = from; start < to; start += BLOCK) {
    const end = Math.min(to, start + BLOCK);
    out.fill(0, start, end);
    for (let tree = 0; tree < trees; tree++) {
      const root = tree * stride * FIELDS;
      let row = start;
      // Four rows at a time: each step waits for memory, and the four waits overlap.
      for (; row + 3 < end; row += 4) {
        const at = row * width;
        let a = root;
        let b = root;
        let c = root;
        let d = root;
        for (let level = 0; level < depth; level++) {
          a = stepFrom(nodes, a, bits, at);
          b = stepFrom(nodes, b, bits, at + width);
          c = stepFrom(nodes, c, bits, at + 2 * width);
          d = stepFrom(nodes, d, bits, at + 3 * width);
        }
        out[row]! += pathLength[a >> 2]!;
        out[row + 1]! += pathLength[b >> 2]!;
        out[row + 2]! += pathLength[c >> 2]!;
        out[row + 3]! += pathLength[d >> 2]!;
      }
      for (; row < end; row++) {
        let a = root;
        for (let level = 0; level < depth; level++) a = stepFrom(nodes, a, bits, row * width);
        out[row]! += pathLength[a >> 2]!;
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
  const { nodes, expected, trees } = forest;
  const bits = new Int32Array(matrix.values.buffer, matrix.values.byteOffset, matrix.values.length);
  for (let tree = 0; tree < trees; tree++) {
    let at = tree * forest.stride * FIELDS;
    for (;;) {
      const child = stepFrom(nodes, at, bits, row * matrix.width);
      if (child === at) break;
      parts[nodes[at]!]! += (expected[at >> 2]! - 1 - expected[child >> 2]!) / trees;
      at = child;
    }
  }
}
