/** Cells that could mislead a reader or another program: formulas, direction overrides. Reported, never changed. */
import type { Plan } from './plan.ts';
import type { ProblemSink } from './problem-sink.ts';

/** Embeddings, overrides, isolates and marks that turn the writing direction (Unicode TR36, "bidirectional spoofing"). */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/;

/** A sign followed by what no printed amount goes on with: `-cmd|...`, `+SUM(...)`. */
const SIGNED_FORMULA = /^[+-]\s*(?:[A-Za-z_]+[\d]*\s*[(|!]|\d[\d.,]*\s*[+*/^]\s*\d)/;

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
    if (!ascii && DIRECTION.test(cell)) problems.add('TXT-DIRECTION', line, { column: i + 1, raw: cell });
  }
}
