/** Rows per request: one answer fills some six screens, and stays under the contract's page limit. */
export const BLOCK_ROWS = 200;
/** Blocks kept: 4,000 rows, enough for back and forth around one place, little enough to forget without care. */
export const BLOCKS_KEPT = 20;

export interface BlockAnswer<Row> {
  readonly rows: readonly Row[];
  /** Rows in the whole after the filter, and without it. */
  readonly total: number;
  readonly unfiltered: number;
}
export type LoadBlock<Row> = (block: number, signal: AbortSignal) => Promise<BlockAnswer<Row>>;

/**
 * The rows a grid has at hand: whole blocks, least recently used dropped first. Only blocks that are wanted now stay under
 * way, so that a drag over the whole list does not queue hundreds of requests.
 */
export class BlockCache<Row> {
  total: number | null = null;
  unfiltered: number | null = null;
  error: unknown = null;
  /** Grows with every change; a view compares it. */
  version = 0;
  readonly #blocks = new Map<number, { rows: readonly Row[]; stale: boolean }>();
  readonly #under = new Map<number, AbortController>();
  readonly #listeners = new Set<() => void>();
  readonly #load: LoadBlock<Row>;
  #wanted: readonly number[] = [0];

  constructor(load: LoadBlock<Row>) {
    this.#load = load;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The row at `index`, or undefined while its block is not here. */
  row(index: number): Row | undefined {
    const block = this.#blocks.get(Math.floor(index / BLOCK_ROWS));
    return block?.rows[index % BLOCK_ROWS];
  }

  /** Asks for the blocks of these rows (inclusive) and a little around them; gives up those no longer wanted. */
  want(first: number, last: number): void {
    const margin = BLOCK_ROWS / 4;
    const most = this.total === null ? 0 : Math.max(0, Math.ceil(this.total / BLOCK_ROWS) - 1);
    const from = Math.min(most, Math.max(0, Math.floor((first - margin) / BLOCK_ROWS)));
    const to = Math.min(most, Math.max(0, Math.floor((last + margin) / BLOCK_ROWS)));
    this.#wanted = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    for (const [block, under] of this.#under) if (!this.#wanted.includes(block)) under.abort();
    for (const block of this.#wanted) this.#fetch(block);
  }

  /** Marks everything as old and asks for what is on the screen again; the old rows stay until the new ones are here. */
  refresh(): void {
    for (const under of this.#under.values()) under.abort();
    this.#under.clear();
    for (const block of this.#blocks.values()) block.stale = true;
    this.error = null;
    for (const block of this.#wanted) this.#fetch(block);
  }

  /** Stops what is under way. The cache can be used again afterwards. */
  close(): void {
    for (const under of this.#under.values()) under.abort();
    this.#under.clear();
  }

  /**
   * All rows from `first` to `last`, loading what is missing without keeping it: for copying and totals.
   * @throws whatever the loader throws
   */
  async range(first: number, last: number, signal: AbortSignal): Promise<Row[]> {
    const rows: Row[] = [];
    for (let block = Math.floor(first / BLOCK_ROWS); block * BLOCK_ROWS <= last; block++) {
      const kept = this.#blocks.get(block);
      const source = kept && !kept.stale ? kept.rows : (await this.#load(block, signal)).rows;
      const start = block * BLOCK_ROWS;
      rows.push(...source.slice(Math.max(0, first - start), last - start + 1));
    }
    return rows;
  }

  #fetch(block: number): void {
    const kept = this.#blocks.get(block);
    if (kept) {
      // Re-inserting moves it to the young end.
      this.#blocks.delete(block);
      this.#blocks.set(block, kept);
      if (!kept.stale) return;
    }
    const before = this.#under.get(block);
    if (before && !before.signal.aborted) return;
    const under = new AbortController();
    this.#under.set(block, under);
    this.#load(block, under.signal).then(
      (answer) => this.#take(block, under, answer),
      (error: unknown) => this.#fail(block, under, error),
    );
  }

  #take(block: number, under: AbortController, answer: BlockAnswer<Row>): void {
    if (this.#under.get(block) === under) this.#under.delete(block);
    if (under.signal.aborted) return;
    this.#blocks.delete(block);
    this.#blocks.set(block, { rows: answer.rows, stale: false });
    for (const old of this.#blocks.keys()) {
      if (this.#blocks.size <= BLOCKS_KEPT) break;
      if (!this.#wanted.includes(old)) this.#blocks.delete(old);
    }
    this.total = answer.total;
    this.unfiltered = answer.unfiltered;
    this.error = null;
    this.#changed();
  }

  #fail(block: number, under: AbortController, error: unknown): void {
    if (this.#under.get(block) === under) this.#under.delete(block);
    if (under.signal.aborted) return;
    this.error = error;
    this.#changed();
  }

  #changed(): void {
    this.version++;
    for (const listener of this.#listeners) listener();
  }
}
