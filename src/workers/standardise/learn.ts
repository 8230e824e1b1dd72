import { wordsOf } from './words.ts';

/** What a person decided about one transaction, with what the model looks at. */
export interface Decision {
  readonly vendor: string;
  readonly text: string;
  /** Money into the account. */
  readonly into: boolean;
  readonly categoryId: number;
}

/** A proposed category with the figures behind it; `of` decisions were looked at, `hits` of them were for this category. */
export interface Proposal {
  readonly categoryId: number;
  /** 0 to 100. */
  readonly confidence: number;
  readonly by: 'vendor' | 'word';
  /** The word, for `by: 'word'`. */
  readonly word: string;
  readonly hits: number;
  readonly of: number;
}

type Counts = Map<number, number>;

/** Words of one text looked at; longer remittance texts repeat themselves. */
const MOST_WORDS = 24;
/** Fewer decisions with a word than this say nothing about the next one. */
const LEAST_WORD = 2;
/** Words never outweigh the vendor's own history. */
const WORDS_AT_MOST = 85;

/**
 * Proposes categories from earlier decisions. A vendor's own history comes first: its most frequent category, as sure as
 * (hits + 1/2) / (decisions + 1), the estimate of a share that does not claim certainty from one case (Jeffreys). A vendor
 * without history is judged by its words with naive Bayes (multinomial, add-one smoothing), as sure as the posterior, reduced
 * by how few vendors with decisions hold the telling word. Money in and money out never speak for each other.
 */
export class CategoryModel {
  readonly #vendors = new Map<string, Counts>();
  readonly #words = new Map<string, Counts>();
  /** The vendors on whose decisions a word stands: many decisions about one vendor are one voice about others. */
  readonly #voices = new Map<string, Map<number, Set<string>>>();
  readonly #totals = new Map<boolean, Counts>();
  readonly #wordTotals = new Map<boolean, Counts>();
  readonly #logs = new Map<string, Float64Array>();
  readonly #priors = new Map<boolean, { readonly ids: readonly number[]; readonly logs: Float64Array }>();
  #vocabulary = 0;

  constructor(decisions: readonly Decision[]) {
    const vocabulary = new Set<string>();
    for (const { vendor, text, into, categoryId } of decisions) {
      if (vendor !== '') count(this.#vendors, keyOf(vendor, into), categoryId);
      const words = telling(text);
      for (const word of words) {
        count(this.#words, keyOf(word, into), categoryId);
        hear(this.#voices, keyOf(word, into), categoryId, vendor === '' ? text : vendor);
        count(this.#wordTotals, into, categoryId);
        vocabulary.add(word);
      }
      count(this.#totals, into, categoryId);
    }
    this.#vocabulary = vocabulary.size;
    for (const [into, totals] of this.#totals) {
      const ids = [...totals.keys()].sort((a, b) => a - b);
      const all = sum(totals);
      this.#priors.set(into, { ids, logs: Float64Array.from(ids, (id) => Math.log(totals.get(id)! / all)) });
    }
  }

  /** Whether nothing has been decided yet. */
  get empty(): boolean {
    return this.#totals.size === 0;
  }

  /** The category that earlier decisions speak for, or null. */
  propose(vendor: string, text: string, into: boolean): Proposal | null {
    return this.byVendor(vendor, into) ?? this.byWords(text, into);
  }

  byVendor(vendor: string, into: boolean): Proposal | null {
    const counts = vendor === '' ? undefined : this.#vendors.get(keyOf(vendor, into));
    if (!counts) return null;
    const { categoryId, hits, of } = best(counts);
    return { categoryId, confidence: Math.round((100 * (hits + 0.5)) / (of + 1)), by: 'vendor', word: '', hits, of };
  }

  byWords(text: string, into: boolean): Proposal | null {
    const prior = this.#priors.get(into);
    if (!prior) return null;
    const known = telling(text).flatMap((word) => {
      const counts = this.#words.get(keyOf(word, into));
      return counts && sum(counts) >= LEAST_WORD ? [{ word, counts }] : [];
    });
    if (known.length === 0) return null;
    const scores = prior.logs.slice();
    for (const { word } of known) {
      const logs = this.#logsOf(word, into);
      for (let i = 0; i < scores.length; i++) scores[i]! += logs[i]!;
    }
    let at = 0;
    for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[at]!) at = i;
    let odds = 0;
    for (const score of scores) odds += Math.exp(score - scores[at]!);
    const posterior = 1 / odds;
    const first = { categoryId: prior.ids[at]! };
    // The word that speaks most for it is the reason given.
    const share = (counts: Counts): number => (counts.get(first.categoryId) ?? 0) / (sum(counts) + 1);
    const { word, counts } = known.reduce((a, b) => (share(b.counts) > share(a.counts) ? b : a));
    const of = sum(counts);
    const hits = counts.get(first.categoryId) ?? 0;
    if (hits === 0) return null;
    const confidence = Math.min(WORDS_AT_MOST, Math.round(100 * posterior * this.#share(word, into, first.categoryId)));
    return { categoryId: first.categoryId, confidence, by: 'word', word, hits, of };
  }

  /** The share of vendors with a word that speak for a category; a voice against is always counted in. */
  #share(word: string, into: boolean, categoryId: number): number {
    const voices = this.#voices.get(keyOf(word, into));
    let all = 1;
    for (const each of voices?.values() ?? []) all += each.size;
    return (voices?.get(categoryId)?.size ?? 0) / all;
  }

  /** The logarithm of the smoothed share of a word in each category, in the order of the prior. */
  #logsOf(word: string, into: boolean): Float64Array {
    const key = keyOf(word, into);
    const known = this.#logs.get(key);
    if (known) return known;
    const counts = this.#words.get(key);
    const totals = this.#wordTotals.get(into);
    const logs = Float64Array.from(this.#priors.get(into)!.ids, (id) =>
      Math.log(((counts?.get(id) ?? 0) + 1) / ((totals?.get(id) ?? 0) + this.#vocabulary)),
    );
    this.#logs.set(key, logs);
    return logs;
  }
}

const keyOf = (text: string, into: boolean): string => `${into ? '+' : '-'}${text}`;

const telling = (text: string): string[] =>
  [...new Set(wordsOf(text).filter((word) => word.length > 2 && !/\d/.test(word)))].slice(0, MOST_WORDS);

function count<K>(map: Map<K, Counts>, key: K, categoryId: number): void {
  const counts = map.get(key);
  if (counts) counts.set(categoryId, (counts.get(categoryId) ?? 0) + 1);
  else map.set(key, new Map([[categoryId, 1]]));
}

function hear(map: Map<string, Map<number, Set<string>>>, key: string, categoryId: number, voice: string): void {
  const byCategory = map.get(key) ?? new Map<number, Set<string>>();
  const voices = byCategory.get(categoryId) ?? new Set<string>();
  map.set(key, byCategory.set(categoryId, voices.add(voice)));
}

function sum(counts: Counts): number {
  let total = 0;
  for (const n of counts.values()) total += n;
  return total;
}

function best(counts: Counts): { categoryId: number; hits: number; of: number } {
  let categoryId = 0;
  let hits = 0;
  let of = 0;
  for (const [id, n] of counts) {
    of += n;
    if (n > hits || (n === hits && id < categoryId)) [categoryId, hits] = [id, n];
  }
  return { categoryId, hits, of };
}
