/** Lines of QIF gathered to records: each line is one letter and its value, `^` ends a record, `!` begins a list. */
import type { ByteSource } from '../../source.ts';
import type { Survey } from '../../encoding.ts';
import type { StatementSink } from '../reader.ts';
import { soundLines, spanOf, type SoundLine } from '../sound-lines.ts';
import type { Span } from '../reader.ts';

export interface Field {
  /** The letter (or digit or sign) that names the field. */
  readonly code: string;
  /** Blanks around it left out. */
  readonly value: string;
  readonly line: SoundLine;
  readonly from: number;
}

/** Bytes of a field's value. */
export function fieldSpan(field: Field): Span | undefined {
  return spanOf(field.line, field.from, field.from + field.value.length);
}

export interface Record {
  readonly fields: readonly Field[];
  readonly line: number;
  readonly byteStart: number;
  /** First byte behind the record, its `^` counted. */
  readonly byteEnd: number;
  /** `mark`: ended by `^`. `next`: something else began. `file`: the file ended; `cut`: inside its last line. */
  readonly ended: 'mark' | 'next' | 'file' | 'cut';
  /** Lines that belong to the record but were too many to keep. */
  readonly more: number;
}

export type Piece =
  | { readonly kind: 'header'; readonly text: string; readonly line: SoundLine }
  | { readonly kind: 'record'; readonly record: Record };

/** A record has one line for each split and field; nothing honest comes near this. */
const MOST_FIELDS = 5000;

/**
 * A record is also ended where a second date or amount begins although the first ones are not yet followed by `^`: two
 * movements must never become one.
 * @param movements whether the list that is being read holds movements, so that this rule applies
 */
export async function* piecesOf(
  source: ByteSource,
  survey: Survey,
  sink: Pick<StatementSink, 'problem'>,
  movements: () => boolean,
): AsyncGenerator<Piece> {
  let fields: Field[] = [];
  let more = 0;
  let lastEnd = 0;
  const take = (ended: Record['ended'], end: number, count = fields.length): Piece => {
    const kept = fields.slice(0, count);
    const record: Record = { fields: kept, line: kept[0]!.line.number, byteStart: kept[0]!.line.byteStart, byteEnd: end, ended, more };
    fields = fields.slice(count);
    more = 0;
    return { kind: 'record', record };
  };
  for await (const line of soundLines(source, survey, sink)) {
    const lead = /^[ \t]*/.exec(line.text)![0].length;
    const code = line.text.charAt(lead);
    if (code === '') continue;
    const value = line.text.slice(lead + 1).replace(/[ \t]+$/, '');
    if (code === '^') {
      const end = line.byteStart + line.byteLength;
      if (fields.length > 0) yield take('mark', end);
      else sink.problem('ROW-NOT-A-MOVEMENT', line.number, { raw: line.text });
      continue;
    }
    if (code === '!') {
      if (fields.length > 0) yield take('next', lastEnd);
      yield { kind: 'header', text: value, line };
      continue;
    }
    const padding = /^[ \t]*/.exec(value)![0].length;
    const field: Field = { code, value: value.slice(padding), line, from: lead + 1 + padding };
    if (movements()) {
      const cut = cutBefore(fields, field);
      if (cut > 0) {
        const last = fields[cut - 1]!.line;
        yield take('next', last.byteStart + last.byteLength, cut);
      }
    }
    if (fields.length < MOST_FIELDS) fields.push(field);
    else if (more++ === 0) sink.problem('FILE-DAMAGED', line.number, { values: [`a record of more than ${MOST_FIELDS} lines`] });
    lastEnd = line.byteStart + line.byteLength;
  }
  if (fields.length > 0) yield take(lastEnd >= source.size ? 'cut' : 'file', lastEnd);
}

/** How many of the gathered fields belong to an earlier movement than `next`; 0 where none do. */
function cutBefore(fields: readonly Field[], next: Field): number {
  if (next.code !== 'D' && next.code !== 'T') return 0;
  const first = fields.findIndex((field) => field.code === next.code);
  if (first < 0) return 0;
  const split = fields.findIndex((field) => field.code === 'S');
  // A split may have a date of its own; only a second amount tells then.
  if (next.code === 'D') return split < 0 ? fields.length : 0;
  const date = fields.findIndex((field, index) => field.code === 'D' && index > first && index > split);
  return date > 0 && fields.findIndex((field) => field.code === 'D') < date ? date : fields.length;
}
