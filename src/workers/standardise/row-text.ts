import type { TextBytes } from '../../shared/columns.ts';

/** Decodes rows of a text column without copying them first: `TextDecoder` refuses shared memory, `Buffer` does not. */
export class RowText {
  readonly #bytes: Buffer;
  readonly #ends: Uint32Array;

  constructor(column: TextBytes) {
    this.#bytes = Buffer.from(column.bytes.buffer, column.bytes.byteOffset, column.bytes.byteLength);
    this.#ends = column.ends;
  }

  at(row: number): string {
    const start = row === 0 ? 0 : this.#ends[row - 1]!;
    const end = this.#ends[row]!;
    return start === end ? '' : this.#bytes.toString('utf8', start, end);
  }
}
