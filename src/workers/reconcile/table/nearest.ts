import { folded } from './parse.ts';
import { trigramsOf } from './trigrams.ts';

/** Partners looked at per left row. */
const KEPT = 24;
/** Index entries read per left row, rarest features first: enough for the partner, bounded for common words. */
const READ = 6_000;

/** Features of a record: its words and the letter triples of every value, as hashes. */
function featuresOf(values: readonly string[]): Int32Array {
  const set = new Set<number>();
  for (const value of values) {
    for (const word of folded(value).split(/[^\p{L}\p{N}]+/u)) {
      if (word === '') continue;
      let hash = 0x9e3779b9;
      for (let k = 0; k < word.length; k++) hash = Math.imul(hash ^ word.charCodeAt(k), 0x01000193);
      set.add(hash ^ (hash >>> 13));
    }
    for (const triple of trigramsOf(value)) set.add(triple);
  }
  return Int32Array.from(set).sort();
}

/**
 * The right rows nearest to each left row by shared features weighed by rarity squared (the cosine of TF-IDF vectors,
 * over the rarest features only). Row i's candidates are right[starts[i]..starts[i+1]), best first.
 */
export function nearestRows(
  left: readonly (readonly string[])[],
  right: readonly (readonly string[])[],
): { starts: Uint32Array; right: Int32Array; cutRows: number } {
  const postings = new Map<number, number[]>();
  const rightFeatures = right.map(featuresOf);
  rightFeatures.forEach((features, j) => {
    for (const feature of features) {
      const list = postings.get(feature);
      if (list) list.push(j);
      else postings.set(feature, [j]);
    }
  });
  const idf = (list: readonly number[]): number => Math.log2(1 + right.length / list.length) ** 2;
  const norm = Float64Array.from(rightFeatures, (features) => Math.sqrt(features.reduce((sum, f) => sum + idf(postings.get(f)!), 1)));
  const score = new Float64Array(right.length);
  const starts = new Uint32Array(left.length + 1);
  const found: number[] = [];
  const best = new Float64Array(KEPT);
  const bestRow = new Int32Array(KEPT);
  const before = (value: number, j: number, at: number): boolean => value > best[at]! || (value === best[at] && j < bestRow[at]!);
  let cutRows = 0;
  for (let i = 0; i < left.length; i++) {
    const lists = [...featuresOf(left[i]!)].map((f) => postings.get(f)).filter((list) => list !== undefined);
    lists.sort((a, b) => a.length - b.length || a[0]! - b[0]!);
    const touched: number[] = [];
    let read = 0;
    for (const list of lists) {
      if (read > 0 && read + list.length > READ) {
        cutRows++;
        break;
      }
      read += list.length;
      const weight = idf(list);
      for (const j of list) {
        if (score[j] === 0) touched.push(j);
        score[j]! += weight;
      }
    }
    let kept = 0;
    for (const j of touched) {
      const value = score[j]! / norm[j]!;
      score[j] = 0;
      if (kept === KEPT && !before(value, j, KEPT - 1)) continue;
      let at = kept < KEPT ? kept++ : KEPT - 1;
      for (; at > 0 && before(value, j, at - 1); at--) {
        best[at] = best[at - 1]!;
        bestRow[at] = bestRow[at - 1]!;
      }
      best[at] = value;
      bestRow[at] = j;
    }
    for (let k = 0; k < kept; k++) found.push(bestRow[k]!);
    starts[i + 1] = found.length;
  }
  return { starts, right: Int32Array.from(found), cutRows };
}
