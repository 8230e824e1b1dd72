import type { ColumnProfile } from '../../shared/contract/quality.ts';

/** Different values counted exactly; beyond, new ones are only known to be more. Bounds the memory of a million references. */
export const DISTINCT_COUNTED = 100_000;

const TOP = 5;
/** Characters of a value handed on; the transaction holds all of it. */
const SHOWN = 120;

const cut = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text);

/** Profile of one text or date field, fed value by value. The empty text is a missing value. */
export class TextProfile {
  readonly #field: string;
  readonly #isDate: boolean;
  readonly #counts = new Map<string, number>();
  #filled = 0;
  #exact = true;
  #min: string | null = null;
  #max: string | null = null;
  #shortest: string | null = null;
  #longest: string | null = null;
  #digits = true;
  #unbroken = true;
  /** Dates and currencies come in runs: the last value is counted when it ends. */
  #last = '';
  #run = 0;

  constructor(field: string, isDate = false) {
    this.#field = field;
    this.#isDate = isDate;
  }

  add(value: string): void {
    if (value === '') return;
    this.#filled++;
    if (value === this.#last) this.#run++;
    else {
      this.#count();
      this.#last = value;
      this.#run = 1;
    }
  }

  #count(): void {
    if (this.#run === 0) return;
    const held = this.#counts.get(this.#last);
    if (held !== undefined) this.#counts.set(this.#last, held + this.#run);
    else {
      this.#meet(this.#last);
      if (this.#counts.size < DISTINCT_COUNTED) this.#counts.set(this.#last, this.#run);
      else this.#exact = false;
    }
    this.#run = 0;
  }

  /** What holds of all values is asked once per different one. */
  #meet(value: string): void {
    if (this.#isDate) {
      if (this.#min === null || value < this.#min) this.#min = value;
      if (this.#max === null || value > this.#max) this.#max = value;
      return;
    }
    if (this.#shortest === null || value.length < this.#shortest.length) this.#shortest = value;
    if (this.#longest === null || value.length > this.#longest.length) this.#longest = value;
    if (this.#digits) this.#digits = /^\d+$/.test(value);
    if (this.#unbroken) this.#unbroken = !/\s/.test(value);
  }

  /** @param rows rows of the file, filled or not */
  finish(rows: number): ColumnProfile {
    this.#count();
    const type = this.#filled === 0 ? 'empty' : this.#isDate ? 'date' : this.#digits ? 'digits' : this.#unbroken ? 'code' : 'text';
    return {
      field: this.#field,
      type,
      currency: null,
      filled: this.#filled,
      of: rows,
      distinct: this.#counts.size,
      distinctExact: this.#exact,
      min: this.#min,
      max: this.#max,
      shortest: this.#shortest === null ? null : cut(this.#shortest),
      longest: this.#longest === null ? null : cut(this.#longest),
      top: topOf(this.#counts).map(({ value, count }) => ({ value: cut(value), count })),
    };
  }
}

/** Profile of one money field in minor units. Null is a missing value. */
export class MoneyProfile {
  readonly #field: string;
  readonly #counts = new Map<number, number>();
  #filled = 0;
  #exact = true;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  constructor(field: string) {
    this.#field = field;
  }

  add(minor: number | null): void {
    if (minor === null) return;
    this.#filled++;
    if (minor < this.#min) this.#min = minor;
    if (minor > this.#max) this.#max = minor;
    const held = this.#counts.get(minor);
    if (held !== undefined) this.#counts.set(minor, held + 1);
    else if (this.#counts.size < DISTINCT_COUNTED) this.#counts.set(minor, 1);
    else this.#exact = false;
  }

  /** @param currency the one currency of all rows; null where there are several, and then no value is the least or most */
  finish(rows: number, currency: string | null): ColumnProfile {
    const ranked = this.#filled > 0 && currency !== null;
    return {
      field: this.#field,
      type: this.#filled === 0 ? 'empty' : 'money',
      currency,
      filled: this.#filled,
      of: rows,
      distinct: this.#counts.size,
      distinctExact: this.#exact,
      min: ranked ? this.#min : null,
      max: ranked ? this.#max : null,
      shortest: null,
      longest: null,
      top: ranked ? topOf(this.#counts) : [],
    };
  }
}

/** The most frequent values; of equally frequent ones the first met. */
function topOf<V extends string | number>(counts: ReadonlyMap<V, number>): { value: V; count: number }[] {
  const top: { value: V; count: number }[] = [];
  for (const [value, count] of counts) {
    if (top.length === TOP && count <= top[TOP - 1]!.count) continue;
    const at = top.findIndex((each) => each.count < count);
    top.splice(at < 0 ? top.length : at, 0, { value, count });
    if (top.length > TOP) top.pop();
  }
  return top;
}
