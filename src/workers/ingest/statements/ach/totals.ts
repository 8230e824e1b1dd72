/** Figures that controls state about a batch or a file, counted along. */
import { formatMinor } from '../../../../shared/money.ts';
import type { ControlTotal, StatementSink } from '../reader.ts';
import type { AchRecord } from './record.ts';

/** Routing numbers are added up without their check digits; the rightmost ten digits of the sum are kept. */
const HASH_MODULUS = 10_000_000_000;

export class Totals {
  /** Entry and addenda records. */
  records = 0;
  hash = 0;
  debitMinor = 0;
  creditMinor = 0;

  /** @param routing first eight digits of the receiving bank's routing number; NaN adds nothing */
  entry(routing: number, amountMinor: number): void {
    this.records++;
    if (!Number.isNaN(routing)) this.hash = (this.hash + routing) % HASH_MODULUS;
    if (amountMinor < 0) this.debitMinor -= amountMinor;
    else this.creditMinor += amountMinor;
  }

  add(other: Totals): void {
    this.records += other.records;
    this.hash = (this.hash + other.hash) % HASH_MODULUS;
    this.debitMinor += other.debitMinor;
    this.creditMinor += other.creditMinor;
  }
}

interface Figure {
  readonly name: string;
  readonly place: readonly [from: number, to: number];
  readonly counted: number;
  readonly unit: ControlTotal['unit'];
}

/** Figures of a batch control record (type 8). ADV batches have wider amounts. */
export function batchFigures(totals: Totals, wide: boolean): Figure[] {
  return [
    { name: 'entry and addenda records of the batch', place: [5, 10], counted: totals.records, unit: 'count' },
    { name: 'entry hash of the batch', place: [11, 20], counted: totals.hash, unit: 'count' },
    { name: 'debits of the batch', place: wide ? [21, 40] : [21, 32], counted: totals.debitMinor, unit: 'money' },
    { name: 'credits of the batch', place: wide ? [41, 60] : [33, 44], counted: totals.creditMinor, unit: 'money' },
  ];
}

/** Figures of a file control record (type 9). */
export function fileFigures(totals: Totals, batches: number, blocks: number, wide: boolean): Figure[] {
  return [
    { name: 'batches of the file', place: [2, 7], counted: batches, unit: 'count' },
    { name: 'blocks of the file', place: [8, 13], counted: blocks, unit: 'count' },
    { name: 'entry and addenda records of the file', place: [14, 21], counted: totals.records, unit: 'count' },
    { name: 'entry hash of the file', place: [22, 31], counted: totals.hash, unit: 'count' },
    { name: 'debits of the file', place: wide ? [32, 51] : [32, 43], counted: totals.debitMinor, unit: 'money' },
    { name: 'credits of the file', place: wide ? [52, 71] : [44, 55], counted: totals.creditMinor, unit: 'money' },
  ];
}

/** Compares a control record with what was counted; each difference and each figure that is no number is a finding. */
export function compareFigures(record: AchRecord, figures: readonly Figure[], sink: StatementSink): ControlTotal[] {
  const controls: ControlTotal[] = [];
  for (const { name, place, counted, unit } of figures) {
    const stated = record.number(...place);
    if (Number.isNaN(stated) || stated > Number.MAX_SAFE_INTEGER) {
      sink.problem('FLD-UNREADABLE', record.line, { column: place[0], values: [record.raw(...place), `figure (${name})`] });
      continue;
    }
    controls.push({ name, stated, counted, line: record.line, unit });
    if (stated === counted) continue;
    const shown = (value: number) => (unit === 'money' ? formatMinor(value, 'USD') : value);
    sink.problem('CTRL-TOTAL', record.line, { column: place[0], values: [shown(stated), name, shown(counted)] });
  }
  return controls;
}
