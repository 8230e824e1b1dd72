/** What `nexus inspect --json` prints: one object, amounts as integer minor units, money into the account positive. */
import { isoOfDay } from '../../shared/calendar.ts';
import { NO_DAY, packedAt } from '../../shared/columns.ts';
import { TABLE_FORMATS, type Inspection, type Layout } from '../../shared/contract/import.ts';
import type { RowBatch } from './batch.ts';
import { inspectSource, type InspectOptions } from './inspect.ts';
import type { ByteSource } from './source.ts';

export interface JsonTransaction {
  /** YYYY-MM-DD; null where the row has no readable date (a problem says why). */
  readonly date: string | null;
  readonly amountMinor: number;
  /** Plain decimal, where the amount has more decimals than its currency; `amountMinor` is then rounded. */
  readonly amountExact?: string;
  /** Where it is another than the account's. */
  readonly currency?: string;
  readonly valueDate?: string;
  /** Of MT940 and MT942, whose `date` is the value date, the one that every movement there has; where the booking date is another. */
  readonly bookingDate?: string;
  readonly description: string;
  readonly reference?: string;
  readonly counterparty?: string;
  readonly category?: string;
  readonly balance?: number;
  readonly line: number;
}

/** One statement: an account and a period. */
export interface JsonAccount {
  readonly id?: string;
  /** Name or number of the statement. */
  readonly statement?: string;
  readonly currency: string;
  readonly from?: string;
  readonly to?: string;
  readonly opening?: number;
  readonly closing?: number;
  /** Whether the file's own balances agree with its movements; left out where it states none. */
  readonly balanceHolds?: boolean;
  readonly transactions: JsonTransaction[];
}

export interface InspectJson {
  readonly format: string;
  readonly encoding: string;
  readonly sheet?: string;
  readonly dialect?: Pick<
    Layout,
    'delimiter' | 'quote' | 'escape' | 'preambleRows' | 'hasHeader' | 'dateFormat' | 'decimalMark' | 'signRule'
  > & {
    readonly columns: Readonly<Record<string, number>>;
  };
  readonly accounts: JsonAccount[];
  readonly problems: { readonly line: number; readonly column?: number; readonly code: string; readonly message: string }[];
  /** What only a person can decide; the transactions are the first reading until then. */
  readonly questions: { readonly code: string; readonly text: string; readonly choices: string[] }[];
  /** How each part was decided, and the equations checked: what `--explain` adds. */
  readonly explanation?: { readonly reasons: Inspection['reasons']; readonly equations: Inspection['equations'] };
}

/** Reads a file without any configuration. One account per statement and, within a delimited file, per currency. */
export async function inspectToJson(
  source: ByteSource,
  options: Omit<InspectOptions, 'onBatch'> & { readonly explain?: boolean | undefined } = {},
): Promise<InspectJson> {
  const rows: Collected[] = [];
  const inspection = await inspectSource(source, { ...options, onBatch: (batch) => collect(batch, rows) });
  const { layout } = inspection;
  const problems = inspection.problems.map(({ line, column, code, message }) => ({
    line,
    ...(column === undefined ? {} : { column }),
    code,
    message,
  }));
  const questions = inspection.questions.map(({ code, text, choices }) => ({ code, text, choices: choices.map(({ label }) => label) }));
  const explanation = options.explain ? { explanation: { reasons: inspection.reasons, equations: inspection.equations } } : {};
  if (inspection.format === 'unknown')
    return { format: 'unknown', encoding: layout.encoding, accounts: [], problems, questions, ...explanation };
  const isTable = (TABLE_FORMATS as readonly string[]).includes(inspection.format);
  return {
    format: inspection.format,
    encoding: layout.encoding,
    ...(layout.sheet === undefined ? {} : { sheet: layout.sheet }),
    ...(isTable ? { dialect: dialectOf(layout) } : {}),
    accounts: isTable && inspection.statementsTotal <= 1 ? perCurrency(inspection, rows) : perStatement(inspection, rows),
    problems,
    questions,
    ...explanation,
  };
}

interface Collected {
  readonly statement: number;
  readonly currency: string;
  readonly transaction: JsonTransaction;
}

function dialectOf({ delimiter, quote, escape, preambleRows, hasHeader, dateFormat, decimalMark, signRule, columns }: Layout) {
  return {
    ...{ delimiter, quote, escape, preambleRows, hasHeader, dateFormat, decimalMark, signRule },
    columns: Object.fromEntries(columns.filter(({ role }) => role !== 'ignore').map(({ role, index }) => [role, index])),
  };
}

function perStatement({ statements, layout }: Inspection, rows: readonly Collected[]): JsonAccount[] {
  const lists: JsonTransaction[][] = statements.map(() => []);
  for (const { statement, currency, transaction } of rows) {
    const foreign = currency !== statements[statement]?.currency;
    lists[statement]?.push(foreign ? { ...transaction, currency } : transaction);
  }
  return statements.map(({ account, number, currency, periodFrom, periodTo, openingMinor, closingMinor, balance }, i) => ({
    ...(account === null ? {} : { id: account }),
    ...(number === '' ? {} : { statement: number }),
    currency,
    ...(periodFrom === null ? {} : { from: periodFrom }),
    ...(periodTo === null ? {} : { to: periodTo }),
    ...(openingMinor === null ? {} : { opening: openingMinor }),
    ...(closingMinor === null ? {} : { closing: closingMinor }),
    ...(balance === 'none' ? {} : { balanceHolds: balance === 'proved' }),
    transactions: layout.format === 'mt940' || layout.format === 'mt942' ? lists[i]!.map(byValueDate) : lists[i]!,
  }));
}

function byValueDate({ date, valueDate, ...rest }: JsonTransaction): JsonTransaction {
  if (valueDate === undefined) return { date, ...rest };
  return { date: valueDate, ...(date === null || date === valueDate ? {} : { bookingDate: date }), ...rest };
}

function perCurrency(inspection: Inspection, rows: readonly Collected[]): JsonAccount[] {
  const lists = new Map<string, JsonTransaction[]>();
  for (const { currency, transaction } of rows) {
    let list = lists.get(currency);
    if (!list) lists.set(currency, (list = []));
    list.push(transaction);
  }
  if (lists.size === 0) lists.set(inspection.layout.currency, []);
  const single = lists.size === 1;
  return [...lists].map(([currency, transactions]) => ({
    ...(inspection.account === null ? {} : { id: inspection.account }),
    currency,
    ...(single && inspection.openingMinor !== null ? { opening: inspection.openingMinor } : {}),
    ...(single && inspection.closingMinor !== null ? { closing: inspection.closingMinor } : {}),
    ...(inspection.balance === 'none' ? {} : { balanceHolds: inspection.balance === 'proved' }),
    transactions,
  }));
}

function collect(batch: RowBatch, rows: Collected[]): void {
  const { more } = batch;
  for (let i = 0; i < batch.rows; i++) {
    const reference = packedAt(batch.reference, i);
    const counterparty = packedAt(batch.counterparty, i);
    const category = packedAt(batch.category, i);
    const balance = batch.balanceMinor[i]!;
    const exact = more === null ? '' : packedAt(more.amountExact, i);
    const valueDay = more === null ? NO_DAY : more.valueDay[i]!;
    rows.push({
      statement: typeof batch.statement === 'number' ? batch.statement : batch.statement[i]!,
      currency: typeof batch.currency === 'string' ? batch.currency : packedAt(batch.currency, i),
      transaction: {
        date: batch.day[i] === NO_DAY ? null : isoOfDay(batch.day[i]!),
        amountMinor: batch.amountMinor[i]!,
        ...(exact === '' ? {} : { amountExact: exact }),
        ...(valueDay === NO_DAY ? {} : { valueDate: isoOfDay(valueDay) }),
        description: packedAt(batch.description, i),
        ...(reference === '' ? {} : { reference }),
        ...(counterparty === '' ? {} : { counterparty }),
        ...(category === '' ? {} : { category }),
        ...(Number.isNaN(balance) ? {} : { balance }),
        line: batch.line[i]!,
      },
    });
  }
}
