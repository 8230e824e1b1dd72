import { alikeness, mostInexact, OPTIONAL, slipKey, type Vocabulary } from './alike.ts';
import { cutNames } from './cuts.ts';
import { isOneEdit, wordPairs } from './one-edit.ts';
import { UnionFind } from './union-find.ts';

export interface NameToCluster {
  readonly words: readonly string[];
  /** Transactions it stands on. */
  readonly rows: number;
  /** A vendor that a person gave it, or 0. */
  readonly pin: number;
}

export interface Clusters {
  /** The cluster of each name: the index of its most frequent member. */
  readonly leader: Int32Array;
  /** How each name came to its leader. */
  readonly how: Uint8Array;
}
export const HOW = ['alone', 'same', 'similar', 'person'] as const;

/** Names that share a word, beyond which the word says nothing: "limited", "school". */
const MOST_SHARING = 150;
/** A slip of the pen is rare: where both words are in more names than this, they are two words. */
const SLIP_NAMES = 1;

/**
 * Which names stand for one vendor. First those whose words are the same (in any order, with any spacing), then those that
 * differ by a slip, a cut or an optional word. Names that a person gave to different vendors are never joined, those given
 * to one always are.
 */
export function clusterNames(names: readonly NameToCluster[]): Clusters {
  const pins = Int32Array.from(names, (name) => name.pin);
  const same = new UnionFind(names.length, pins);
  // The more frequent name decides where two pins compete for one without.
  const order = Array.from(names.keys()).sort((a, b) => names[b]!.rows - names[a]!.rows || a - b);
  const byPin = new Map<number, number>();
  for (const n of order) if (pins[n] !== 0) same.unite(byPin.get(pins[n]!) ?? (byPin.set(pins[n]!, n), n), n);
  const exact = new UnionFind(names.length, pins);
  for (const key of [(words: readonly string[]) => words.join(' '), sortedKey, (words: readonly string[]) => spacingKey(words)]) {
    const seen = new Map<string, number>();
    for (const n of order) {
      const text = key(names[n]!.words);
      if (text === '') continue;
      const first = seen.get(text);
      if (first === undefined) seen.set(text, n);
      else {
        same.unite(first, n);
        exact.unite(first, n);
      }
    }
  }
  for (const { a, b } of alikePairs(names, order, exact)) same.unite(a, b);
  const cut = uniteCuts(names, same);
  // A name that was cut off is no name to call a vendor by.
  const whole = [...order.filter((n) => !cut.has(n)), ...cut];
  return lead(names, whole, same, exact);
}

/** A cut name joins the vendor it begins, where there is only one that it could be. */
function uniteCuts(names: readonly NameToCluster[], same: UnionFind): ReadonlySet<number> {
  const wholes = new Map<number, number | null>();
  for (const { cut, whole } of cutNames(names.map((name) => name.words))) {
    const root = same.find(whole);
    if (root === same.find(cut)) continue;
    const known = wholes.get(cut);
    wholes.set(cut, known === undefined || (known !== null && same.find(known) === root) ? whole : null);
  }
  const joined = new Set<number>();
  for (const [cut, whole] of wholes) if (whole !== null && same.unite(cut, whole)) joined.add(cut);
  return joined;
}

const sortedKey = (words: readonly string[]): string => (words.length > 1 ? [...new Set(words)].sort().join(' ') : '');
/** "Sky Net" and "Skynet". Too short a text would join what only happens to read alike. */
const spacingKey = (words: readonly string[]): string => {
  const text = words.join('');
  return text.length >= 6 ? text : '';
};

function alikePairs(
  names: readonly NameToCluster[],
  order: readonly number[],
  exact: UnionFind,
): { a: number; b: number; score: number }[] {
  // One representative per set of equal names: its most frequent one.
  const representatives: number[] = [];
  const taken = new Set<number>();
  for (const n of order) {
    const root = exact.find(n);
    if (taken.has(root) || names[n]!.words.length === 0) continue;
    taken.add(root);
    representatives.push(n);
  }
  const numbers = new Map<string, number>();
  const encoded = representatives.map((n) => Int32Array.from(new Set(names[n]!.words), (word) => numberOf(numbers, word)));
  const words = [...numbers.keys()];
  const counts = new Int32Array(words.length);
  for (const name of encoded) for (const word of name) counts[word]!++;
  const slips = new Set<number>();
  const slipsOf = new Map<number, number[]>();
  for (const [a, b] of wordPairs(words)) {
    if (Math.min(counts[a]!, counts[b]!) > SLIP_NAMES || !isSlip(words[a]!, words[b]!)) continue;
    slips.add(slipKey(a, b));
    slipsOf.set(a, [...(slipsOf.get(a) ?? []), b]);
    slipsOf.set(b, [...(slipsOf.get(b) ?? []), a]);
  }
  const vocabulary: Vocabulary = { words, names: counts, slips };
  const holders: number[][] = words.map(() => []);
  const pairs: { a: number; b: number; score: number }[] = [];
  const seenBy = new Int32Array(encoded.length).fill(-1);
  for (const [i, name] of encoded.entries()) {
    const keys = keysOf(name, words, counts);
    for (const word of keys) {
      for (const near of [word, ...(slipsOf.get(word) ?? [])]) {
        if (counts[near]! > MOST_SHARING) continue;
        for (const other of holders[near]!) {
          if (seenBy[other] === i) continue;
          seenBy[other] = i;
          const score = alikeness(encoded[other]!, name, vocabulary);
          if (score > 0) pairs.push({ a: representatives[other]!, b: representatives[i]!, score });
        }
      }
    }
    for (const word of keys) holders[word]!.push(i);
  }
  return pairs.sort((p, q) => q.score - p.score || p.a - q.a || p.b - q.b);
}

/**
 * The words under which a name is looked up. Alike names have the same words but for optional ones and at most m slips, so
 * that the rarest word they share is among the m + 1 rarest of each.
 */
function keysOf(name: Int32Array, words: readonly string[], counts: Int32Array): number[] {
  const telling = [...name].filter((word) => !OPTIONAL.has(words[word]!));
  const ranked = (telling.length > 0 ? telling : [...name]).sort((a, b) => counts[a]! - counts[b]! || a - b);
  return ranked.slice(0, mostInexact(name.length) + 1);
}

/** A slip keeps the first letter, or the word is so long that the rest identifies it. */
const isSlip = (a: string, b: string): boolean => isOneEdit(a, b) && (a[0] === b[0] || Math.min(a.length, b.length) >= 8);

function numberOf(numbers: Map<string, number>, word: string): number {
  const known = numbers.get(word);
  if (known !== undefined) return known;
  numbers.set(word, numbers.size);
  return numbers.size - 1;
}

function lead(names: readonly NameToCluster[], order: readonly number[], same: UnionFind, exact: UnionFind): Clusters {
  const leader = new Int32Array(names.length);
  const how = new Uint8Array(names.length);
  const leaderOf = new Map<number, number>();
  const sizes = new Map<number, number>();
  for (const n of order) {
    const root = same.find(n);
    if (!leaderOf.has(root)) leaderOf.set(root, n);
    sizes.set(root, (sizes.get(root) ?? 0) + 1);
  }
  for (let n = 0; n < names.length; n++) {
    const root = same.find(n);
    const first = leaderOf.get(root)!;
    leader[n] = first;
    if (names[n]!.pin !== 0) how[n] = 3;
    else if (sizes.get(root) === 1) how[n] = 0;
    else how[n] = exact.find(n) === exact.find(first) ? 1 : 2;
  }
  return { leader, how };
}
