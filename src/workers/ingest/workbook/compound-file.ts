/** Streams of a compound file ([MS-CFB]): the container of binary workbooks and of encrypted ones. Chains are followed with bounds. */
import { WorkbookFault } from './fault.ts';

export interface StreamEntry {
  readonly name: string;
  readonly start: number;
  readonly size: number;
}

export interface Stream {
  readonly bytes: Uint8Array;
  /** Whether all of the stated size is there. */
  readonly whole: boolean;
}

const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const LAST_SECTOR = 0xfffffffa;
const ENTRY = 128;

export class CompoundFile {
  readonly entries: StreamEntry[] = [];
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #shift: number;
  readonly #fat: number[] = [];
  readonly #cutoff: number;
  #miniFat: number[] | null = null;
  #root: StreamEntry | null = null;

  /** Throws WorkbookFault FILE-DAMAGED. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 512 || !MAGIC.every((byte, i) => bytes[i] === byte))
      throw new WorkbookFault('FILE-DAMAGED', 'its first bytes are cut off or changed');
    this.#shift = this.#view.getUint16(30, true);
    if (this.#shift !== 9 && this.#shift !== 12) throw new WorkbookFault('FILE-DAMAGED', 'its header states an impossible sector size');
    this.#cutoff = this.#view.getUint32(56, true);
    this.#readFat();
    this.#readDirectory();
  }

  find(...names: string[]): StreamEntry | undefined {
    return this.entries.find(({ name }) => names.includes(name));
  }

  /** Bytes of a stream, as far as they are there. */
  stream({ start, size }: StreamEntry): Stream {
    if (size >= this.#cutoff || this.#root === null) return this.#collect(start, size);
    this.#miniFat ??= this.#words(this.#chain(this.#view.getUint32(60, true)));
    const mini = this.#collect(this.#root.start, this.#root.size).bytes;
    const out = new Uint8Array(Math.min(size, this.#bytes.length));
    let at = 0;
    let sector = start;
    while (at < out.length && sector < this.#miniFat.length && (sector + 1) * 64 <= mini.length + 63) {
      const piece = mini.subarray(sector * 64, sector * 64 + Math.min(64, out.length - at));
      if (piece.length === 0) break;
      out.set(piece, at);
      at += piece.length;
      sector = this.#miniFat[sector]!;
    }
    return { bytes: out.subarray(0, at), whole: at === size };
  }

  #collect(start: number, size: number): Stream {
    const sectors = this.#chain(start, Math.ceil(size / (1 << this.#shift)));
    const out = new Uint8Array(Math.min(size, sectors.length << this.#shift));
    let at = 0;
    for (const sector of sectors) {
      const from = (sector + 1) * 2 ** this.#shift;
      const piece = this.#bytes.subarray(from, from + Math.min(1 << this.#shift, out.length - at));
      if (piece.length === 0) break;
      out.set(piece, at);
      at += piece.length;
      if (at === out.length) break;
    }
    return { bytes: out.subarray(0, at), whole: at === size };
  }

  /** Sectors of a chain; it ends where it leaves the file or would run longer than the file is. */
  #chain(start: number, wanted = Infinity): number[] {
    const most = Math.min(wanted, (this.#bytes.length >> this.#shift) + 1);
    const sectors: number[] = [];
    for (let sector = start; sector < LAST_SECTOR && sectors.length < most; sector = this.#fat[sector] ?? LAST_SECTOR) {
      if ((sector + 1) * 2 ** this.#shift >= this.#bytes.length) break;
      sectors.push(sector);
    }
    return sectors;
  }

  #words(sectors: readonly number[]): number[] {
    const words: number[] = [];
    const size = 1 << this.#shift;
    for (const sector of sectors) {
      const from = (sector + 1) * size;
      for (let at = from; at + 4 <= Math.min(from + size, this.#bytes.length); at += 4) words.push(this.#view.getUint32(at, true));
    }
    return words;
  }

  #readFat(): void {
    const inFile = (sector: number) => sector < LAST_SECTOR && (sector + 1) * 2 ** this.#shift < this.#bytes.length;
    const sectors: number[] = [];
    const most = (this.#bytes.length >> this.#shift) + 1;
    for (let i = 0; i < 109; i++) {
      const sector = this.#view.getUint32(76 + i * 4, true);
      if (inFile(sector)) sectors.push(sector);
    }
    let table = this.#view.getUint32(68, true);
    for (let rounds = 0; inFile(table) && rounds < most; rounds++) {
      const words = this.#words([table]);
      for (const sector of words.slice(0, -1)) if (inFile(sector) && sectors.length < most) sectors.push(sector);
      table = words.at(-1) ?? LAST_SECTOR;
    }
    if (sectors.length === 0) throw new WorkbookFault('FILE-DAMAGED', 'its table of sectors is missing');
    for (const word of this.#words(sectors)) this.#fat.push(word);
  }

  #readDirectory(): void {
    const sectors = this.#chain(this.#view.getUint32(48, true));
    for (const sector of sectors) {
      const from = (sector + 1) * 2 ** this.#shift;
      for (let at = from; at + ENTRY <= Math.min(from + (1 << this.#shift), this.#bytes.length); at += ENTRY) {
        const type = this.#view.getUint8(at + 66);
        const length = Math.min(64, this.#view.getUint16(at + 64, true));
        if ((type !== 1 && type !== 2 && type !== 5) || length < 2) continue;
        const name = Buffer.from(this.#bytes.subarray(at, at + length - 2)).toString('utf16le');
        const entry = { name, start: this.#view.getUint32(at + 116, true), size: this.#view.getUint32(at + 120, true) };
        if (type === 5) this.#root ??= entry;
        this.entries.push(entry);
      }
    }
    if (this.entries.length === 0) throw new WorkbookFault('FILE-DAMAGED', 'its directory is missing');
  }
}
