/** Amounts below this many say nothing about what is usual. */
export const SPREAD_LEAST = 30;

/**
 * Sizes of amounts of one currency, and where the unusually large ones begin. Values are sorted in the slices they come in,
 * so that no step takes long; quartiles are then exact by bisection over the sorted slices.
 */
export class Spread {
  readonly #slices: Float64Array[] = [];
  #open: number[] = [];
  #count = 0;

  /** @param minor size of one amount in minor units; zero is left out */
  add(minor: number): void {
    if (minor === 0) return;
    this.#open.push(Math.abs(minor));
    this.#count++;
    if (this.#open.length === 8192) this.#close();
  }

  get count(): number {
    return this.#count;
  }

  /** The value that a share of all values reaches at most (nearest rank). */
  quantile(share: number): number {
    this.#close();
    const rank = Math.max(1, Math.ceil(share * this.#count));
    let low = 0;
    let high = this.#slices.reduce((most, slice) => Math.max(most, slice.at(-1) ?? 0), 0);
    // Sizes are whole: bisection ends at the exact value, after 53 steps at most.
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#upTo(middle) >= rank) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** How many are larger than `limit`. */
  above(limit: number): number {
    this.#close();
    return this.#count - this.#upTo(limit);
  }

  /**
   * The outer fence of J. W. Tukey (Exploratory Data Analysis, 1977) on a logarithmic scale, since money grows by ratios:
   * Q3 × (Q3 ÷ Q1)³, the ratio taken as 2 where it is less. Null where there are too few amounts.
   */
  fence(): { limit: number; q1: number; q3: number } | null {
    if (this.#count < SPREAD_LEAST) return null;
    const q1 = this.quantile(0.25);
    const q3 = this.quantile(0.75);
    const ratio = Math.max(2, q3 / q1);
    return { limit: Math.min(Number.MAX_SAFE_INTEGER, Math.round(q3 * ratio ** 3)), q1, q3 };
  }

  #close(): void {
    if (this.#open.length === 0) return;
    this.#slices.push(Float64Array.from(this.#open).sort());
    this.#open = [];
  }

  #upTo(value: number): number {
    let total = 0;
    for (const slice of this.#slices) {
      let low = 0;
      let high = slice.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (slice[middle]! <= value) low = middle + 1;
        else high = middle;
      }
      total += low;
    }
    return total;
  }
}
