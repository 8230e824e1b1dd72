/** How well a ranking finds labelled rows. Used to print measures beside a score, never to make one. */

/** Area under the ROC curve: the chance that a labelled row ranks above another, ties counted half. NaN without both kinds. */
export function rocAuc(scores: ArrayLike<number>, positive: ArrayLike<number>): number {
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let rankSum = 0;
  let positives = 0;
  for (let i = 0; i < order.length;) {
    let end = i + 1;
    while (end < order.length && scores[order[end]!] === scores[order[i]!]) end++;
    for (let j = i; j < end; j++) {
      if (!positive[order[j]!]) continue;
      rankSum += (i + 1 + end) / 2;
      positives++;
    }
    i = end;
  }
  const negatives = order.length - positives;
  return positives === 0 || negatives === 0 ? NaN : (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Average precision: the sum of precision times recall step down the ranking; rows of one score are taken together. */
export function averagePrecision(scores: ArrayLike<number>, positive: ArrayLike<number>): number {
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
  let total = 0;
  for (const row of order) if (positive[row]) total++;
  let found = 0;
  let sum = 0;
  for (let i = 0; i < order.length;) {
    let end = i;
    let here = 0;
    for (; end < order.length && scores[order[end]!] === scores[order[i]!]; end++) if (positive[order[end]!]) here++;
    found += here;
    sum += (here / total) * (found / end);
    i = end;
  }
  return sum;
}
