/** Turns the scores of different models into one currency: how rare it is to score as high. */

/** Sorted different scores with the mean rank fraction of each; equal scores share one tail. */
export interface TailTable {
  readonly scores: Float64Array;
  readonly tails: Float64Array;
}

/** Builds u = -log(1 - rank / (n + 1)) for every different score; ties get their middle rank. */
export function tailTable(scores: Float64Array): TailTable {
  const sorted = new Float64Array(scores).sort();
  const n = sorted.length;
  const tails = new Float64Array(n);
  let kept = 0;
  for (let i = 0; i < n;) {
    let end = i + 1;
    while (end < n && sorted[end] === sorted[i]) end++;
    sorted[kept] = sorted[i]!;
    tails[kept++] = -Math.log(1 - (i + 1 + end) / 2 / (n + 1));
    i = end;
  }
  return { scores: sorted.slice(0, kept), tails: tails.slice(0, kept) };
}

/** Writes the tail of every score. */
export function fillTails(table: TailTable, scores: Float64Array, out: Float64Array): void {
  const known = table.scores;
  const last = known.length - 1;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    let low = 0;
    let high = last;
    while (low < high) {
      const mid = (low + high) >>> 1;
      if (known[mid]! < score) low = mid + 1;
      else high = mid;
    }
    out[i] = table.tails[low]!;
  }
}
