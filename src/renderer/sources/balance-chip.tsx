import type { SourceSummary } from '../../shared/contract/cases.ts';
import { t } from '../text/t.ts';
import { Chip } from '../ui/chip.tsx';

/** The balance proof of a source in a word. */
export function BalanceChip({ balance }: { readonly balance: SourceSummary['balance'] }) {
  if (balance === 'proved') return <Chip tone="ok">{t('Balance proved')}</Chip>;
  if (balance === 'differs') return <Chip tone="bad">{t('Balance differs')}</Chip>;
  return <Chip>{t('No balances')}</Chip>;
}

/** What kind of file a source is. */
export function sourceKind(kind: SourceSummary['kind']): string {
  return { bank: t('Bank statement'), ledger: t('Ledger'), payments: t('Payments') }[kind];
}
