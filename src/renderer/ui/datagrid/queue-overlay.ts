import { BLOCK_ROWS, type BlockAnswer, type LoadBlock } from './blocks.ts';

/**
 * Takes answered rows out of a list before the vault has confirmed it, so that the next row is under the cursor at once.
 * Answers are kept until the list changes, which lets a removal be drawn without asking the vault again.
 */
export class QueueOverlay<Row> {
  /** Rows answered here and not yet confirmed. */
  readonly #waiting = new Set<number>();
  readonly #served = new Map<number, { rows: Row[]; total: number; unfiltered: number }>();
  readonly #idOf: (row: Row) => number;
  #revision = -1;

  constructor(idOf: (row: Row) => number) {
    this.#idOf = idOf;
  }

  /** Drops what was kept when the vault's list has changed since. */
  follow(revision: number): void {
    if (revision === this.#revision) return;
    this.#revision = revision;
    this.#served.clear();
  }

  /** Takes a row away now. */
  hide(id: number): void {
    this.#waiting.add(id);
    for (const [block, answer] of this.#served) {
      const at = answer.rows.findIndex((row) => this.#idOf(row) === id);
      answer.total = Math.max(0, answer.total - 1);
      if (at < 0) continue;
      answer.rows.splice(at, 1);
      const next = this.#served.get(block + 1)?.rows.shift();
      if (next !== undefined) answer.rows.push(next);
    }
  }

  /** The vault has answered about a row: from now on its own list counts. @returns whether no other answer is awaited */
  settle(id: number): boolean {
    this.#waiting.delete(id);
    this.#served.clear();
    return this.#waiting.size === 0;
  }

  /** A loader that leaves out the rows taken away. */
  loader(load: LoadBlock<Row>): LoadBlock<Row> {
    return async (block, signal): Promise<BlockAnswer<Row>> => {
      const held = this.#served.get(block);
      if (held) return { ...held, rows: [...held.rows] };
      const revision = this.#revision;
      const answer = await load(block, signal);
      const rows = answer.rows.filter((row) => !this.#waiting.has(this.#idOf(row)));
      const taken = answer.rows.length - rows.length;
      const shown = { rows, total: answer.total - taken, unfiltered: answer.unfiltered };
      // Kept only while it is the list's newest state; a short block in the middle would show as rows still loading.
      const whole = taken === 0 || answer.total <= (block + 1) * BLOCK_ROWS;
      if (whole && revision === this.#revision && this.#waiting.size === 0) this.#served.set(block, shown);
      return { ...shown, rows: [...rows] };
    };
  }
}
