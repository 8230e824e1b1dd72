import { withoutLegalForms } from './legal-forms.ts';
import { looksLikeTerminal, withoutNoise } from './terminal-noise.ts';
import { wordsOf } from './words.ts';

export type NameSource = 'counterparty' | 'description';

/** A name as it is compared. `words` joined by blanks is its canonical form; the empty form means there is no name in the text. */
export interface CanonicalName {
  /** What a person reads: the text itself, or for a payment line the part of it that is a name. */
  readonly spelling: string;
  readonly words: readonly string[];
}

/** What follows says under which other name the same party trades, or did: the name in front is the party. */
const ALIAS = /(?:\bt\/(?:as?|s)\b|\btrading as\b|\(?\bformerly\b|\(?\bpreviously\b).*$/i;
const DIGITS = /^\d+$/;
/** Longer texts are not names; what they begin with is compared. */
const NAME_CHARACTERS = 300;
const HAS_LETTER = /\p{L}/u;
/** Words after which a number tells customers and suppliers apart: "Supplier 10023" is not "Supplier 10024". */
const NUMBERED = new Set(['vendor', 'supplier', 'customer', 'account', 'client', 'employee', 'party', 'counterparty', 'payee', 'company', 'merchant', 'tenant', 'member', 'unit', 'flat', 'room', 'plot', 'lot', 'fund', 'trust', 'academy', 'school', 'ward']); // prettier-ignore

/** The canonical form of a counterparty's name, or of the name in a payment line. */
export function canonicalName(text: string, source: NameSource): CanonicalName {
  const line = source === 'description' || looksLikeTerminal(text);
  const spelling = line ? withoutNoise(text) : text.trim().replace(/\s+/g, ' ');
  const words = wordsOf(withoutAlias(spelling.slice(0, NAME_CHARACTERS)));
  const kept = line ? words.filter((_, i) => i === 0 || !isNoiseNumber(words, i)) : words;
  const plain = withoutLegalForms(kept);
  if (source === 'description' && !plain.some((word) => HAS_LETTER.test(word))) return { spelling: '', words: [] };
  return { spelling, words: plain };
}

/** The name in front of "trading as"; a text that begins with it stays whole. */
function withoutAlias(text: string): string {
  const at = text.search(ALIAS);
  return at > 2 ? text.slice(0, at) : text;
}

/** A number in a payment line is a branch or a reference, unless it follows a word that is numbered. */
function isNoiseNumber(words: readonly string[], i: number): boolean {
  return DIGITS.test(words[i]!) && !NUMBERED.has(words[i - 1]!);
}
