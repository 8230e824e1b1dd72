/**
 * Words that may stand behind a name or not without making it another one: countries, and words for "the whole of it".
 * "Shell" and "Shell UK" are taken for one vendor; "Shell" and "Shell Pensions" are not.
 */
export const OPTIONAL: ReadonlySet<string> = new Set([
  'uk', 'gb', 'usa', 'us', 'eu', 'europe', 'emea', 'international', 'global', 'worldwide', 'group', 'holdings', 'holding', 'services', 'online', 'stores', 'store', 'shop', 'direct', 'retail',
  'england', 'scotland', 'wales', 'ireland', 'britain', 'great', 'germany', 'deutschland', 'france', 'espana', 'spain', 'italia', 'italy', 'nederland', 'netherlands', 'belgium', 'belgie',
  'polska', 'poland', 'sverige', 'sweden', 'norge', 'norway', 'danmark', 'denmark', 'suomi', 'finland', 'osterreich', 'austria', 'schweiz', 'suisse', 'switzerland', 'luxembourg', 'portugal',
  'canada', 'australia', 'india', 'japan', 'china', 'com', 'net', 'www', 'hq', 'mr', 'mrs', 'ms', 'miss', 'dr', 'messrs', 'prof', 'trading', 'ta', 'co', 'company', 'centre', 'account', 'payments', 'accounts',
]); // prettier-ignore

/** A name that is one frequent word says too little to add words to: "Oxford" is not "Oxford Services". */
const RARE_ENOUGH = 8;
/** The least that is left of a word that a bank cut off at the end of its field. */
const CUT_LETTERS = 4;
const HAS_DIGIT = /\d/;

export interface Vocabulary {
  readonly words: readonly string[];
  /** In how many different names each word stands. */
  readonly names: Int32Array;
  /** Words one edit apart, where one of the two is rare enough to be a slip. */
  readonly slips: ReadonlySet<number>;
}

/** The key of a pair of words in `slips`. */
export const slipKey = (a: number, b: number): number => Math.min(a, b) * 0x200_0000 + Math.max(a, b);

/**
 * How alike two names are, 0 to 1; 0 unless every word of the shorter has its partner in the longer, and what is left over
 * is optional. At most one partner may be a slip of the pen (two in names of four words or more) or be cut off at the end.
 * Words with digits must agree exactly.
 * @param a, b names as numbers of the vocabulary, without repeats, in the order of the name
 */
export function alikeness(a: Int32Array, b: Int32Array, vocabulary: Vocabulary): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const { words, names } = vocabulary;
  let inexact = 0;
  let rarest = Infinity;
  const used = new Set<number>();
  const partnerless: number[] = [];
  for (const word of short) {
    if (long.includes(word)) {
      used.add(word);
      rarest = Math.min(rarest, names[word]!);
    } else partnerless.push(word);
  }
  const allowed = mostInexact(short.length);
  if (partnerless.length > allowed) return 0;
  for (const word of partnerless) {
    const partner = long.find((other) => !used.has(other) && !short.includes(other) && isInexact(word, other, short, long, vocabulary));
    if (partner === undefined) return 0;
    used.add(partner);
    inexact++;
  }
  const left = long.length - used.size;
  // One rare word and its slip, nothing else to hold on to: it must be a long one.
  if (short.length === inexact && words[short[0]!]!.length < 7) return 0;
  if (left === 0) return 1 - inexact * 0.05;
  for (const word of long) if (!used.has(word) && (!OPTIONAL.has(words[word]!) || HAS_DIGIT.test(words[word]!))) return 0;
  if (inexact > 0 || rarest > RARE_ENOUGH || left > 2) return 0;
  if (short.length === 1 && words[short[0]!]!.length < 4) return 0;
  return 0.9 - left * 0.02;
}

/** Words of a name that may be partnered by a slip or a cut. */
export const mostInexact = (words: number): number => (words >= 4 ? 2 : 1);

function isInexact(word: number, other: number, short: Int32Array, long: Int32Array, { words, slips }: Vocabulary): boolean {
  if (slips.has(slipKey(word, other))) return true;
  const [a, b] = [words[word]!, words[other]!];
  if (HAS_DIGIT.test(a) || HAS_DIGIT.test(b)) return false;
  if (a.length >= 4 && b.length >= 4 && (a === `${b}s` || b === `${a}s`)) return true;
  // Cut off by the width of a field: the last word of one name begins the word in the same place of the other.
  const last = short.length - 1;
  if (short.length < 2 || short[last] !== word || long[last] !== other || short.length !== long.length) return false;
  const [cut, whole] = a.length < b.length ? [a, b] : [b, a];
  return cut.length >= CUT_LETTERS && whole.startsWith(cut);
}
