/** Cuts a file into records: one a line, or 94 bytes after 94 bytes where there are no lines. */
import { decodeBytes } from '../../dialect.ts';
import type { Survey } from '../../encoding.ts';
import type { ByteSource } from '../../source.ts';
import { linesOf } from '../lines.ts';
import { AchRecord, RECORD_LENGTH } from './record.ts';

/** How far a line end is looked for before the file counts as unbroken. */
const LOOK_BYTES = 4096;
const UNBROKEN_CHUNK = RECORD_LENGTH * 2048;

/** Records in file order; blank lines are left out. `cut` names lines too long to be kept whole. */
export async function* recordsOf(source: ByteSource, survey: Survey): AsyncGenerator<AchRecord> {
  const head = survey.head.subarray(survey.markBytes, survey.markBytes + LOOK_BYTES);
  const single = !survey.encoding.startsWith('utf-16');
  if (single && head.length > RECORD_LENGTH * 2 && !head.includes(10) && !head.includes(13)) {
    yield* unbroken(source, survey);
    return;
  }
  for await (const { text, number, byteStart, byteLength } of linesOf(source, survey.encoding, survey.markBytes)) {
    // Several records on one line, as tape blocks of ten have them.
    const several = text.length >= RECORD_LENGTH * 2 && text.length % RECORD_LENGTH === 0 && text.length === byteLength;
    if (!several) {
      if (text.trim() !== '') yield new AchRecord(text, number, byteStart, byteLength, survey.encoding);
      continue;
    }
    for (let at = 0; at < text.length; at += RECORD_LENGTH) {
      const part = text.slice(at, at + RECORD_LENGTH);
      if (part.trim() !== '') yield new AchRecord(part, number, byteStart + at, RECORD_LENGTH, survey.encoding);
    }
  }
}

/** All of it stands on line 1. A line end behind the last record ends the file. */
async function* unbroken(source: ByteSource, survey: Survey): AsyncGenerator<AchRecord> {
  for (let offset = survey.markBytes; offset < source.size;) {
    const chunk = new Uint8Array(await source.read(offset, Math.min(UNBROKEN_CHUNK, source.size - offset)));
    if (chunk.length === 0) break;
    for (let at = 0; at < chunk.length; at += RECORD_LENGTH) {
      const bytes = chunk.subarray(at, at + RECORD_LENGTH);
      const text = decodeBytes(bytes, survey.encoding);
      if (text.trim() === '') continue;
      const kept = text.replace(/[\r\n]+$/, '');
      yield new AchRecord(kept, 1, offset + at, bytes.length - (text.length - kept.length), survey.encoding);
    }
    offset += chunk.length;
  }
}
