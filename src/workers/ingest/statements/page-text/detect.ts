/** How much a text looks like a statement printed on pages, and not like a table with delimiters. */
import { fold, PRINTED_CHARACTERS } from './page-line.ts';
import { printedOf, type Printed } from './printed.ts';

const LINES = 1_500;
const DELIMITERS = [';', ',', '\t', '|'] as const;

/**
 * Confidence 0 to 100 that the text is a printed statement. Low wherever most lines have the same number of fields by some
 * delimiter, quotes or not: such a file belongs to the reader of delimited files.
 * @param head beginning of the file, decoded, without the byte order mark
 */
export function looksLikePageText(head: string): number {
  const lines = head.split(/\r\n|\n|\r/, LINES).filter((line) => line.trim() !== '');
  if (lines.length < 3) return 0;
  const words = fold(head.slice(0, 60_000));
  if (/^\s*[<{[]/.test(head) || isDelimited(lines)) return 0;
  const printed = lines.map((text, index) => printedOf({ number: index + 1, page: 1, text: text.slice(0, PRINTED_CHARACTERS) }, 2));
  // Some banks print the amount on a line of its own, above or below.
  const beside = (index: number): boolean => printed[index - 1]?.amountOnly === true || printed[index + 1]?.amountOnly === true;
  const movements = printed.filter(
    (line, i) => hasWords(line) && ((line.dates.length > 0 && line.tail.length > 0) || (line.leading.length > 0 && beside(i))),
  ).length;
  const balances = printed.filter(
    (line, i) => line.balances.some((each) => each.kind !== 'point' || line.dates.length > 0) && (line.amounts.length > 0 || beside(i)),
  ).length;
  let score = 0;
  if (movements > 0) score += 30;
  if (movements > 2) score += 15;
  if (balances > 0) score += 20;
  if (balances > 1) score += 10;
  if (
    /(?<![a-z])(?:kontoauszug|statement|releve|rekeningafschrift|afschrift|extracto|estratto conto|extrato|auszug|umsatze|account|konto|compte|iban)/.test(
      words,
    )
  )
    score += 15;
  if (printed.some((line) => line.pageMark)) score += 10;
  return movements === 0 && balances === 0 ? 0 : Math.min(100, score);
}

function hasWords(line: Printed): boolean {
  return /[a-z]{2}/.test(line.folded);
}

/** Most lines have at least two of a delimiter, and the counts repeat. A comma inside amounts or a sentence is none. */
function isDelimited(lines: readonly string[]): boolean {
  for (const delimiter of DELIMITERS) {
    const counts = new Map<number, number>();
    let fields = 0;
    for (const line of lines) {
      // Grouping and decimal commas: digits on both sides.
      const plain =
        delimiter === ',' ? line.replace(/"[^"]*"/g, '""').replace(/(?<=\d),(?=\d{3}(?!\d)|\d{2}(?:\s|$|[-+A-Z\u20ac]))/g, '') : line;
      const count = plain.split(delimiter).length - 1;
      if (count === 0) continue;
      fields++;
      counts.set(count, (counts.get(count) ?? 0) + 1);
    }
    const same = Math.max(0, ...[...counts].filter(([count]) => count >= 2 || delimiter !== ',').map(([, lines_]) => lines_));
    if (fields >= lines.length * 0.5 && same >= Math.max(2, lines.length * 0.25)) return true;
    if (same >= 3 && same >= lines.length * 0.4) return true;
  }
  return lines.filter((line) => /^\s*"/.test(line)).length > lines.length * 0.3;
}
