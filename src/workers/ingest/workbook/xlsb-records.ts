/** The records of a binary part ([MS-XLSB] 2.1.4), one after another, and the values that they hold. */

export class XlsbRecords {
  readonly #bytes: Uint8Array;
  readonly view: DataView;
  #at = 0;
  type = -1;
  /** Where the data of the record begin, and how many bytes they are. */
  start = 0;
  length = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Goes to the next record; false behind the last, or where one goes on behind the end of the part. */
  next(): boolean {
    const bytes = this.#bytes;
    if (this.#at >= bytes.length) return false;
    let type = bytes[this.#at++]!;
    if (type & 0x80) type = (type & 0x7f) | (((bytes[this.#at++] ?? 0) & 0x7f) << 7);
    let length = 0;
    for (let shift = 0; shift < 28 && this.#at < bytes.length; shift += 7) {
      const byte = bytes[this.#at++]!;
      length |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) break;
    }
    if (this.#at + length > bytes.length) return false;
    this.type = type;
    this.start = this.#at;
    this.length = length;
    this.#at += length;
    return true;
  }

  byte(at: number): number {
    return at < this.length ? this.#bytes[this.start + at]! : 0;
  }

  word(at: number): number {
    return at + 2 <= this.length ? this.view.getUint16(this.start + at, true) : 0;
  }

  long(at: number): number {
    return at + 4 <= this.length ? this.view.getUint32(this.start + at, true) : 0;
  }

  /** An XLWideString: its length in characters, then UTF-16. Null where it goes on behind the record. */
  text(at: number): string | null {
    const characters = this.long(at);
    if (at + 4 + characters * 2 > this.length) return null;
    return Buffer.from(this.#bytes.subarray(this.start + at + 4, this.start + at + 4 + characters * 2)).toString('utf16le');
  }

  /** An IEEE double, or NaN where it goes on behind the record. */
  double(at: number): number {
    return at + 8 <= this.length ? this.view.getFloat64(this.start + at, true) : NaN;
  }

  /** An RkNumber (2.5.122): 30 bits of an integer or of a double's upper half, perhaps in hundredths. */
  rk(at: number): number {
    const raw = this.long(at);
    const whole = this.view.getInt32(this.start + at, true) >> 2;
    const scratch = new DataView(new ArrayBuffer(8));
    scratch.setUint32(4, raw & 0xfffffffc, true);
    const value = raw & 2 ? whole : scratch.getFloat64(0, true);
    return raw & 1 ? value / 100 : value;
  }
}
