/** A line of a page as the interpreter sees it: text, and where each part of it stands across the page. */

/** A stretch of text with its place across the page, in the unit of the page (PDF points). */
export interface Run {
  /** Characters `[start, end)` of the line's text. */
  readonly start: number;
  readonly end: number;
  readonly x: number;
  readonly width: number;
}

export interface PageLine {
  /** Running number over the whole file, 1-based. */
  readonly number: number;
  /** 1-based; 1 throughout for plain text. */
  readonly page: number;
  readonly text: string;
  /** Absent for plain text, where the character's index is its place. */
  readonly runs?: readonly Run[];
}

/** Lines longer than this are no printed lines; they are not looked at. */
export const PRINTED_CHARACTERS = 2_000;

/** Place across the page of the boundary before character `index`, in the page's unit. */
export function xOf(line: PageLine, index: number): number {
  const runs = line.runs;
  if (runs === undefined) return index;
  for (const run of runs) {
    if (index > run.end) continue;
    if (index <= run.start) return run.x;
    return run.x + (run.width * (index - run.start)) / (run.end - run.start);
  }
  const last = runs.at(-1);
  return last === undefined ? 0 : last.x + last.width;
}

const FOLDED = new Map<string, string>();

/** Lower case without accents, of the same length, so that places found in it hold in the text. */
export function fold(text: string): string {
  let out = '';
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (code < 128) out += char;
    else {
      let plain = FOLDED.get(char);
      if (plain === undefined) {
        const base = char.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
        plain = base.length === char.length ? base.toLowerCase() : char;
        if (plain.length !== char.length) plain = char;
        if (FOLDED.size < 4_096) FOLDED.set(char, plain);
      }
      out += plain;
    }
  }
  return out.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
