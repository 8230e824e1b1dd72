/** Finds movements that damage has hidden. */
import type { StatementSink } from '../reader.ts';
import { findDates, type DateToken } from './date-token.ts';
import type { Printed } from './printed.ts';
import type { Statement } from './reading.ts';

/** An amount with a letter or a blot in it, at the end of a line. */
const BROKEN_AMOUNT = /(\S*\d\S*[.,]\S*|\S*[.,]\S*\d\S*)\s*(?:[-+]|[A-Z]{1,3}|[\u20ac$\u00a3])?\s*$/;

/**
 * Reports lines that begin with what was a date before it was damaged, and dated lines whose last word was an amount. They are
 * told of even where the balances hold without them: two lost movements may cancel each other.
 * @param date a date of the statement's movements, whose shape the others have
 */
export function damaged(
  lines: readonly Printed[],
  { segment, movements, solved }: Statement,
  date: DateToken | undefined,
  sink: StatementSink,
): void {
  const first = movements[0];
  if (first === undefined || date === undefined) return;
  const printed = lines[first.row.dateAt]!.line.text.slice(date.start, date.end);
  const shape = shapeOf(printed);
  const words = printed.split(/\s+/).length;
  const rows = new Set(movements.map(({ row }) => row.amountAt));
  for (let i = segment.from; i < segment.to; i++) {
    const line = lines[i]!;
    if (rows.has(i) || line.leading.length > 0 || line.tail.length === 0 || line.balances.length > 0 || line.amountOnly) continue;
    const word = line.line.text.trim().split(/\s+/, words).join(' ');
    if (Math.abs(word.length - printed.length) > 1 || !/\d/.test(word) || alike(shapeOf(word), shape) < 0.6) continue;
    sink.reject('ROW-REJECTED', line.line.number, {
      values: [`"${word}" is not a date like ${printed}`],
      raw: line.line.text.slice(0, 500),
    });
  }
  if (!solved.proven) return;
  for (const row of segment.empty) {
    const { text } = lines[row.dateAt]!.line;
    const word = BROKEN_AMOUNT.exec(text.slice(row.dates.at(-1)!.end).slice(-60))?.[1];
    // A description may go on in a line that begins with a date and ends with one.
    if (word !== undefined && findDates(word).length === 0)
      sink.reject('AMT-UNREADABLE', lines[row.dateAt]!.line.number, { values: [word], raw: text.slice(0, 500) });
  }
}

/** Digits, letters and marks of a text as one character each. */
function shapeOf(text: string): string {
  return text.replace(/\d/g, '0').replace(/[A-Za-z\u00c0-\u017f]/g, 'a');
}

function alike(one: string, other: string): number {
  let same = 0;
  for (let i = 0; i < other.length; i++) if (one[i] === other[i]) same++;
  return same / Math.max(1, other.length);
}
