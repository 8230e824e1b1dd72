import { formatTime } from '../../text/dates.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import type { useChain } from './use-chain.ts';

/** What is known of the chain: "Verified to entry 18,204, 14:02:11", that it does not hold, or that nobody looked yet. */
export function ChainState({ chain }: { readonly chain: Pick<ReturnType<typeof useChain>, 'verdict' | 'isRunning'> }) {
  const { verdict, isRunning } = chain;
  return (
    <span role="status">
      {isRunning ? (
        <Chip tone="info">{t('Verifying')}</Chip>
      ) : verdict === null ? (
        <Chip>{t('Not verified in this session')}</Chip>
      ) : verdict.holds ? (
        <Chip tone="ok">
          {t('Verified to entry {n}, {time}', { n: formatCount(verdict.entries), time: formatTime(verdict.verifiedAt).slice(11) })}
        </Chip>
      ) : (
        <Chip tone="bad">{t('{n, plural, one {# finding} other {# findings}}', { n: verdict.findings.length })}</Chip>
      )}
    </span>
  );
}
