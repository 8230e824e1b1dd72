import type { AuditRow } from '../../../shared/contract/audit.ts';
import { formatTime } from '../../text/dates.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Facts } from '../../ui/facts.tsx';
import { HashText } from '../../ui/values.tsx';
import { roleTitle } from './audit-columns.ts';
import styles from './audit.module.css';
import type { Verdict } from './use-chain.ts';

/** One entry in full: who, when, what, why, the digests of the record before and after, and its place in the chain. */
export function AuditEntry({
  entry,
  verdict,
  onObject,
}: {
  readonly entry: AuditRow;
  readonly verdict: Verdict | null;
  readonly onObject: (object: string) => void;
}) {
  const digest = (value: string | null, label: string, none: string) => (value === null ? none : <HashText hash={value} label={label} />);
  const covered = verdict?.holds && entry.seq <= verdict.entries;
  return (
    <div className={styles['entry']}>
      <p className={styles['summary']}>{entry.summary}</p>
      {covered ? <Chip tone="ok">{t('Verified')}</Chip> : <Chip>{t('Not verified yet')}</Chip>}
      <Facts
        facts={[
          { label: t('Entry'), value: formatCount(entry.seq) },
          { label: t('Time'), value: <time dateTime={entry.at}>{formatTime(entry.at)}</time> },
          { label: t('In UTC'), value: <code>{entry.at}</code> },
          { label: t('Who'), value: t('{name}, {role}', { name: entry.actor, role: roleTitle(entry.role) }) },
          { label: t('Action'), value: <code>{entry.action}</code> },
          { label: t('Object'), value: <code>{entry.object}</code> },
          { label: t('Reason'), value: entry.reason || t('none given') },
        ]}
      />
      <Button onClick={() => onObject(entry.object)}>{t('All entries of this object')}</Button>
      <h3>{t('The record it changed')}</h3>
      <Facts
        facts={[
          { label: t('Digest before'), value: digest(entry.before, t('digest before'), t('no record before')) },
          { label: t('Digest after'), value: digest(entry.after, t('digest after'), t('no record after')) },
        ]}
      />
      <h3>{t('Place in the chain')}</h3>
      <Facts
        facts={[
          { label: t('Hash'), value: <HashText hash={entry.hash} label={t('hash')} /> },
          {
            label: t('Hash of entry {n}', { n: formatCount(Math.max(0, entry.seq - 1)) }),
            value: <HashText hash={entry.prev} label={t('previous hash')} />,
          },
        ]}
      />
    </div>
  );
}
