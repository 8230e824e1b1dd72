/** Addenda records (type 7): what each kind says, in plain text. */
import type { StatementSink } from '../reader.ts';
import { reasonName } from './codes.ts';
import type { AchRecord } from './record.ts';

type Place = readonly [from: number, to: number];

export interface AddendaText {
  readonly text: string;
  /** Where the text stands. */
  readonly place: Place;
  /** Where the other party's name stands, if in this record. */
  readonly name?: Place;
}

/** Addenda of IAT entries: the places of their texts. */
const IAT: Readonly<Record<string, Place>> = {
  '11': [4, 73],
  '12': [4, 73],
  '13': [4, 76],
  '14': [4, 76],
  '15': [4, 53],
  '16': [4, 73],
  '17': [4, 83],
  '18': [4, 80],
};

/**
 * Reads one addenda record and checks it against its entry.
 * @param position 1 for the first of the entry
 * @param types kinds met so far with this entry; this one is added
 */
export function addendaText(record: AchRecord, position: number, entry: AchRecord, types: Set<string>, sink: StatementSink): AddendaText {
  const type = record.raw(2, 3);
  types.add(type);
  if (type === '98' || type === '99') return noticeOf(record, type, sink);
  if (type === '02') return { text: squeezed(record.raw(4, 79)), place: [4, 79] };
  if (type === '05' || type === '17' || type === '18') checkSequence(record, type === '05' ? position : null, sink);
  if (type === '05') {
    checkBelonging(record, entry, sink);
    return { text: squeezed(record.raw(4, 83)), place: [4, 83] };
  }
  if (type === '10') {
    checkBelonging(record, entry, sink);
    return { text: squeezed(`${record.raw(4, 6)} ${record.raw(25, 46)}`), place: [4, 46], name: [47, 81] };
  }
  const place = IAT[type];
  if (place === undefined) {
    sink.problem('REC-UNKNOWN', record.line, { column: 2, values: [`7${type}`], raw: record.text });
    return { text: squeezed(record.raw(4, 94)), place: [4, 94] };
  }
  checkBelonging(record, entry, sink);
  return { text: squeezed(record.raw(...place)), place };
}

/** A return (99) or a notification of change (98), its code named. */
function noticeOf(record: AchRecord, type: string, sink: StatementSink): AddendaText {
  const code = record.raw(4, 6);
  const name = reasonName(code);
  const kind = type === '99' ? 'return' : 'notification of change';
  if (name === undefined || code.startsWith('R') !== (type === '99')) {
    sink.problem('FLD-UNREADABLE', record.line, { column: 4, values: [code, `code of a ${kind}`] });
  }
  const said = squeezed(record.raw(36, type === '99' ? 79 : 64));
  const parts = [`${kind} ${code}${name === undefined ? '' : ` (${name})`}`, said, `original trace ${record.field(7, 21)}`];
  return { text: parts.filter(Boolean).join(', '), place: [4, 79] };
}

function checkSequence(record: AchRecord, expected: number | null, sink: StatementSink): void {
  const sequence = record.number(84, 87);
  if (Number.isNaN(sequence) || (expected !== null && sequence !== expected)) {
    sink.problem('FLD-UNREADABLE', record.line, { column: 84, values: [record.raw(84, 87), 'sequence number of an addenda record here'] });
  }
}

/** The last seven digits of the entry's trace number stand in its addenda. */
function checkBelonging(record: AchRecord, entry: AchRecord, sink: StatementSink): void {
  const number = record.raw(88, 94);
  if (number !== entry.raw(88, 94)) {
    sink.problem('FLD-UNREADABLE', record.line, {
      column: 88,
      values: [number, `entry number: the entry before it is ${entry.raw(88, 94)}`],
    });
  }
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
