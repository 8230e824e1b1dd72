/** Letters before a cut says whose name it is: fields of banks that cut names are 18 letters wide and more. */
const LEAST_LETTERS = 14;

/** A name cut off in the middle of a word, and one that goes on from there. */
export interface Cut {
  readonly cut: number;
  readonly whole: number;
}

/**
 * Names that a field's width has cut off ("JUNIPER HILL PRIMA"), with every name that they begin. Only cuts inside a word
 * count: a name that ends with a word is a name ("Oxbridge City Council" is not "Oxbridge City Council Tax").
 * @param names canonical words per name
 */
export function cutNames(names: readonly (readonly string[])[]): Cut[] {
  const texts = names.map((words) => words.join(' '));
  const order = Array.from(texts.keys()).sort((a, b) => (texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : a - b));
  const cuts: Cut[] = [];
  for (const [i, n] of order.entries()) {
    const text = texts[n]!;
    if (text.length < LEAST_LETTERS || names[n]!.length < 2) continue;
    for (let j = i + 1; j < order.length && texts[order[j]!]!.startsWith(text); j++) {
      const longer = texts[order[j]!]!;
      if (longer.length > text.length && longer[text.length] !== ' ' && !isDigit(longer[text.length]!))
        cuts.push({ cut: n, whole: order[j]! });
      // Many ways to go on say nothing about which; the caller needs to see two to know that.
      if (j - i > MOST_WAYS) break;
    }
  }
  return cuts;
}

const MOST_WAYS = 50;
const isDigit = (letter: string): boolean => letter >= '0' && letter <= '9';
