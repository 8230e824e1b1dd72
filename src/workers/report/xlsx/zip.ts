import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

/** One file of an archive, its text made piece by piece. */
export interface ZipEntry {
  readonly name: string;
  readonly text: Iterable<string>;
}

interface Packed {
  readonly name: Buffer;
  readonly parts: readonly Buffer[];
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
}

async function pack(entry: ZipEntry): Promise<Packed> {
  const deflate = createDeflateRaw({ level: 6 });
  const parts: Buffer[] = [];
  let packedBytes = 0;
  deflate.on('data', (part: Buffer) => {
    parts.push(part);
    packedBytes += part.length;
  });
  let crc = 0;
  let bytes = 0;
  for (const text of entry.text) {
    const piece = Buffer.from(text, 'utf8');
    crc = crc32(piece, crc);
    bytes += piece.length;
    if (!deflate.write(piece)) await once(deflate, 'drain');
  }
  deflate.end();
  await once(deflate, 'end');
  return { name: Buffer.from(entry.name, 'utf8'), parts, crc, packedBytes, bytes };
}

/** 1 January 1980: archives of equal content are equal bytes. */
const DOS_DATE = 0x0021;
const DEFLATED = 8;
const VERSION = 20;

/** The 26 bytes that local and central headers share. */
function common(file: Packed): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(VERSION, 0);
  header.writeUInt16LE(0x0800, 2); // names are UTF-8
  header.writeUInt16LE(DEFLATED, 4);
  header.writeUInt16LE(DOS_DATE, 8);
  header.writeUInt32LE(file.crc, 10);
  header.writeUInt32LE(file.packedBytes, 14);
  header.writeUInt32LE(file.bytes, 18);
  header.writeUInt16LE(file.name.length, 22);
  return header;
}

function signature(value: number, more: number = 0): Buffer {
  const bytes = Buffer.alloc(4 + more);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}

/**
 * A ZIP archive (APPNOTE 6.3, deflate, no ZIP64): memory holds one file's compressed bytes at a time and 64 KiB of text.
 * @throws where a file or the archive passes 4 GiB, which a workbook within Excel's own limits does not
 */
export async function* zipChunks(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  let count = 0;
  for (const entry of entries) {
    const file = await pack(entry);
    if (file.bytes > 0xffffffff || offset + file.packedBytes > 0xffffffff)
      throw new Error('An archive of more than 4 GiB can not be written.');
    const shared = common(file);
    const central = signature(0x02014b50, 2);
    central.writeUInt16LE(VERSION, 4);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(central, shared, tail, file.name);
    const parts = [signature(0x04034b50), shared, file.name, ...file.parts];
    for (const part of parts) {
      offset += part.length;
      yield part;
    }
    count++;
  }
  const listing = Buffer.concat(directory);
  const end = signature(0x06054b50, 18);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  yield listing;
  yield end;
}
