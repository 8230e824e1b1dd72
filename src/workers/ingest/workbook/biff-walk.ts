/** Walks over the records of a binary workbook ([MS-XLS]) before it is read: what it holds, and whether it is whole. */

export interface BiffFigures {
  readonly encrypted: boolean;
  readonly macros: boolean;
  readonly links: boolean;
  readonly formulas: number;
  /** Filled cells in the record stream of all sheets. */
  readonly cells: number;
  /** Why the stream is not whole, or ''. */
  readonly damage: string;
  /** Kinds of records between cells that do not belong there. */
  readonly strange: readonly number[];
}

const BOF = new Set([0x0009, 0x0209, 0x0409, 0x0809]);
/** Cells with a value: NUMBER, RK, LABEL, LABELSST, RSTRING, BOOLERR, FORMULA, with the numbers that older versions gave them. */
const CELLS = new Set([0x0203, 0x027e, 0x007e, 0x0204, 0x00fd, 0x00d6, 0x0205, 0x0006, 0x0206, 0x0406, 0x0002, 0x0003, 0x0004, 0x0005]);
const FORMULAS = new Set([0x0006, 0x0206, 0x0406]);
const MULRK = 0x00bd;
const SHEET = 0x0010;
/** What else stands among cells: rows, blanks, results and shared formulas, arrays, data tables, positions, continuations. */
const BESIDE = new Set([
  0x0208, 0x0008, 0x0201, 0x0001, 0x00be, 0x0207, 0x0007, 0x04bc, 0x0221, 0x0021, 0x0236, 0x0036, 0x0037, 0x00d7, 0x003c, 0x0868, 0x0877,
  0x0050,
]);

export function walkBiff(bytes: Uint8Array): BiffFigures {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = { encrypted: false, macros: false, links: false, formulas: 0, cells: 0, damage: '' };
  const strange = new Set<number>();
  let between: number[] = [];
  let among = false;
  /** Kinds of the parts that are open, innermost last: 0x10 is a worksheet, charts hold cells of their own. */
  const open: number[] = [];
  let at = 0;
  for (; at + 4 <= bytes.length;) {
    const type = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    if (open.length === 0 && type === 0 && length === 0) break;
    if (at + 4 + length > bytes.length) {
      found.damage ||= 'a record goes on behind the end';
      break;
    }
    if (BOF.has(type) && length >= 4) {
      open.push(view.getUint16(at + 6, true));
      [among, between] = [false, []];
    } else if (type === 0x000a) {
      [among, between] = [false, []];
      if (open.pop() === undefined) found.damage ||= 'a part of it ends that had not begun';
    } else if (open.length === 0) {
      found.damage ||= 'records stand outside of its parts';
    } else if (type === 0x002f) found.encrypted = true;
    else if (type === 0x00d3) found.macros = true;
    else if (type === 0x0085 && length > 5 && bytes[at + 9] === 1) found.macros = true;
    else if (type === 0x01ae && length > 4) found.links = true;
    if (open.at(-1) === SHEET && (CELLS.has(type) || type === MULRK)) {
      found.cells += type === MULRK ? Math.max(0, Math.floor((length - 6) / 6)) : 1;
      if (FORMULAS.has(type)) found.formulas++;
      if (among) for (const other of between) strange.add(other);
      [among, between] = [true, []];
    } else if (among && !BESIDE.has(type) && !BOF.has(type) && type !== 0x000a && between.length < 100) between.push(type);
    at += 4 + length;
  }
  if (found.damage === '' && open.length > 0) found.damage = 'its last part has no end';
  return { ...found, strange: [...strange].slice(0, 20) };
}
