/** The text of values: bytes to letters, entities, blanks. */
import type { ProblemCode } from '../../../../shared/problems.ts';
import type { ProblemPlace } from '../../problem-sink.ts';
import { decodeBytes } from '../../dialect.ts';
import type { Span } from '../reader.ts';
import type { Run, Value } from './tree.ts';

export interface TextDecoding {
  /** Of the file; `units` where a character of the scanned text is already one of the file's (UTF-16). */
  readonly encoding: string;
  /** For single values that are not valid in `encoding`. */
  readonly fallback: string;
  readonly unit: 1 | 2;
  /** Place of the first scanned character, in bytes. */
  readonly start: number;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Resolves each entity once: `&amp;amp;` is `&amp;`. What is no known entity stays as it is written. */
export function resolveEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,6}));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? parseInt(hex!, 16) : Number(decimal);
      const allowed = code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff));
      return allowed ? String.fromCodePoint(code) : whole;
    },
  );
}

export class TextReader {
  readonly #decoding: TextDecoding;
  readonly #problem: (code: ProblemCode, line: number, place?: ProblemPlace) => void;
  readonly #declared: string;
  #told = false;

  /** @param declared what the file says its encoding is, where its bytes say something else; '' else */
  constructor(decoding: TextDecoding, declared: string, problem: (code: ProblemCode, line: number, place?: ProblemPlace) => void) {
    this.#decoding = decoding;
    this.#declared = declared;
    this.#problem = problem;
  }

  /** The value's text: line breaks inside are one blank, blanks around it are left out, others stay. */
  text(value: Value): string {
    const single = value.runs.length === 1 ? value.runs[0]! : null;
    if (single !== null && /^[!-%'-~][ -%'-~]*$/.test(single.text)) return single.text.trimEnd();
    return value.runs
      .map((run) => this.#run(run, value.line))
      .join('')
      .replace(/[ \t]*[\r\n]+[ \t]*/g, ' ')
      .trim();
  }

  span(value: Value): Span {
    const { start, unit } = this.#decoding;
    return [start + value.start * unit, (value.end - value.start) * unit];
  }

  byteOf(place: number): number {
    return this.#decoding.start + place * this.#decoding.unit;
  }

  /** Text that is no value: as it is shown with a finding. */
  raw(text: string): string {
    return this.#decoding.unit === 2 ? text : decodeBytes(Buffer.from(text, 'latin1'), this.#decoding.encoding);
  }

  #run(run: Run, line: number): string {
    let text = run.text;
    if (this.#decoding.unit === 1 && /[^\0-\x7f]/.test(text)) text = this.#decode(text, line);
    if (text.includes('\0')) {
      this.#problem('ENC-NUL', line);
      text = text.replaceAll('\0', '');
    }
    if (/[\u202a-\u202e\u2066-\u2069]/.test(text)) this.#problem('TXT-DIRECTION', line, { raw: text });
    return run.literal ? text : resolveEntities(text);
  }

  #decode(text: string, line: number): string {
    const { encoding, fallback } = this.#decoding;
    if (this.#declared !== '' && !this.#told) {
      this.#told = true;
      this.#problem('ENC-DECLARED', line, { values: [this.#declared, encoding] });
    }
    const bytes = Buffer.from(text, 'latin1');
    const decoded = decodeBytes(bytes, encoding);
    if (!decoded.includes('\ufffd')) return decoded;
    // U+FFFD that is itself in the file as UTF-8 was put there before.
    if (encoding === 'utf-8' && !text.includes('\xef\xbf\xbd')) {
      const other = decodeBytes(bytes, fallback);
      if (fallback !== 'utf-8' && !other.includes('\ufffd')) {
        this.#problem('ENC-MIXED', line, { values: [fallback] });
        return other;
      }
    }
    this.#problem(text.includes('\xef\xbf\xbd') ? 'ENC-REPLACEMENT' : 'ENC-INVALID', line, { values: [encoding] });
    return decoded;
  }
}
