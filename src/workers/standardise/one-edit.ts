/** Whether two words differ by one letter put in, left out, replaced, or by two neighbours swapped (Damerau's four errors). */
export function isOneEdit(a: string, b: string): boolean {
  if (a === b) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  if (short.length < long.length) return short.slice(i) === long.slice(i + 1);
  if (short.slice(i + 1) === long.slice(i + 1)) return true;
  return short[i] === long[i + 1] && short[i + 1] === long[i] && short.slice(i + 2) === long.slice(i + 2);
}

/** Shorter words differ by a letter without being misspelt: "land" and "band". */
export const LEAST_LETTERS = 5;
/** Words that share a key and are not one edit apart: bounds the work on made-up vocabularies. */
const MOST_PER_KEY = 50;

/**
 * Pairs of words that are one edit apart, as numbers of the vocabulary. Two such words share a form that is one of them or
 * either with one letter left out, so only words that share such a form are compared (symmetric deletion, W. Garbe).
 */
export function wordPairs(vocabulary: readonly string[]): [number, number][] {
  const byForm = new Map<number, number[]>();
  const pairs: [number, number][] = [];
  const seen = new Set<number>();
  for (const [n, word] of vocabulary.entries()) {
    if (word.length < LEAST_LETTERS || word.length > 40 || /\d/.test(word)) continue;
    seen.clear();
    for (let skip = -1; skip < word.length; skip++) {
      const key = hashWithout(word, skip);
      const held = byForm.get(key);
      if (!held) {
        byForm.set(key, [n]);
        continue;
      }
      for (const other of held) {
        if (other === n || seen.has(other)) continue;
        seen.add(other);
        if (isOneEdit(vocabulary[other]!, word)) pairs.push([other, n]);
      }
      if (held.at(-1) !== n && held.length < MOST_PER_KEY) held.push(n);
    }
  }
  return pairs;
}

/** FNV-1a over the letters of a word, one of them left out. */
function hashWithout(word: string, skip: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) if (i !== skip) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash;
}
