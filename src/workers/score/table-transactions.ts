/** Recognises a payments table by its headings and contents, so that the transaction rules can be applied to a plain file. */
import { NO_DAY, textBytesOf, type TransactionColumns } from '../../shared/columns.ts';
import { DATE_FORMATS, parseDate } from '../../shared/date-format.ts';
import { parseAmount, type DecimalMark } from '../../shared/money.ts';

/** Column numbers of the roles found; -1 where there is none. */
export interface Roles {
  readonly date: number;
  readonly amount: number;
  readonly counterparty: number;
  readonly reference: number;
  readonly description: number;
  readonly category: number;
}

export interface RecognisedTransactions {
  readonly columns: TransactionColumns;
  readonly roles: Roles;
  /** Empty where no date could be read. */
  readonly dateFormat: string;
}

/** Headings of each role, best first. A heading is taken once, in this order of roles. */
const HEADINGS: readonly (readonly [keyof Roles, readonly RegExp[]])[] = [
  ['date', [/^(paid|payment|posting|booking|transaction|value)?[ _-]*date$/i, /date|datum|fecha|\bday\b/i]],
  ['amount', [/^amount$/i, /amount|betrag|montant|importe|\bvalue\b|\bsum\b/i]],
  [
    'counterparty',
    [
      /(supplier|vendor|payee|counterparty|beneficiary|merchant|customer)[ _-]*name/i,
      /supplier|vendor|payee|counterparty|beneficiary|merchant|customer/i,
    ],
  ],
  [
    'reference',
    [
      /trans[ _-]*no|inv(oice)?[ _-]*(no|num|number|id)?$|doc(ument)?[ _-]*(no|num|number|id)|voucher|reference/i,
      /\bref\b|cheque|check[ _-]*no/i,
    ],
  ],
  ['description', [/description|narrative|narration|memo|details|particulars|purpose|text/i]],
  ['category', [/categor/i, /account|cost[ _-]*cent|expen.*code|department|organi[sz]ational|\btype\b/i]],
];

function rolesOf(header: readonly string[], skip: number): Roles {
  const roles = { date: -1, amount: -1, counterparty: -1, reference: -1, description: -1, category: -1 };
  const taken = new Set([skip]);
  for (const [role, patterns] of HEADINGS) {
    for (const pattern of patterns) {
      const at = header.findIndex((name, i) => !taken.has(i) && pattern.test(name.trim()));
      if (at < 0) continue;
      roles[role] = at;
      taken.add(at);
      break;
    }
  }
  return roles;
}

/** Share of cells that must read as dates, and as amounts, for a table to count as transactions. */
const READABLE = 0.9;

/**
 * The date format that reads the most cells. Of equals the first in the list wins (day before month): scoring uses dates
 * for rhythm and weekdays only, and the format is told with the result.
 */
function dateFormatOf(cells: readonly string[]): { format: string; days: Int32Array } | null {
  const sample = cells.filter((cell) => cell.trim() !== '').slice(0, 2000);
  let format = '';
  let best = 0;
  for (const candidate of DATE_FORMATS) {
    const read = sample.filter((cell) => parseDate(cell, candidate) !== NO_DAY).length;
    if (read > best) {
      best = read;
      format = candidate;
    }
  }
  if (best === 0 || best < READABLE * sample.length) return null;
  return { format, days: Int32Array.from(cells, (cell) => parseDate(cell, format)) };
}

function amountsOf(cells: readonly string[]): Float64Array | null {
  let best: Float64Array | null = null;
  let most = 0;
  for (const mark of ['.', ','] as const satisfies readonly DecimalMark[]) {
    const minor = Float64Array.from(cells, (cell) => {
      const parsed = parseAmount(cell, mark, 2);
      return parsed.problem === undefined ? parsed.minor : NaN;
    });
    const read = minor.filter((value) => !Number.isNaN(value)).length;
    if (read <= most) continue;
    most = read;
    best = minor;
  }
  return most >= READABLE * cells.length ? best : null;
}

/**
 * Recognises a date and an amount column, or an amount beside a counterparty where no date can be read (the rules that need
 * dates then skip themselves). Null where the table has neither pair. `skip` is the label column, or -1.
 */
export function recogniseTransactions(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  skip: number,
): RecognisedTransactions | null {
  const roles = rolesOf(header, skip);
  if (roles.amount < 0 || rows.length === 0) return null;
  const cellsOf = (column: number) => rows.map((row) => (column < 0 ? '' : (row[column] ?? '')));
  const dates = roles.date < 0 ? null : dateFormatOf(cellsOf(roles.date));
  const amounts = dates || roles.counterparty >= 0 ? amountsOf(cellsOf(roles.amount)) : null;
  if (!amounts) return null;
  const columns: TransactionColumns = {
    rows: rows.length,
    id: Int32Array.from(rows, (_, i) => i + 1),
    amountMinor: amounts,
    day: dates?.days ?? new Int32Array(rows.length).fill(NO_DAY),
    currency: new Uint8Array(rows.length),
    currencies: [''],
    description: textBytesOf(cellsOf(roles.description)),
    reference: textBytesOf(cellsOf(roles.reference)),
    counterparty: textBytesOf(cellsOf(roles.counterparty)),
    category: textBytesOf(cellsOf(roles.category)),
  };
  return { columns, roles, dateFormat: dates?.format ?? '' };
}
