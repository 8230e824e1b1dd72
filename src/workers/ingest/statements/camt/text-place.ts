/** Lines and columns of places in a text that comes in pieces. */

export interface TextPlace {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
}

/** Place of the first character of the current piece, and the beginnings of the lines in it. */
export class Lines {
  #line = 1;
  #column = 1;
  #text = '';
  #starts: number[] = [];

  /** A piece follows the one before it. LF, CR LF and CR end a line. */
  next(text: string): void {
    const { line, column } = this.at(this.#text.length);
    // A CR LF that is cut in two is one line end.
    const whole = this.#text.endsWith('\r') && text.startsWith('\n') ? 1 : 0;
    this.#line = line;
    this.#column = column;
    this.#text = text;
    this.#starts = [];
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
      if (index + end.length > whole) this.#starts.push(index + end.length);
    }
  }

  /** Line of the character at `index` of the current piece. */
  lineAt(index: number): number {
    return this.#line + this.#before(index);
  }

  /** Place of that character. */
  at(index: number): TextPlace {
    const low = this.#before(index);
    if (low === 0) return { line: this.#line, column: this.#column + Math.max(0, index) };
    return { line: this.#line + low, column: index - this.#starts[low - 1]! + 1 };
  }

  /** Lines that begin in this piece at or before `index`. */
  #before(index: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
