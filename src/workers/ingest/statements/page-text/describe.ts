/** The text of a movement: its lines without the dates and amounts that became values of their own. */
import type { Printed } from './printed.ts';
import type { Movement } from './segments.ts';

export interface Described {
  readonly text: string;
  /** Line index and characters, where the whole text stands in one place. */
  readonly place: readonly [index: number, start: number, end: number] | null;
}

/** Characters of a description kept; the source keeps all. */
const CHARACTERS = 2_000;

export function describe(lines: readonly Printed[], movement: Movement): Described {
  const { row } = movement;
  const pieces: { index: number; start: number; end: number; text: string }[] = [];
  let length = 0;
  for (let i = row.first; i <= row.last && length < CHARACTERS; i++) {
    const line = lines[i]!;
    if (i !== row.dateAt && i !== row.amountAt && (line.amountOnly || line.titles || line.pageMark)) continue;
    const cuts: [number, number][] = [];
    if (i === row.dateAt && !row.inherited) for (const date of row.dates) cuts.push([date.start, date.end]);
    if (i === row.amountAt) {
      for (const token of row.tokens) {
        cuts.push([token.start, Math.max(token.end, token.signAt?.[1] ?? 0)]);
        for (const date of line.dates) if (date.start >= token.end) cuts.push([date.start, date.end]);
      }
    }
    for (const [start, end] of rest(line.line.text, cuts)) {
      const text = line.line.text.slice(start, end);
      pieces.push({ index: i, start, end, text: text.replace(/[\s\u00a0]+/g, ' ') });
      length += end - start;
    }
  }
  const text = pieces.map((piece) => piece.text).join(' ');
  const only = pieces.length === 1 ? pieces[0]! : null;
  return {
    text,
    place:
      only === null || only.text !== lines[only.index]!.line.text.slice(only.start, only.end) ? null : [only.index, only.start, only.end],
  };
}

/** What is left between the cuts, without the blanks, bars and currency signs at its ends. */
function rest(text: string, cuts: [number, number][]): [number, number][] {
  cuts.sort((one, other) => one[0] - other[0]);
  const left: [number, number][] = [];
  let at = 0;
  for (const [from, to] of [...cuts, [text.length, text.length] as [number, number]]) {
    let start = at;
    let end = Math.max(at, from);
    // A slash divides two dates.
    const leads = at > 0 ? /[\s|/\u00a0]/ : /[\s|\u00a0]/;
    while (start < end && leads.test(text[start]!)) start++;
    while (end > start && /[\s|\u00a0]/.test(text[end - 1]!)) end--;
    if (/\s[\u20ac$\u00a3]$/.test(text.slice(start, end))) end -= 2;
    while (end > start && /[\s\u00a0]/.test(text[end - 1]!)) end--;
    if (end > start && !/^(?:[\u20ac$\u00a3*+-]|[A-Z]{3})$/.test(text.slice(start, end))) left.push([start, end]);
    at = Math.max(at, to);
  }
  return left;
}
