/** Names of cells as spreadsheets write them. */

/** `A1` of a cell. @param row 1-based @param column 1-based */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row}`;
}

/** `AB` of the 28th column. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** 1-based row and column of `AB12` (dollar signs are not expected); null where the text is anything else. */
export function cellPlace(name: string): { row: number; column: number } | null {
  let column = 0;
  let i = 0;
  for (; i < name.length; i++) {
    const letter = name.charCodeAt(i) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
    if (column > 100_000) return null;
  }
  let row = 0;
  const digits = i;
  for (; i < name.length; i++) {
    const digit = name.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return null;
    row = row * 10 + digit;
    if (row > 100_000_000) return null;
  }
  return column === 0 || i === digits || row === 0 ? null : { row, column };
}
