/**
 * The parts of a ZIP package (APPNOTE 6.3), by its central directory. Sizes are checked before anything is inflated, and each
 * part against its stated size and CRC-32 when it is read: a package with a changed byte is refused, not read differently.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { BOUNDS } from './bounds.ts';
import { WorkbookFault } from './fault.ts';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** What a 32-bit field holds where the value stands in a ZIP64 record. */
const IN_ZIP64 = 0xffffffff;

export class ZipParts {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  /** By name in lower case with forward slashes: OPC compares names so. */
  readonly #entries = new Map<string, Entry>();

  /** Throws WorkbookFault: FILE-DAMAGED, FILE-ENCRYPTED, FILE-LIMIT. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = this.#findEnd();
    const count = this.#view.getUint16(end + 10, true);
    const length = this.#view.getUint32(end + 12, true);
    const start = this.#view.getUint32(end + 16, true);
    if (count > BOUNDS.entries) throw new WorkbookFault('FILE-LIMIT', `the package has ${count} parts`);
    if (start === IN_ZIP64 || length === IN_ZIP64) throw new WorkbookFault('FILE-LIMIT', 'the package is larger than 4 GB');
    if (start + length > end) throw new WorkbookFault('FILE-DAMAGED', 'its directory lies outside of the file');
    this.#readDirectory(start, count);
    this.#checkSizes();
  }

  /** Names in lower case. */
  names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(partName(name));
  }

  /** Inflated bytes of a part, or null where there is none. Throws FILE-DAMAGED where they are not what the directory says. */
  read(name: string): Uint8Array | null {
    const entry = this.#entries.get(partName(name));
    if (!entry) return null;
    const damaged = (what: string) => new WorkbookFault('FILE-DAMAGED', `the part ${entry.name} ${what}`);
    if (entry.at + 30 > this.#bytes.length || this.#view.getUint32(entry.at, true) !== LOCAL) throw damaged('is not where it should be');
    const from = entry.at + 30 + this.#view.getUint16(entry.at + 26, true) + this.#view.getUint16(entry.at + 28, true);
    // Both places name the part: another name in one of them would hide it.
    const length = this.#view.getUint16(entry.at + 26, true);
    const here = Buffer.from(this.#bytes.subarray(entry.at + 30, entry.at + 30 + length)).toString('utf8');
    if (partName(here) !== partName(entry.name)) throw damaged(`is called ${here.slice(0, 40)} where it stands`);
    const packed = this.#bytes.subarray(from, from + entry.packed);
    if (packed.length !== entry.packed) throw damaged('is cut off');
    let bytes: Uint8Array = packed;
    if (entry.method === 8) {
      try {
        bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
      } catch {
        throw damaged('can not be unpacked');
      }
    } else if (entry.method !== 0) throw new WorkbookFault('FILE-FORMAT', `a package with the compression method ${entry.method}`);
    if (bytes.length !== entry.size) throw damaged('has another size than stated');
    if (crc32(bytes) !== entry.crc) throw damaged('does not have the checksum that is stated for it');
    return bytes;
  }

  #findEnd(): number {
    // The end record is the last thing in the file but for a comment of at most 65,535 bytes.
    const from = this.#bytes.length - 22;
    for (let at = from; at >= Math.max(0, from - 65_535); at--) {
      if (this.#view.getUint32(at, true) === END) return at;
    }
    throw new WorkbookFault('FILE-DAMAGED', 'it is cut off, the directory of the package is missing');
  }

  #readDirectory(start: number, count: number): void {
    let at = start;
    for (let i = 0; i < count; i++) {
      if (at + 46 > this.#bytes.length || this.#view.getUint32(at, true) !== CENTRAL)
        throw new WorkbookFault('FILE-DAMAGED', 'the directory of the package is broken');
      const flags = this.#view.getUint16(at + 8, true);
      const nameLength = this.#view.getUint16(at + 28, true);
      const name = Buffer.from(this.#bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8');
      if (flags & 1) throw new WorkbookFault('FILE-ENCRYPTED');
      const key = partName(name);
      if (this.#entries.has(key)) throw new WorkbookFault('FILE-DAMAGED', `the part ${name} stands twice in the package`);
      if (!key.endsWith('/')) {
        this.#entries.set(key, {
          name,
          method: this.#view.getUint16(at + 10, true),
          crc: this.#view.getUint32(at + 16, true),
          packed: this.#view.getUint32(at + 20, true),
          size: this.#view.getUint32(at + 24, true),
          at: this.#view.getUint32(at + 42, true),
        });
      }
      at += 46 + nameLength + this.#view.getUint16(at + 30, true) + this.#view.getUint16(at + 32, true);
    }
  }

  #checkSizes(): void {
    let total = 0;
    for (const entry of this.#entries.values()) total += entry.size;
    if (total > BOUNDS.inflatedBytes) throw new WorkbookFault('FILE-LIMIT', `unpacked it would be ${Math.ceil(total / 1e6)} MB`);
    if (total > BOUNDS.ratioFromBytes && total > this.#bytes.length * BOUNDS.ratio)
      throw new WorkbookFault('FILE-LIMIT', `unpacked it would be ${Math.ceil(total / this.#bytes.length)} times as large`);
  }
}

function partName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}
