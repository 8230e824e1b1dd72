/** Files without line ends: physical records of the length that the file header states. */
import { decodeBytes } from '../../dialect.ts';
import type { Survey } from '../../encoding.ts';
import type { ByteSource } from '../../source.ts';
import type { SoundLine } from '../sound-lines.ts';

const SHORTEST = 20;
const LONGEST = 32_768;
const CHUNK_BYTES = 256 * 1024;

/** Length of the physical records, or 0 where the file has lines: the header must state it and the second record stand there. */
export function physicalLength(survey: Survey): number {
  const head = Buffer.from(survey.head.subarray(survey.markBytes, survey.markBytes + 2 * LONGEST)).toString('latin1');
  const stated = Number(/^\s*01,(?:[^,\r\n]*,){5}(\d{1,5}),/.exec(head)?.[1] ?? 0);
  if (stated < SHORTEST || stated > LONGEST || survey.encoding.startsWith('utf-16')) return 0;
  if (/[\r\n]/.test(head.slice(0, stated + 1)) || head.length <= stated) return 0;
  return /^(?:02|88|99),/.test(head.slice(stated, stated + 3)) ? stated : 0;
}

/** The physical records as lines. Their number is that of the record, for the file has no lines. */
export async function* physicalRecords(source: ByteSource, survey: Survey, length: number): AsyncGenerator<SoundLine[]> {
  const step = Math.max(length, CHUNK_BYTES - (CHUNK_BYTES % length));
  let number = 1;
  for (let offset = survey.markBytes; offset < source.size; offset += step) {
    const chunk = await source.read(offset, Math.min(step, source.size - offset));
    if (chunk.length === 0) return;
    const batch: SoundLine[] = [];
    for (let at = 0; at < chunk.length; at += length) {
      const bytes = chunk.slice(at, at + length);
      const text = decodeBytes(bytes, survey.encoding);
      const damaged = text.includes('\ufffd');
      batch.push({
        number: number++,
        byteStart: offset + at,
        byteLength: bytes.length,
        text,
        cut: false,
        encoding: survey.encoding,
        damaged,
      });
    }
    yield batch;
  }
}
