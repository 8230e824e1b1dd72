/** Cells that could mislead a reader or another program: formulas, direction overrides. Reported, never changed. */
import type { Plan } from './plan.ts';
import type { ProblemSink } from './problem-sink.ts';

/** Embeddings, overrides, isolates and marks that turn the writing direction (Unicode TR36, "bidirectional spoofing"). */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/;

/** A sign followed by what no printed amount goes on with: `-cmd|...`, `+SUM(...)`. */
const SIGNED_FORMULA = /^[+-]\s*(?:[A-Za-z_]+[\d]*\s*[(|!]|\d[\d.,]*\s*[+*/^]\s*\d)/;

/** Line breaks of a note within a cell; a field that runs on longer may have swallowed rows behind a stray quote. */
const LINES_USUAL = 6;
/** Shorter cells are not looked at: they hold no rows. */
const LONG_CELL = 120;

function linesIn(cell: string): number {
  let lines = 1;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** @param ascii leaves out what needs characters beyond ASCII */
export function reportOddCells(row: readonly string[], plan: Plan, line: number, ascii: boolean, problems: ProblemSink): void {
  for (let i = 0; i < row.length; i++) {
    const cell = row[i]!;
    const first = cell.charCodeAt(0);
    const formula =
      first === 61
        ? cell.length > 1
        : first === 64
          ? /^@[A-Za-z_]+\(/.test(cell)
          : (first === 45 || first === 43) && i !== plan.amount && i !== plan.balance && SIGNED_FORMULA.test(cell);
    if (formula) problems.add('TXT-FORMULA', line, { column: i + 1, raw: cell });
    if (cell.length > LONG_CELL && linesIn(cell) > LINES_USUAL)
      problems.add('DIA-FIELD-LINES', line, { column: i + 1, values: [linesIn(cell)], raw: cell });
    if (!ascii && DIRECTION.test(cell)) problems.add('TXT-DIRECTION', line, { column: i + 1, raw: cell });
  }
}
