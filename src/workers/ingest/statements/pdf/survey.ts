/** Looks at the bytes of a PDF before it is opened: what it would do, what is damaged, and what would not fit into memory. */
import { inflateSync } from 'node:zlib';

export interface PdfSurvey {
  /** Names of what the file would start by itself; never followed. */
  readonly active: readonly string[];
  /** Why the file must not be opened, or null. */
  readonly refused: string | null;
  /** Parts that cannot be unpacked. */
  readonly damaged: number;
  readonly ended: boolean;
  /** The pointer to the table of objects leads to one. */
  readonly indexed: boolean;
  readonly encrypted: boolean;
}

/** Unpacked size of one stream and of all: text of statements is far below, and pdf.js keeps what it unpacks. */
const STREAM_BYTES = 64 * 1024 * 1024;
const ALL_BYTES = 384 * 1024 * 1024;

const ACTIVE: readonly (readonly [RegExp, string])[] = [
  [/\/(?:JavaScript|JS)(?![A-Za-z])/, 'scripts'],
  [/\/Launch(?![A-Za-z])/, 'an action that starts a program'],
  [/\/(?:SubmitForm|ImportData|GoToR|GoToE)(?![A-Za-z])/, 'an action that leaves the file'],
  [/\/EmbeddedFiles?(?![A-Za-z])/, 'attached files'],
  [/\/(?:RichMedia|Rendition|Movie|Sound)(?![A-Za-z])/, 'media that plays'],
  [/\/XFA(?![A-Za-z])/, 'a form that runs'],
];

export function surveyPdf(bytes: Uint8Array): PdfSurvey {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const active = new Set<string>();
  const note = (text: string): void => {
    for (const [pattern, name] of ACTIVE) if (pattern.test(text)) active.add(name);
  };
  // Names may be written with #xx for letters.
  const plain = (part: Buffer): string =>
    part.toString('latin1').replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  let refused: string | null = null;
  let damaged = 0;
  let unpacked = 0;
  let at = 0;
  const encrypted = buffer.includes('/Encrypt');
  for (let start = buffer.indexOf('stream', 0); start >= 0 && refused === null; start = buffer.indexOf('stream', at)) {
    const dictionary = plain(buffer.subarray(Math.max(at, start - 2_048), start));
    let body = start + 6;
    if (buffer[body] === 13) body++;
    if (buffer[body] === 10) body++;
    const found = buffer.indexOf('endstream', body);
    const end = found < 0 ? buffer.length : found;
    note(plain(buffer.subarray(at, start)));
    at = found < 0 ? buffer.length : found + 9;
    const own = dictionary.slice(dictionary.lastIndexOf(' obj') + 1);
    if (!/\/(?:FlateDecode|Fl)(?![A-Za-z])/.test(own)) continue;
    if (/\/(?:FlateDecode|Fl|LZWDecode)\s*\/(?:FlateDecode|Fl|LZWDecode)/.test(own)) {
      refused = 'a part is packed more than once';
      break;
    }
    if (encrypted) continue;
    try {
      const out = inflateSync(buffer.subarray(body, end), { maxOutputLength: STREAM_BYTES });
      unpacked += out.length;
      if (/\/ObjStm/.test(own)) note(plain(out));
      if (unpacked > ALL_BYTES) refused = `its parts unpack to more than ${ALL_BYTES / 1024 / 1024} MB`;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
        refused = `a part unpacks to more than ${STREAM_BYTES / 1024 / 1024} MB`;
      else damaged++;
    }
  }
  note(plain(buffer.subarray(at)));
  return { active: [...active], refused, damaged, ...endOf(buffer), encrypted };
}

function endOf(buffer: Buffer): { ended: boolean; indexed: boolean } {
  const tail = buffer.subarray(-2_048).toString('latin1');
  const pointer = /startxref\s+(\d{1,12})\s+%%EOF/.exec(tail.slice(Math.max(0, tail.lastIndexOf('startxref'))));
  const shift = Math.max(0, buffer.indexOf('%PDF-'));
  const offset = pointer === null ? -1 : Number(pointer[1]);
  const leads = (from: number): boolean => /^\s*(?:xref|\d+\s+\d+\s+obj)/.test(buffer.subarray(from, from + 40).toString('latin1'));
  return { ended: tail.includes('%%EOF'), indexed: offset >= 0 && offset < buffer.length && (leads(offset) || leads(offset + shift)) };
}
