import type { TransactionRow } from '../../shared/contract/common.ts';
import type { Column } from './document.ts';
import type { SourceIndex } from './sources.ts';

/** Columns of a transaction, taken from whatever row holds it, with the file, line and hash it came from. */
export function transactionColumns<R>(of: (row: R) => TransactionRow, index: SourceIndex, prefix = ''): Column<R>[] {
  const named = (title: string): string => (prefix ? `${prefix} ${title.toLowerCase()}` : title);
  return [
    { title: named('Date'), kind: 'date', value: (r) => of(r).date, sheet: 12 },
    { title: named('Amount'), kind: 'money', value: (r) => of(r).amountMinor, currency: (r) => of(r).currency, sheet: 16 },
    { title: named('Currency'), kind: 'text', value: (r) => of(r).currency, sheet: 9 },
    { title: named('Description'), kind: 'text', value: (r) => of(r).description, sheet: 42 },
    { title: named('Reference'), kind: 'text', value: (r) => of(r).reference, sheet: 18 },
    { title: named('Counterparty'), kind: 'text', value: (r) => of(r).counterparty, sheet: 30 },
    { title: named('Category'), kind: 'text', value: (r) => of(r).category, sheet: 16 },
    { title: named('Source'), kind: 'text', value: (r) => of(r).sourceName, sheet: 30 },
    { title: named('File'), kind: 'text', value: (r) => index.fileName(of(r).sourceId), sheet: 36 },
    { title: named('Line'), kind: 'integer', value: (r) => of(r).line, sheet: 9 },
    { title: named('Row'), kind: 'integer', value: (r) => of(r).row, sheet: 9 },
    { title: named('SHA-256'), kind: 'code', value: (r) => index.sha256(of(r).sourceId), sheet: 20 },
    { title: named('Transaction'), kind: 'integer', value: (r) => of(r).id, sheet: 11 },
  ];
}

/** What a printed page says of a transaction: all words it has, once. */
export function words(transaction: TransactionRow): string {
  const parts: string[] = [];
  for (const text of [transaction.description, transaction.counterparty, transaction.reference]) {
    if (text && !parts.some((part) => part.toLowerCase().includes(text.toLowerCase()))) parts.push(text);
  }
  return parts.join(' · ');
}
