/** D1 to D4: the same thing paid again. */
import { NO_DAY } from '../../../shared/columns.ts';
import { unitOf } from '../frame.ts';
import { groupRows } from '../groups.ts';
import { internPairs } from '../interner.ts';
import { EVIDENCE_ROWS, type Rule, type RuleContext } from './rule.ts';

const others = (rows: readonly number[], row: number) => rows.filter((other) => other !== row).slice(0, EVIDENCE_ROWS);

/** Days a document of one counterparty may be spread over before it is an account or contract number rather than a document. */
const DOCUMENT_DAYS = 3;
const WINDOW_DAYS = 365;

/** Numbers (counterparty, document) pairs, with the count of different days each is used on. */
function documentDays({ frame }: RuleContext): { ids: Int32Array; days: Int32Array } {
  const pairs = internPairs(frame.document.ids, frame.party.ids);
  const days = new Int32Array(pairs.count + 1);
  const last = new Int32Array(pairs.count + 1).fill(NO_DAY);
  for (const row of frame.byDay) {
    const id = pairs.ids[row]!;
    const day = frame.columns.day[row]!;
    if (id === 0 || (days[id]! > 0 && last[id] === day)) continue;
    days[id]!++;
    last[id] = day;
  }
  return { ids: pairs.ids, days };
}

/** D1: counterparty, document and amount agree within a year. Documents used on more than three days are contract numbers. */
export const sameDocument: Rule = {
  codes: ['D1'],
  needs: ['party', 'document'],
  run: (context) => {
    const { frame, hit } = context;
    const { ids: pair, days } = documentDays(context);
    const same = internPairs(frame.partyAmount.ids, frame.document.ids);
    const ids = same.ids.map((id, row) => (frame.document.ids[row] === 0 ? 0 : id));
    const { order, starts } = groupRows(ids, same.count, frame.byDay);
    for (let g = 1; g <= same.count; g++) {
      if (starts[g + 1]! - starts[g]! < 2) continue;
      const rows = [...order.subarray(starts[g], starts[g + 1])];
      if (frame.magnitude[rows[0]!] === 0 || days[pair[rows[0]!]!]! > DOCUMENT_DAYS) continue;
      for (const [i, row] of rows.entries()) {
        const day = frame.columns.day[row]!;
        const gaps = [rows[i - 1], rows[i + 1]].flatMap((other) => {
          const at = other === undefined ? NO_DAY : frame.columns.day[other]!;
          return other === undefined ? [] : [at === NO_DAY || day === NO_DAY ? 0 : Math.abs(day - at)];
        });
        const gap = Math.min(...gaps);
        if (gap <= WINDOW_DAYS) hit('D1', row, 2.5, [frame.magnitude[row]!, rows.length, gap], others(rows, row));
      }
    }
  },
};

/** Whether two rows are lines of one document: the references agree once line suffixes are cut. */
function oneDocument({ frame }: RuleContext, a: number, b: number): boolean {
  return frame.stem.ids[a] !== 0 && frame.stem.ids[a] === frame.stem.ids[b];
}

/** Rows of a day that do not belong to the document of an earlier one of the list. */
function separateDocuments(context: RuleContext, rows: readonly number[]): number[] {
  const kept: number[] = [];
  for (const row of rows) if (!kept.some((other) => oneDocument(context, row, other))) kept.push(row);
  return kept;
}

/** Days with such repeats beyond which the pair of counterparty and amount is a tariff: fees, wages, lines of one purchase. */
const TARIFF_DAYS = 6;
/** Equal rows on one day beyond which they are a batch. */
const BATCH_ROWS = 8;

/** D2: counterparty, day and amount (100 or more) agree under different documents; weakened where this pair does so on many days. */
export const sameDay: Rule = {
  codes: ['D2'],
  needs: ['party', 'day'],
  run: (context) => {
    const { frame, hit } = context;
    const { order, starts } = frame.byPartyAmount;
    const { day } = frame.columns;
    for (let g = 1; g <= frame.partyAmount.count; g++) {
      if (starts[g + 1]! - starts[g]! < 2) continue;
      const repeated: number[][] = [];
      for (let i = starts[g]!; i < starts[g + 1]!;) {
        let end = i + 1;
        while (end < starts[g + 1]! && day[order[end]!] === day[order[i]!]) end++;
        if (end - i > 1 && day[order[i]!] !== NO_DAY) {
          // A tariff paid thousands of times a day would make the comparison quadratic, and is a batch anyway.
          const rows = [...order.subarray(i, Math.min(end, i + 50))];
          const separate = separateDocuments(context, rows);
          if (separate.length > 1) repeated.push(separate);
        }
        i = end;
      }
      if (repeated.length > TARIFF_DAYS) continue;
      for (const rows of repeated) {
        if (rows.length > BATCH_ROWS) continue;
        const amount = frame.magnitude[rows[0]!]!;
        if (amount < 100 * unitOf(frame, rows[0]!)) break;
        const large = amount >= 1000 * unitOf(frame, rows[0]!);
        const weight = (large ? 2 : 0.8) / Math.sqrt(repeated.length);
        // Of large amounts every row is named; of small ones the repeats only, with the first as their evidence.
        for (const row of large ? rows : rows.slice(1))
          hit('D2', row, weight, [amount, rows.length, day[row]!, repeated.length], others(rows, row));
      }
    }
  },
};

const REPEAT_DAYS = 30;
const REPEAT_TIMES = 3;

/** D3: the same amount of 1,000 or more again within 30 days, where the counterparty has it at most three times. */
export const repeatedAmount: Rule = {
  codes: ['D3'],
  needs: ['party', 'day'],
  run: (context) => {
    const { frame, hit } = context;
    const { order, starts } = frame.byPartyAmount;
    const { day } = frame.columns;
    for (let g = 1; g <= frame.partyAmount.count; g++) {
      const size = starts[g + 1]! - starts[g]!;
      if (size < 2 || size > REPEAT_TIMES) continue;
      const rows = [...order.subarray(starts[g], starts[g + 1])];
      const first = rows[0]!;
      if (frame.magnitude[first]! < 1000 * unitOf(frame, first)) continue;
      for (const row of rows) {
        const near = rows.filter((other) => {
          const gap = Math.abs(day[row]! - day[other]!);
          return day[row] !== NO_DAY && day[other] !== NO_DAY && gap > 0 && gap <= REPEAT_DAYS && !oneDocument(context, row, other);
        });
        if (near.length === 0) continue;
        const gap = Math.min(...near.map((other) => Math.abs(day[row]! - day[other]!)));
        const party = frame.party.ids[row]!;
        const n = frame.byParty.starts[party + 1]! - frame.byParty.starts[party]!;
        hit('D3', row, 1.5, [frame.magnitude[row]!, gap, size, n], near.slice(0, EVIDENCE_ROWS));
      }
    }
  },
};

/** Counterparties beyond which a document number is a shared format (a date, "1") rather than one document. */
const SHARED_BY = 5;

/** D4: the same document and amount (100 or more) under another counterparty. */
export const otherCounterparty: Rule = {
  codes: ['D4'],
  needs: ['party', 'document'],
  run: (context) => {
    const { frame, hit } = context;
    const byDocument = groupRows(frame.document.ids, frame.document.count, frame.byDay);
    for (let g = 1; g <= frame.document.count; g++) {
      const from = byDocument.starts[g]!;
      const to = byDocument.starts[g + 1]!;
      if (to - from < 2) continue;
      const rows = [...byDocument.order.subarray(from, to)];
      const parties = new Set(rows.map((row) => frame.party.ids[row]!));
      parties.delete(0);
      if (parties.size < 2 || parties.size > SHARED_BY) continue;
      for (const row of rows.slice(0, 1000)) {
        if (frame.party.ids[row] === 0 || frame.magnitude[row]! < 100 * unitOf(frame, row)) continue;
        const equal = rows.filter(
          (other) =>
            frame.amount.ids[other] === frame.amount.ids[row] &&
            frame.segment[other] === frame.segment[row] &&
            frame.party.ids[other] !== frame.party.ids[row] &&
            frame.party.ids[other] !== 0,
        );
        if (equal.length === 0) continue;
        const count = new Set(equal.map((other) => frame.party.ids[other]!)).size;
        hit('D4', row, 2.2, [frame.magnitude[row]!, count], equal.slice(0, EVIDENCE_ROWS));
      }
    }
  },
};
