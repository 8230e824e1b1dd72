import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Banner } from '../../ui/banner.tsx';
import styles from './audit.module.css';
import type { Verdict } from './use-chain.ts';

/** Findings drawn; the count of all stands in the title. */
const SHOWN = 20;

/** What does not hold, entry by entry. It can not be dismissed: only a check that holds takes it away. */
export function VerdictDetails({ verdict }: { readonly verdict: Verdict }) {
  return (
    <Banner
      tone="bad"
      title={t('The log does not hold. {n, plural, one {# finding} other {# findings}} over {entries} entries.', {
        n: verdict.findings.length,
        entries: formatCount(verdict.entries),
      })}
    >
      <ul className={styles['findings']}>
        {verdict.findings.slice(0, SHOWN).map((finding, at) => (
          <li key={at}>
            <code>{finding.kind}</code> {finding.seq === null ? '' : t('entry {seq}:', { seq: formatCount(finding.seq) })} {finding.message}
          </li>
        ))}
      </ul>
      {t('Do not go on working in this vault. Keep a copy of its folder as it is, and restore the last backup that verifies.')}
    </Banner>
  );
}
