/**
 * What a file's bytes are, from its content alone: byte order mark, strict UTF-8 over the whole file, UTF-16 by its NULs,
 * then a detector. Binary files and formats that other readers are for are told apart here, before anything is parsed.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import { decodeBytes } from './dialect.ts';
import type { ByteSource } from './source.ts';

export interface Survey {
  readonly encoding: string;
  /** Bytes of the byte order mark, which are not part of the first record. */
  readonly markBytes: number;
  /** What single lines are read as that are not valid in `encoding`. */
  readonly fallback: string;
  readonly because: string;
  readonly confidence: number;
  /** Set where the bytes are no delimited text: what they are instead. */
  readonly binary: string | null;
  readonly newline: '\n' | '\r';
  /** Names of the line ends in use, most frequent first. */
  readonly lineEnds: readonly string[];
  /** Beginning of the file, byte order mark included. */
  readonly head: Uint8Array;
}

/** Enough for some thousand rows; every decision made on it is checked on the whole file. */
export const HEAD_BYTES = 1024 * 1024;

const MAGIC: readonly (readonly [number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive or an Office document'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Office document'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
  [[0x4d, 0x5a, 0x90, 0x00], 'a program'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'an SQLite database'],
];

/**
 * Looks at the whole file once.
 * @param told encoding a person chose; then only its byte order mark and line ends are looked for
 */
export async function surveySource(source: ByteSource, told?: string, signal?: AbortSignal): Promise<Survey> {
  const head = await source.read(0, Math.min(HEAD_BYTES, source.size));
  const marked = told === undefined ? markedEncoding(head) : { encoding: told, because: 'chosen by hand', confidence: 100 };
  // UTF-8 is checked to the last byte even where it is told: single lines may be in another encoding.
  const check = marked === null || marked.encoding === 'utf-8' ? await utf8Check(source, signal) : null;
  const decided = marked ?? decide(check!);
  const fallback = decided.encoding !== 'utf-8' ? decided.encoding : check!.bad === 0 ? 'windows-1252' : detect(check!.sample);
  return {
    ...decided,
    markBytes: markOf(head, decided.encoding),
    fallback,
    binary: binaryOf(head, decided.encoding),
    head,
    ...lineEndsOf(head, decided.encoding),
  };
}

function markOf(head: Uint8Array, encoding: string): number {
  if (encoding === 'utf-8') return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  if (encoding === 'utf-16le') return head[0] === 0xff && head[1] === 0xfe ? 2 : 0;
  if (encoding === 'utf-16be') return head[0] === 0xfe && head[1] === 0xff ? 2 : 0;
  return 0;
}

function markedEncoding(head: Uint8Array): Pick<Survey, 'encoding' | 'because' | 'confidence'> | null {
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be']) {
    if (markOf(head, encoding) > 0) return { encoding, because: 'byte order mark', confidence: 100 };
  }
  let even = 0;
  let odd = 0;
  const look = Math.min(head.length, 65_536);
  for (let i = 0; i < look; i++) {
    if (head[i] !== 0) continue;
    if (i % 2 === 0) even++;
    else odd++;
  }
  if (odd > look * 0.3 && even < odd * 0.05) return { encoding: 'utf-16le', because: 'every second byte is NUL', confidence: 95 };
  if (even > look * 0.3 && odd < even * 0.05) return { encoding: 'utf-16be', because: 'every second byte is NUL', confidence: 95 };
  return null;
}

function decide({
  bad,
  high,
  sample,
}: {
  bad: number;
  high: number;
  sample: Uint8Array;
}): Pick<Survey, 'encoding' | 'because' | 'confidence'> {
  if (high === 0) return { encoding: 'utf-8', because: 'plain ASCII throughout', confidence: 100 };
  if (bad === 0) return { encoding: 'utf-8', because: 'valid UTF-8 throughout', confidence: 99 };
  // Mostly valid with a few bad lines is a mixed file, not another encoding.
  if (bad < high * 0.5)
    return { encoding: 'utf-8', because: `valid UTF-8 in ${high - bad} of ${high} lines with letters beyond ASCII`, confidence: 85 };
  const encoding = detect(sample);
  return { encoding, because: 'not UTF-8; the letters beyond ASCII fit this best', confidence: 70 };
}

/** Counts lines with bytes beyond ASCII and those among them that are not UTF-8, over the whole file; keeps some of the latter. */
async function utf8Check(source: ByteSource, signal?: AbortSignal) {
  let bad = 0;
  let high = 0;
  const sample: Uint8Array[] = [];
  let sampled = 0;
  let carry = new Uint8Array(0);
  for (let offset = 0; offset < source.size;) {
    signal?.throwIfAborted();
    const chunk = await source.read(offset, HEAD_BYTES);
    if (chunk.length === 0) break;
    offset += chunk.length;
    const whole = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    // Cut behind the last line end, so that no letter is cut in two; a chunk without any is taken as it is.
    let cut = offset >= source.size ? whole.length : Math.max(whole.lastIndexOf(10), whole.lastIndexOf(13)) + 1;
    if (cut === 0) cut = whole.length;
    const part = whole.subarray(0, cut);
    carry = new Uint8Array(whole.subarray(cut));
    if (isAscii(part)) continue;
    if (isUtf8(part)) {
      high++;
      continue;
    }
    for (let start = 0; start < part.length;) {
      const lf = part.indexOf(10, start);
      const end = lf < 0 ? part.length : lf;
      const line = part.subarray(start, end);
      start = end + 1;
      if (isAscii(line)) continue;
      high++;
      if (isUtf8(line)) continue;
      bad++;
      if (sampled < 65_536) {
        sample.push(line.subarray(0, 4096));
        sampled += Math.min(line.length, 4096);
      }
    }
  }
  return { bad, high, sample: Buffer.concat(sample) };
}

/** Candidates in the order in which a tie is decided: most of the world's single-byte statements first. */
const LIKELY = [
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-15',
  'cp850',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
  'euc-jp',
];

/**
 * The encoding of bytes that are not UTF-8. The detector's word counts where it is sure; short texts fool it, so the
 * reading has to give letters and no control characters, else the Western default is taken.
 */
export function detect(bytes: Uint8Array): string {
  const found = chardet.analyse(bytes);
  for (const match of found.slice(0, 3)) {
    const name = match.name.toLowerCase();
    const known = name === 'iso-8859-1' ? 'windows-1252' : name;
    if (match.confidence < 35 || !iconv.encodingExists(known) || known.startsWith('utf-')) continue;
    // Three letters are no evidence for a rare alphabet: Western and Central European differ in single letters.
    if (!LIKELY.includes(known)) continue;
    if (oddness(decodeBytes(bytes, known)) === 0) return known;
  }
  let best = 'windows-1252';
  let least = Infinity;
  for (const candidate of ['windows-1252', 'cp850', 'iso-8859-15']) {
    const odd = oddness(decodeBytes(bytes, candidate));
    if (odd < least) [best, least] = [candidate, odd];
  }
  return best;
}

/** Characters that a statement doesn't hold: replacement, C1 controls, box drawing, letters that no bank prints. */
function oddness(text: string): number {
  return text.match(/[\ufffd\u0080-\u009f\u2500-\u259f]/g)?.length ?? 0;
}

/** What the bytes are if not delimited text, or null. */
function binaryOf(head: Uint8Array, encoding: string): string | null {
  for (const [magic, name] of MAGIC) if (magic.every((byte, i) => head[i] === byte)) return name;
  if (encoding.startsWith('utf-16')) return null;
  let control = 0;
  const look = Math.min(head.length, 65_536);
  for (let i = 0; i < look; i++) {
    const byte = head[i]!;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control++;
  }
  return control > look * 0.1 && control > 8 ? 'it is made of control characters' : null;
}

function lineEndsOf(head: Uint8Array, encoding: string): { newline: '\n' | '\r'; lineEnds: string[] } {
  const step = encoding.startsWith('utf-16') ? 2 : 1;
  const low = encoding === 'utf-16be' ? 1 : 0;
  let crlf = 0;
  let lf = 0;
  let cr = 0;
  const at = (i: number) => (step === 2 && head[i + (1 - 2 * low)] !== 0 ? -1 : head[i]);
  for (let i = low; i < head.length; i += step) {
    const byte = at(i);
    if (byte === 13 && at(i + step) === 10) {
      crlf++;
      i += step;
    } else if (byte === 13) cr++;
    else if (byte === 10) lf++;
  }
  const ends = [
    ['CR LF', crlf],
    ['LF', lf],
    ['CR', cr],
  ] as const;
  const lineEnds = ends
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name);
  return { newline: cr > 4 * (crlf + lf) ? '\r' : '\n', lineEnds };
}
