import { NO_DAY } from '../../../shared/columns.ts';
import { editDistance, jaroWinkler } from '../strings.ts';
import { swappedDigits } from '../amount-level.ts';
import { normalise } from '../model.ts';
import { countValues, exactChance, type Field } from './field.ts';
import { dateOrder, dayOfText, folded, minorOfText } from './parse.ts';

const encoder = new TextEncoder();

/** Optimal string alignment distance of two short values, or limit + 1. */
function edits(a: Uint8Array, b: Uint8Array, limit: number): number {
  return editDistance(a, 0, a.length, b, 0, b.length, limit);
}

/** Few different values on each side: how they go together (VLDB with "Very Large Data Bases") is itself learned. */
export function categoryField(name: string, left: readonly string[], right: readonly string[]): Field {
  const a = left.map(folded);
  const b = right.map(folded);
  const leftCounts = countValues(a);
  const rightCounts = countValues(b);
  const leftValues = [...leftCounts.keys()].filter((v) => v !== '').sort();
  const rightValues = [...rightCounts.keys()].filter((v) => v !== '').sort();
  const width = rightValues.length;
  const codeA = Int32Array.from(a, (v) => leftValues.indexOf(v));
  const codeB = Int32Array.from(b, (v) => rightValues.indexOf(v));
  const share = (counts: Map<string, number>, values: readonly string[], total: number): Float64Array =>
    Float64Array.from(values, (v) => counts.get(v)! / Math.max(1, total));
  const pa = share(leftCounts, leftValues, left.length);
  const pb = share(rightCounts, rightValues, right.length);
  const levels = 1 + leftValues.length * width;
  const prior = new Float64Array(levels);
  for (let x = 0; x < leftValues.length; x++) {
    const twin = rightValues.indexOf(leftValues[x]!);
    for (let y = 0; y < width; y++) {
      // Half of the expectation: the same word belongs together; the other half: no relation.
      prior[1 + x * width + y] = pa[x]! * (twin < 0 ? pb[y]! : 0.5 * pb[y]! + (twin === y ? 0.5 : 0));
    }
  }
  return {
    name,
    levels,
    top: -1,
    compare: (i, j) => (codeA[i]! < 0 || codeB[j]! < 0 ? 0 : 1 + codeA[i]! * width + codeB[j]!),
    chance: (i, j) => Math.log2(Math.max(1e-9, pa[codeA[i]!]! * pb[codeB[j]!]!)),
    prior: normalise(prior),
  };
}

/** Numbers and codes: 1 differs, 2 similar, 3 two edits, 4 one edit or swap, 5 equal. */
export function codeField(name: string, left: readonly string[], right: readonly string[]): Field {
  const clean = (v: string): string =>
    folded(v)
      .replaceAll(/[^a-z0-9]/g, '')
      .replace(/^0+(?=.)/, '');
  const a = left.map(clean);
  const b = right.map(clean);
  const bytesA = a.map((v) => encoder.encode(v));
  const bytesB = b.map((v) => encoder.encode(v));
  const chance = exactChance(countValues(a), countValues(b), a.length, b.length);
  return {
    name,
    levels: 6,
    top: 5,
    compare(i, j) {
      if (a[i] === '' || b[j] === '') return 0;
      if (a[i] === b[j]) return 5;
      const distance = edits(bytesA[i]!, bytesB[j]!, 2);
      const length = Math.min(a[i]!.length, b[j]!.length);
      if (distance === 1 && length >= 2) return 4;
      if (distance === 2 && length >= 4) return 3;
      return jaroWinkler(a[i]!, b[j]!) >= 0.85 ? 2 : 1;
    },
    chance: (i, _j, level) => (level === 5 ? chance(a[i]!) : Number.NaN),
    prior: Float64Array.of(0, 0.1, 0.02, 0.03, 0.1, 0.75),
  };
}

/**
 * Single names: 1 differs, 2 and 3 similar (Jaro-Winkler 0.8 and 0.9, or an initial), 4 one edit, 5 equal, 6 stands in
 * another name column instead (given name and surname exchanged).
 */
export function nameField(
  name: string,
  left: readonly string[],
  right: readonly string[],
  otherRight: readonly (readonly string[])[],
): Field {
  const a = left.map(folded);
  const b = right.map(folded);
  const joined = (value: string): string => value.replaceAll(' ', '');
  const joinedA = a.map(joined);
  const joinedB = b.map(joined);
  const others = otherRight.map((values) => values.map(folded));
  const bytesA = a.map((v) => encoder.encode(v));
  const bytesB = b.map((v) => encoder.encode(v));
  const chance = exactChance(countValues(a), countValues(b), a.length, b.length);
  return {
    name,
    levels: 7,
    top: 5,
    compare(i, j) {
      const x = a[i]!;
      const y = b[j]!;
      if (x === '') return 0;
      if (x === y) return 5;
      if (others.some((values) => values[j] === x)) return 6;
      if (y === '') return 0;
      if (edits(bytesA[i]!, bytesB[j]!, 1) === 1 && Math.min(x.length, y.length) >= 3) return 4;
      const likeness = jaroWinkler(joinedA[i]!, joinedB[j]!);
      if (likeness >= 0.9) return 3;
      if (likeness >= 0.8 || ((x.length === 1 || y.length === 1) && x[0] === y[0])) return 2;
      return 1;
    },
    chance: (i, _j, level) => (level === 5 ? chance(a[i]!) : Number.NaN),
    prior: Float64Array.of(0, 0.07, 0.04, 0.07, 0.1, 0.7, 0.02),
  };
}

/** Dates: 1 differs, 2 same year, 3 within 31 days, 4 within three days, 5 one digit or day and month exchanged, 6 equal. */
export function dateField(name: string, left: readonly string[], right: readonly string[]): Field {
  const orderA = dateOrder(left);
  const orderB = dateOrder(right);
  const read = (
    values: readonly string[],
    order: ReturnType<typeof dateOrder>,
  ): { day: Int32Array; text: string[]; bytes: Uint8Array[] } => {
    const day = Int32Array.from(values, (v) => dayOfText(v, order));
    // What is no date is compared digit by digit: errors make impossible days.
    const text = values.map((v, i) =>
      day[i] === NO_DAY ? v.replaceAll(/\D/g, '') : new Date(day[i]! * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''),
    );
    return { day, text, bytes: text.map((v) => encoder.encode(v)) };
  };
  const a = read(left, orderA);
  const b = read(right, orderB);
  const chance = exactChance(countValues(a.text), countValues(b.text), left.length, right.length);
  return {
    name,
    levels: 7,
    top: 6,
    compare(i, j) {
      const x = a.text[i]!;
      const y = b.text[j]!;
      if (x === '' || y === '') return 0;
      if (x === y) return 6;
      const exchanged = x.length === 8 && x.slice(0, 4) === y.slice(0, 4) && x.slice(4, 6) === y.slice(6) && x.slice(6) === y.slice(4, 6);
      if (exchanged || edits(a.bytes[i]!, b.bytes[j]!, 1) === 1) return 5;
      const gap = a.day[i] === NO_DAY || b.day[j] === NO_DAY ? Infinity : Math.abs(a.day[i]! - b.day[j]!);
      if (gap <= 3) return 4;
      if (gap <= 31) return 3;
      return x.slice(0, 4) === y.slice(0, 4) ? 2 : 1;
    },
    chance: (i, _j, level) => (level === 6 ? chance(a.text[i]!) : Number.NaN),
    prior: Float64Array.of(0, 0.05, 0.02, 0.03, 0.05, 0.1, 0.75),
  };
}

/** Amounts: 1 differs, 2 within 30 %, 3 within 10 %, 4 within 1 %, 5 two digits exchanged, 6 equal. */
export function amountField(name: string, left: readonly string[], right: readonly string[]): Field {
  const a = left.map(minorOfText);
  const b = right.map(minorOfText);
  const text = (values: readonly (number | null)[]): string[] => values.map((v) => (v === null ? '' : String(v)));
  const chance = exactChance(countValues(text(a)), countValues(text(b)), a.length, b.length);
  return {
    name,
    levels: 7,
    top: 6,
    compare(i, j) {
      const x = a[i]!;
      const y = b[j]!;
      if (x === null || y === null) return 0;
      if (x === y) return 6;
      if (swappedDigits(Math.abs(x), Math.abs(y))) return 5;
      const share = Math.abs(x - y) / Math.max(1, Math.abs(x), Math.abs(y));
      return share <= 0.01 ? 4 : share <= 0.1 ? 3 : share <= 0.3 ? 2 : 1;
    },
    chance: (i, _j, level) => (level === 6 ? chance(String(a[i])) : Number.NaN),
    prior: Float64Array.of(0, 0.1, 0.04, 0.05, 0.06, 0.02, 0.73),
  };
}
