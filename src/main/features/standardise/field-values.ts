import { nextTurn } from '../../jobs/runner.ts';
import type { CaseStore } from '../../vault/store.ts';
import { STANDS, type Origin } from './acts.ts';
import { FIELDS, type Field } from './current.ts';
import { rowOf } from './load.ts';

const ORIGINS: readonly Origin[] = ['rule', 'vendor', 'category-model', 'person'];
const SLICE_ROWS = 20_000;

/** The value of one field for every row, from the newest standing operation. Values are numbered; 0 is the raw value. */
export class FieldValues {
  readonly #value: Int32Array;
  readonly #origin: Uint8Array;
  readonly #texts: (string | null)[] = [null];
  readonly #numbers = new Map<string, number>();

  constructor(rows: number) {
    this.#value = new Int32Array(rows);
    this.#origin = new Uint8Array(rows);
  }

  set(row: number, value: string | null, origin: Origin): void {
    this.#value[row] = value === null ? 0 : this.#numberOf(value);
    this.#origin[row] = value === null ? 0 : ORIGINS.indexOf(origin) + 1;
  }

  valueOf(row: number): string | null {
    return this.#texts[this.#value[row]!]!;
  }

  originOf(row: number): Origin | null {
    return ORIGINS[this.#origin[row]! - 1] ?? null;
  }

  #numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }
}

export type AllValues = Readonly<Record<Field, FieldValues>>;

/** What stands for all rows, read in slices of operations. */
export async function standingValues(store: CaseStore, ids: Int32Array, signal: AbortSignal): Promise<AllValues> {
  const values = Object.fromEntries(FIELDS.map((field) => [field, new FieldValues(ids.length)])) as Record<Field, FieldValues>;
  for (let after = 0; ;) {
    signal.throwIfAborted();
    const slice = store.read((db) =>
      db.all<{ id: number; subject_id: number; field: Field; new_value: string | null; origin: Origin }>(
        `SELECT o.id, o.subject_id, o.field, o.new_value, o.origin FROM operation o WHERE o.id > ? AND o.subject = 'transaction' AND ${STANDS} ORDER BY o.id LIMIT ${SLICE_ROWS}`,
        after,
      ),
    );
    if (slice.length === 0) return values;
    for (const one of slice) {
      const row = rowOf(ids, one.subject_id);
      if (row >= 0) values[one.field].set(row, one.new_value, one.origin);
    }
    after = slice.at(-1)!.id;
    await nextTurn();
  }
}
