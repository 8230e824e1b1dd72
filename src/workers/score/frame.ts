/** What every rule and feature reads: numbered counterparties, categories and documents, and rows grouped by them. */
import { NO_DAY, type TextBytes, type TransactionColumns } from '../../shared/columns.ts';
import { exponentOf } from '../../shared/currency.ts';
import { groupRows, orderByDay, type Groups } from './groups.ts';
import { internAmounts, Interner, internPairs } from './interner.ts';
import { keyOf, type Fold, type TextKey } from './text-keys.ts';

/** Rows by number; 0 is "none". */
export interface Numbered {
  readonly ids: Int32Array;
  readonly count: number;
}

/** A column rules can need; a rule without its columns is skipped and says so. */
export type Field = 'day' | 'party' | 'document' | 'category' | 'text';

export interface Frame {
  readonly rows: number;
  readonly columns: TransactionColumns;
  /** Amounts without sign, in minor units. */
  readonly magnitude: Float64Array;
  /** Group, currency and direction: amounts are compared only within one of these. */
  readonly segment: Int32Array;
  readonly segments: number;
  /** Minor units in one unit of each currency. */
  readonly unitMinor: Float64Array;
  /** Counterparty within currency and direction. Where a row names none, the letters of its description stand in. */
  readonly party: Numbered;
  readonly category: Numbered;
  /** Whole document reference, and the reference without a line suffix ("_2"). */
  readonly document: Numbered;
  readonly stem: Numbered;
  readonly amount: Numbered;
  /** Counterparty and amount together. */
  readonly partyAmount: Numbered;
  readonly byDay: Int32Array;
  readonly byParty: Groups;
  readonly byPartyAmount: Groups;
  readonly has: Readonly<Record<Field, boolean>>;
  /** Share of rows whose counterparty was taken from the description. */
  readonly partyFromText: number;
}

const KEY: TextKey = { a: 0, b: 0, length: 0, hasDigit: false };

/** Numbers a text column within segments. `accept` may refuse a key (too short to tell anything). */
function numberTexts(column: TextBytes, segment: Int32Array, fold: Fold, accept: (key: TextKey) => boolean): Numbered {
  const table = new Interner();
  const ids = new Int32Array(segment.length);
  for (let row = 0; row < ids.length; row++) {
    keyOf(column, row, fold, KEY);
    if (KEY.length > 0 && accept(KEY)) ids[row] = table.idOf(KEY.a, KEY.b ^ Math.imul(segment[row]! + 1, 0x9e3779b1));
  }
  return { ids, count: table.count };
}

function numberParties(columns: TransactionColumns, segment: Int32Array): { party: Numbered; fromText: number } {
  const table = new Interner();
  const ids = new Int32Array(segment.length);
  let fromText = 0;
  for (let row = 0; row < ids.length; row++) {
    keyOf(columns.counterparty, row, 'name', KEY);
    let salt = Math.imul(segment[row]! + 1, 0x9e3779b1);
    if (KEY.length === 0) {
      keyOf(columns.description, row, 'letters', KEY);
      salt ^= 0x2545f491;
      // One or two letters name nobody.
      if (KEY.length < 3) continue;
      fromText++;
    }
    ids[row] = table.idOf(KEY.a, KEY.b ^ salt);
  }
  return { party: { ids, count: table.count }, fromText };
}

const anyRow = (ids: Int32Array) => ids.some((id) => id !== 0);
/** Document references shorter than this, or without a digit, are words such as "BACS", not documents. */
const DOCUMENT_CHARACTERS = 4;

/**
 * Builds the frame.
 * @param group a small number per row; rows of different groups (a bank account and the ledger that repeats it) are never
 * compared. Absent: all rows are one group.
 *
 * Amounts that are not finite numbers are treated as zero: the importer has reported them already.
 */
export function buildFrame(columns: TransactionColumns, group?: ArrayLike<number>): Frame {
  const rows = columns.rows;
  const currencies = Math.max(1, columns.currencies.length);
  const groups = new Int32Array(rows);
  let segments = 2 * currencies;
  const magnitude = new Float64Array(rows);
  const segment = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    const minor = columns.amountMinor[i]!;
    magnitude[i] = Number.isFinite(minor) ? Math.abs(minor) : 0;
    groups[i] = group?.[i] ?? 0;
    segment[i] = (groups[i]! * currencies + columns.currency[i]!) * 2 + (minor < 0 ? 1 : 0);
    segments = Math.max(segments, (groups[i]! + 1) * currencies * 2);
  }
  const { party, fromText } = numberParties(columns, segment);
  const isDocument = (key: TextKey) => key.hasDigit && key.length >= DOCUMENT_CHARACTERS;
  const category = numberTexts(columns.category, segment, 'name', () => true);
  const document = numberTexts(columns.reference, groups, 'name', isDocument);
  const stem = numberTexts(columns.reference, groups, 'stem', isDocument);
  const amount = internAmounts(magnitude);
  const partyAmount = internPairs(party.ids, amount.ids);
  const byDay = orderByDay(columns.day);
  return {
    rows,
    columns,
    magnitude,
    segment,
    segments,
    unitMinor: Float64Array.from(columns.currencies, (code) => 10 ** exponentOf(code)),
    party,
    category,
    document,
    stem,
    amount,
    partyAmount,
    byDay,
    byParty: groupRows(party.ids, party.count, byDay),
    byPartyAmount: groupRows(partyAmount.ids, partyAmount.count, byDay),
    has: {
      day: columns.day.some((d) => d !== NO_DAY),
      party: anyRow(party.ids),
      document: anyRow(document.ids),
      category: anyRow(category.ids),
      text: columns.description.ends.length > 0 && columns.description.ends[rows - 1]! > 0,
    },
    partyFromText: rows === 0 ? 0 : fromText / rows,
  };
}

/** Minor units in one unit of a row's currency. */
export function unitOf(frame: Frame, row: number): number {
  return frame.unitMinor[frame.columns.currency[row]!] ?? 100;
}

/** Minor units in one unit of a segment's currency. */
export function unitOfSegment(frame: Frame, segment: number): number {
  return frame.unitMinor[(segment >> 1) % Math.max(1, frame.unitMinor.length)] ?? 100;
}

/** A segment in words for notes. */
export function segmentName(frame: Frame, segment: number): string {
  const { currencies } = frame.columns;
  const group = Math.floor(segment / 2 / Math.max(1, currencies.length));
  const name =
    `${currencies[(segment >> 1) % Math.max(1, currencies.length)] ?? ''} money ${segment % 2 === 0 ? 'in or unsigned' : 'out'}`.trim();
  return group === 0 ? name : `${name} of group ${group + 1}`;
}
