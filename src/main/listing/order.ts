/**
 * Long lists are paged by position, at any depth, in any order. SQL's OFFSET walks all rows before the page, so the order
 * of a list is materialised once as an array of row ids (4 bytes a row) and kept while nothing that it rests on changes.
 */
export class OrderCache {
  readonly #orders = new Map<string, Int32Array>();
  readonly #generations = new Map<string, number>();
  readonly #onInvalidate: (scope: string) => void;

  /** @param onInvalidate told of every dropped scope, for a second cache of the same lists */
  constructor(onInvalidate: (scope: string) => void = () => undefined) {
    this.#onInvalidate = onInvalidate;
  }

  /**
   * The ids of a list in order.
   * @param scope what a change invalidates, e.g. `<caseId>/match`
   * @param key the rest of what distinguishes this list: sort, filter, arguments
   * @param load runs the SQL that yields the ids in order; called at most once per generation of the scope
   */
  ids(scope: string, key: string, load: () => Iterable<number>): Int32Array {
    const full = `${scope}@${this.#generations.get(scope) ?? 0}:${key}`;
    const held = this.#orders.get(full);
    if (held) {
      // Most recently used last: the oldest goes first.
      this.#orders.delete(full);
      this.#orders.set(full, held);
      return held;
    }
    const ids = collect(load());
    this.#orders.set(full, ids);
    // Eight orders of a million rows are 32 MB: sorting back and forth and switching tabs stays instant.
    while (this.#orders.size > 8) this.#orders.delete(this.#orders.keys().next().value!);
    return ids;
  }

  /** Drops every order that rests on this scope. */
  invalidate(scope: string): void {
    this.#generations.set(scope, (this.#generations.get(scope) ?? 0) + 1);
    for (const key of this.#orders.keys()) if (key.startsWith(`${scope}@`)) this.#orders.delete(key);
    this.#onInvalidate(scope);
  }

  clear(): void {
    this.#orders.clear();
  }
}

function collect(values: Iterable<number>): Int32Array {
  let ids = new Int32Array(4096);
  let length = 0;
  for (const value of values) {
    if (length === ids.length) {
      const wider = new Int32Array(length * 2);
      wider.set(ids);
      ids = wider;
    }
    ids[length++] = value;
  }
  return ids.slice(0, length);
}
