/**
 * Tables of fixed width: columns by position, blanks between. Such a dialect is written as `fixed 12 34 46` where another has its
 * delimiter: the characters at which the second and later columns begin. Nothing is lost between two columns.
 */

const PREFIX = 'fixed ';

/** Lines looked at for gaps, and how many of them have to be rows of a table. */
const LOOK = 2000;
const FEWEST = 3;
/** Share of the rows that may have something in a gap: a long text, a heading inside the table. */
const CROSSING = 0.03;

/** Where columns begin, or null for any other delimiter. */
export function cutsOf(delimiter: string): readonly number[] | null {
  if (!/^fixed \d{1,5}(?: \d{1,5})*$/.test(delimiter)) return null;
  return delimiter.slice(PREFIX.length).split(' ').map(Number);
}

/** Cells of a line. A word across a border goes whole to the side that holds more of it. */
export function cutFixed(line: string, cuts: readonly number[]): string[] {
  // A line without anything is one empty cell, as in other dialects.
  if (line.trim() === '') return [''];
  const cells: string[] = [];
  let from = 0;
  for (const cut of cuts) {
    const at = Math.max(from, betweenWords(line, cut));
    cells.push(line.slice(from, at).trim());
    from = at;
  }
  cells.push(line.slice(from).trim());
  return cells;
}

function betweenWords(line: string, cut: number): number {
  if (cut >= line.length || line[cut] === ' ' || line[cut - 1] === ' ') return cut;
  let start = cut;
  let end = cut;
  while (start > 0 && line[start - 1] !== ' ') start--;
  while (end < line.length && line[end] !== ' ') end++;
  return cut - start <= end - cut ? start : end;
}

/** The dialect's text for a sample, or null where its lines have no common gaps. */
export function findFixedWidth(text: string): string | null {
  const lines = text.split(/\r?\n|\r/, LOOK).map((line) => line.trimEnd());
  const ruled = rulerOf(lines);
  const rows = lines.filter((line) => line.length <= 1000 && /\d/.test(line) && /\S {2,}\S.* \S/.test(line));
  const filled = lines.filter((line) => line.trim() !== '').length;
  if (rows.length < FEWEST || rows.length < filled * 0.4 || lines.some((line) => line.includes('\t'))) return null;
  // Padded fields with a delimiter behind them line up as well.
  const share = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length / filled;
  if (share(/\s[,;|]|[;|]/) > 0.3 || share(/,\s*[^\s\d]|,\s+\d/) > 0.5) return null;
  const cuts = ruled ?? gapsOf(rows);
  return cuts.length < 2 ? null : PREFIX + cuts.join(' ');
}

/** A line of dashes under the header shows the columns itself. */
function rulerOf(lines: readonly string[]): number[] | null {
  for (const line of lines.slice(0, 200)) {
    if (!/^\s*[-=]{2,}(?:\s+[-=]{2,}){2,}$/.test(line)) continue;
    return [...line.matchAll(/[-=]+/g)].slice(1).map((match) => match.index);
  }
  return null;
}

/** Starts of columns behind gaps that nearly all rows have: two blanks wide, or one behind a column of dates or numbers. */
function gapsOf(rows: readonly string[]): number[] {
  const width = Math.max(...rows.map((row) => row.length));
  const used = new Uint32Array(width + 1);
  for (const row of rows) for (let i = 0; i < row.length; i++) if (row[i] !== ' ') used[i]!++;
  const isGap = (at: number) => used[at]! <= rows.length * CROSSING;
  const cuts: number[] = [];
  let start = 0;
  while (start < width && isGap(start)) start++;
  for (let i = start; i < width;) {
    if (!isGap(i)) {
      i++;
      continue;
    }
    let end = i;
    while (end < width && isGap(end)) end++;
    const wide =
      end - i >= 2 || rows.filter((row) => /^[-+(]?[\d.,/:-]+[-+)]?$/.test(row.slice(start, i).trim())).length >= rows.length * 0.9;
    if (wide && end < width) {
      cuts.push(end);
      start = end;
    }
    i = end;
  }
  return cuts;
}
