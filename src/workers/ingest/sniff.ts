/**
 * Delimiter, quote and escape from a sample. Every candidate reads the sample with the code that will read the file; the
 * score is how regular the rows come out times how much of the cells is recognisable (after van den Burg et al., "Wrangling
 * messy CSV files by detecting row and type patterns", 2019).
 */
import { segmentRows } from './cells.ts';
import { decodeBytes, type Dialect } from './dialect.ts';
import { findFixedWidth } from './fixed-width.ts';
import type { Survey } from './encoding.ts';
import { ProblemSink } from './problem-sink.ts';
import { RecordScanner } from './scanner.ts';
import { bytesSource } from './source.ts';

/** In the order in which a tie is decided. */
const DELIMITERS = [',', ';', '\t', '|', '^', '~', ':', '§', '#', '&', '*', ' '];

/** Enough for regularity to show, little enough for 24 candidates. */
const SAMPLE_BYTES = 48 * 1024;

export interface Sniffed {
  readonly dialect: Dialect;
  readonly confidence: number;
  readonly because: string;
}

export async function sniffDialect(
  survey: Survey,
  whole: boolean,
  told: Partial<Pick<Dialect, 'delimiter' | 'quote' | 'escape'>>,
): Promise<Sniffed> {
  const sample = sampleOf(survey, whole);
  const text = Buffer.from(sample).toString('latin1');
  const quotes = told.quote === undefined ? quotesOf(text) : [told.quote];
  const delimiters = told.delimiter === undefined ? DELIMITERS.filter((d) => d === '§' || d === ',' || text.includes(d)) : [told.delimiter];
  const scored: { dialect: Dialect; score: number }[] = [];
  for (const quote of quotes) {
    for (const delimiter of delimiters) {
      const escapes = told.escape === undefined ? escapesOf(text, quote) : [told.escape];
      for (const escape of escapes) {
        const dialect: Dialect = { delimiter, quote, escape, newline: survey.newline };
        scored.push({ dialect, score: await score(sample, survey, dialect) });
      }
    }
  }
  scored.sort((a, b) => b.score - a.score);
  const fixed = told.delimiter === undefined && scored[0]!.score < 0.9 ? findFixedWidth(decodeBytes(sample, survey.encoding)) : null;
  if (fixed !== null) {
    const dialect: Dialect = { delimiter: fixed, quote: '', escape: '', newline: survey.newline };
    const own = await score(sample, survey, dialect);
    // Blanks as delimiters cut such a table by chance; any other delimiter has to be clearly worse.
    if (scored[0]!.dialect.delimiter === ' ' || own > scored[0]!.score * 1.2)
      return { dialect, confidence: 80, because: 'the same gaps of blanks run through nearly all rows' };
  }
  const best = scored[0]!;
  // Most columns of one-column files score nothing anywhere: a comma is the harmless reading.
  if (best.score < 0.02 && told.delimiter === undefined) {
    return {
      dialect: { ...best.dialect, delimiter: ',', quote: told.quote ?? '"', escape: told.escape ?? '"' },
      confidence: 50,
      because: 'no delimiter makes regular rows',
    };
  }
  const second = scored.find((other) => other.dialect.delimiter !== best.dialect.delimiter)?.score ?? 0;
  const confidence = Math.round(100 * Math.min(1, Math.max(0.5, 1 - (second / best.score) * 0.5)));
  return { dialect: best.dialect, confidence, because: 'it cuts the rows most regularly into cells of known kinds' };
}

function sampleOf(survey: Survey, whole: boolean): Uint8Array {
  const bytes = survey.head.subarray(survey.markBytes);
  if (bytes.length <= SAMPLE_BYTES && whole) return bytes;
  const part = bytes.subarray(0, SAMPLE_BYTES);
  // The last line is cut in two by the sample's end: leave it out where there is another.
  const end = part.lastIndexOf(survey.newline === '\n' ? 10 : 13);
  const step = survey.encoding.startsWith('utf-16') ? 2 : 1;
  return end > 0 ? part.subarray(0, end + 1 - ((end + 1) % step)) : part;
}

/** Quote characters that stand where a field begins or ends. */
function quotesOf(text: string): string[] {
  const plain = text.replaceAll('\0', '');
  const found = ['"'];
  if (/(?:^|[,;\t|\n\r])'[^'\n]*'(?:[,;\t|\n\r]|$)/.test(plain) && !/(?:^|[,;\t|\n\r])"/.test(plain)) found.unshift("'");
  return found;
}

function escapesOf(text: string, quote: string): string[] {
  if (quote === '') return [''];
  const backslash = text.includes(`\\${quote}`);
  return backslash && !text.replaceAll(`${quote}${quote}${quote}`, '').match(new RegExp(`[^\\\\,;\\t|\\n]${quote}${quote}[^,;\\t|\\r\\n]`))
    ? [quote, '\\']
    : [quote];
}

async function score(sample: Uint8Array, survey: Survey, dialect: Dialect): Promise<number> {
  const scanner = new RecordScanner(bytesSource(sample), dialect, { encoding: survey.encoding, start: 0, segmentRecords: 1000 });
  const segment = await scanner.next();
  if (!segment) return 0;
  const sink = new ProblemSink(0);
  const { rows } = segmentRows(segment, dialect, { encoding: survey.encoding, fallback: survey.fallback }, sink);
  const widths = new Map<number, number>();
  let known = 0;
  let cells = 0;
  let read = 0;
  for (const row of rows) {
    if (row.length === 1 && row[0]!.trim() === '') continue;
    read++;
    widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
    for (const cell of row) {
      cells++;
      known += cellScore(cell, dialect.quote);
    }
  }
  if (cells === 0) return 0;
  let pattern = 0;
  for (const [width, count] of widths) pattern += (count * Math.max(0.001, width - 1)) / width;
  const penalty = (sink.counts['DIA-QUOTE-OPEN'] ?? 0) > 0 ? 0.5 : 1;
  const rare = dialect.delimiter === ' ' ? 0.5 : ':#&*'.includes(dialect.delimiter) ? 0.7 : 1;
  return (pattern / widths.size / read) * (known / cells) * penalty * rare;
}

const KNOWN =
  /^(?:[-+(]?[^\p{L}\d\s"']{0,2}\s?[-+]?\d[\d.,'\u00a0 ]*\s?[^\p{L}\d\s"']{0,2}\)?%?|[\d/.:-]{6,10}(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?|[\w.+-]+@[\w.-]+|https?:\S+|[\p{L}\p{N}][\p{L}\p{N} _.'()/&#*:!?+-]*)$/u;

/** 1 for a cell of a known kind, less for text with delimiters in it, 0 for loose quotes. */
function cellScore(cell: string, quote: string): number {
  const text = cell.trim();
  if (text === '') return 0.9;
  if (text.length > 200) return 0.5;
  if (KNOWN.test(text)) return 1;
  if (quote !== '' && (text.startsWith(quote) || text.endsWith(quote))) return 0;
  return text.startsWith('"') || text.endsWith('"') ? 0.1 : 0.6;
}
