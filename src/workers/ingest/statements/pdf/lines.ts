/** Puts the pieces of text of a page together into lines: by baseline first, then from left to right. */
import type { Run } from '../page-text/page-line.ts';

/** A piece of text with its place in points from the top left corner of the page. */
export interface Piece {
  readonly text: string;
  /** Left end of the baseline. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PieceLine {
  readonly text: string;
  readonly runs: readonly Run[];
  readonly pieces: readonly Piece[];
}

/** Baselines of one line differ by less than this part of the letters' height: raised marks, other fonts. */
const SAME_LINE = 0.4;
/** A gap wider than this part of the letters' height divides words. */
const WORD_GAP = 0.2;
/** And wider than this, columns. */
const COLUMN_GAP = 1.2;

export function linesOfPieces(pieces: readonly Piece[]): PieceLine[] {
  const sorted = pieces.filter((piece) => piece.text.trim() !== '').sort((one, other) => one.y - other.y || one.x - other.x);
  const rows: Piece[][] = [];
  let base = -Infinity;
  for (const piece of sorted) {
    const row = rows.at(-1);
    const height = Math.min(piece.height, row?.[0]?.height ?? piece.height);
    if (row === undefined || piece.y - base > Math.max(1.2, height * SAME_LINE)) {
      rows.push([piece]);
      base = piece.y;
    } else row.push(piece);
  }
  return rows.map(joined);
}

function joined(row: readonly Piece[]): PieceLine {
  const pieces = withoutOverprint(row.toSorted((one, other) => one.x - other.x));
  const runs: Run[] = [];
  let text = '';
  let end = -Infinity;
  for (const piece of pieces) {
    const gap = piece.x - end;
    if (runs.length > 0) text += gap > piece.height * COLUMN_GAP ? '  ' : gap > piece.height * WORD_GAP ? ' ' : '';
    runs.push({ start: text.length, end: text.length + piece.text.length, x: piece.x, width: piece.width });
    text += piece.text;
    end = piece.x + piece.width;
  }
  return { text, runs, pieces };
}

/** Bold letters are imitated by printing them twice, a hair apart. */
function withoutOverprint(row: readonly Piece[]): Piece[] {
  const kept: Piece[] = [];
  for (const piece of row) {
    const twice = kept
      .slice(-6)
      .some((other) => other.text === piece.text && Math.abs(other.x - piece.x) < piece.height * 0.12 && Math.abs(other.y - piece.y) < 1);
    if (!twice) kept.push(piece);
  }
  return kept;
}
