const COMBINING = /\p{M}+/gu;
/** Words named in a sentence at most; more would not be read. */
const NAMED = 6;

function wordsOf(text: string): string[] {
  return [
    ...new Set(
      text
        .normalize('NFKD')
        .replace(COMBINING, '')
        .toLowerCase()
        .replaceAll("'", '')
        .split(/[^\p{L}\p{N}]+/u)
        .filter((w) => w !== ''),
    ),
  ];
}

function numbersOf(text: string): string[] {
  return [...new Set((text.match(/\d{3,}/g) ?? []).map((digits) => digits.replace(/^0+(?=\d)/, '')))];
}

function list(words: readonly string[]): string {
  const shown = words
    .slice(0, NAMED)
    .map((word) => `“${word}”`)
    .join(', ');
  return words.length > NAMED ? `${shown} and ${words.length - NAMED} more` : shown;
}

/**
 * Says which words (or reference numbers) two texts share and which stand on one side only.
 * @param numbers compare runs of three digits or more instead of words
 */
export function textSentence(what: string, left: string, right: string, numbers = false): string {
  const a = numbers ? numbersOf(left) : wordsOf(left).filter((word) => !/\d{3,}/.test(word));
  const b = numbers ? numbersOf(right) : wordsOf(right).filter((word) => !/\d{3,}/.test(word));
  if (a.length === 0 || b.length === 0) return `At least one side has no ${what} to compare.`;
  const shared = a.filter((word) => b.includes(word));
  const onlyA = a.filter((word) => !b.includes(word));
  const onlyB = b.filter((word) => !a.includes(word));
  const parts = [
    shared.length > 0
      ? `Both have ${list(shared)}.`
      : numbers
        ? 'No reference number is on both sides.'
        : 'No word is on both sides in full.',
  ];
  if (onlyA.length > 0) parts.push(`Only the left has ${list(onlyA)}.`);
  if (onlyB.length > 0) parts.push(`Only the right has ${list(onlyB)}.`);
  return parts.join(' ');
}
