/**
 * String measures on byte ranges (letters already folded to lower case). Definitions are fixed here because packages
 * of the same name disagree; `strings.test.ts` holds the vectors.
 */

const ROWS = 64;
const costs = new Uint16Array((ROWS + 1) * (ROWS + 1));

/**
 * Optimal string alignment distance (Levenshtein with swaps of neighbours, each part edited once) between
 * a[a0..a1) and b[b0..b1), or `limit` + 1 as soon as it is known to be larger. Ranges over 64 bytes are cut.
 */
export function editDistance(a: Uint8Array, a0: number, a1: number, b: Uint8Array, b0: number, b1: number, limit: number): number {
  const n = Math.min(a1 - a0, ROWS);
  const m = Math.min(b1 - b0, ROWS);
  if (Math.abs(n - m) > limit) return limit + 1;
  const width = m + 1;
  for (let j = 0; j <= m; j++) costs[j] = j;
  for (let i = 1; i <= n; i++) {
    const letter = a[a0 + i - 1]!;
    let best = (costs[i * width] = i);
    for (let j = 1; j <= m; j++) {
      const other = b[b0 + j - 1]!;
      const above = (i - 1) * width + j;
      let cost = Math.min(costs[above]! + 1, costs[i * width + j - 1]! + 1, costs[above - 1]! + (letter === other ? 0 : 1));
      if (i > 1 && j > 1 && letter === b[b0 + j - 2] && a[a0 + i - 2] === other) cost = Math.min(cost, costs[above - width - 2]! + 1);
      costs[i * width + j] = cost;
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
  }
  return Math.min(costs[n * width + m]!, limit + 1);
}

/**
 * Jaro-Winkler similarity, 0 to 1 (Winkler 1990): matches within floor(max/2) - 1 places, half the transposed ones
 * counted, plus 0.1 per letter of common beginning, at most four, always (no 0.7 condition).
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const n = a.length;
  const m = b.length;
  if (n === 0 || m === 0) return 0;
  const reach = Math.max(0, Math.floor(Math.max(n, m) / 2) - 1);
  const takenA = new Uint8Array(n);
  const takenB = new Uint8Array(m);
  let matches = 0;
  for (let i = 0; i < n; i++) {
    for (let j = Math.max(0, i - reach); j < Math.min(m, i + reach + 1); j++) {
      if (takenB[j] || a.charCodeAt(i) !== b.charCodeAt(j)) continue;
      takenA[i] = takenB[j] = 1;
      matches++;
      break;
    }
  }
  if (matches === 0) return 0;
  let swapped = 0;
  for (let i = 0, j = 0; i < n; i++) {
    if (!takenA[i]) continue;
    while (!takenB[j]) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) swapped++;
    j++;
  }
  const jaro = (matches / n + matches / m + (matches - swapped / 2) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < n && prefix < m && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}
