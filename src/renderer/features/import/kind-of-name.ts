import type { SourceSummary } from '../../../shared/contract/cases.ts';

const LEDGER = /ledger|cash.?book|journal|general.?l|account.?books?|\bgl\b|buchung/i;
const PAYMENTS = /payment|spend|over.?500|invoices?|purchas|procure|creditor/i;

/** What kind of file a name suggests; only the form's first value, the person sees it and decides. */
export function kindOfName(fileName: string): SourceSummary['kind'] {
  if (LEDGER.test(fileName)) return 'ledger';
  return PAYMENTS.test(fileName) ? 'payments' : 'bank';
}
