/** What `nexus inspect --json` prints: one object, amounts as integer minor units, money into the account positive. */
import { isoOfDay } from '../../shared/calendar.ts';
import { NO_DAY, packedAt } from '../../shared/columns.ts';
import type { Layout } from '../../shared/contract/import.ts';
import type { RowBatch } from './batch.ts';
import { inspectSource, type InspectOptions } from './inspect.ts';
import type { ByteSource } from './source.ts';

export interface JsonTransaction {
  /** YYYY-MM-DD; null where the row has no readable date (a problem says why). */
  readonly date: string | null;
  readonly amountMinor: number;
  readonly description: string;
  readonly reference?: string;
  readonly line: number;
}

export interface JsonAccount {
  readonly id?: string;
  readonly currency: string;
  readonly opening?: number;
  readonly closing?: number;
  /** Whether the file's own balances agree with its movements; left out where it states none. */
  readonly balanceHolds?: boolean;
  readonly transactions: JsonTransaction[];
}

export interface InspectJson {
  readonly format: string;
  readonly encoding: string;
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
}

/** Reads a file without any configuration. One account per currency, since a delimited file holds one account. */
export async function inspectToJson(source: ByteSource, options: Omit<InspectOptions, 'onBatch'> = {}): Promise<InspectJson> {
  const perCurrency = new Map<string, JsonTransaction[]>();
  const inspection = await inspectSource(source, { ...options, onBatch: (batch) => collect(batch, perCurrency) });
  const { layout } = inspection;
  const problems = inspection.problems.map(({ line, column, code, message }) => ({
    line,
    ...(column === undefined ? {} : { column }),
    code,
    message,
  }));
  const questions = inspection.questions.map(({ code, text, choices }) => ({ code, text, choices: choices.map(({ label }) => label) }));
  if (inspection.format === 'unknown') return { format: 'unknown', encoding: layout.encoding, accounts: [], problems, questions };
  const single = perCurrency.size <= 1;
  const accounts = [...(perCurrency.size === 0 ? [[layout.currency, []] as [string, JsonTransaction[]]] : perCurrency)].map(
    ([currency, transactions]) => ({
      ...(inspection.account === null ? {} : { id: inspection.account }),
      currency,
      ...(single && inspection.openingMinor !== null ? { opening: inspection.openingMinor } : {}),
      ...(single && inspection.closingMinor !== null ? { closing: inspection.closingMinor } : {}),
      ...(inspection.balance === 'none' ? {} : { balanceHolds: inspection.balance === 'proved' }),
      transactions,
    }),
  );
  const { delimiter, quote, escape, preambleRows, hasHeader, dateFormat, decimalMark, signRule } = layout;
  const columns = Object.fromEntries(layout.columns.filter(({ role }) => role !== 'ignore').map(({ role, index }) => [role, index]));
  return {
    format: 'csv',
    encoding: layout.encoding,
    dialect: { delimiter, quote, escape, preambleRows, hasHeader, dateFormat, decimalMark, signRule, columns },
    accounts,
    problems,
    questions,
  };
}

function collect(batch: RowBatch, perCurrency: Map<string, JsonTransaction[]>): void {
  for (let i = 0; i < batch.rows; i++) {
    const currency = typeof batch.currency === 'string' ? batch.currency : packedAt(batch.currency, i);
    let list = perCurrency.get(currency);
    if (!list) perCurrency.set(currency, (list = []));
    const reference = packedAt(batch.reference, i);
    list.push({
      date: batch.day[i] === NO_DAY ? null : isoOfDay(batch.day[i]!),
      amountMinor: batch.amountMinor[i]!,
      description: packedAt(batch.description, i),
      ...(reference === '' ? {} : { reference }),
      line: batch.line[i]!,
    });
  }
}
