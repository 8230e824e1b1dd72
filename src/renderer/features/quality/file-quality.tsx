import { Award, FileDown, FileX } from 'lucide-react';
import { useState } from 'react';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import type { QualityReport } from '../../../shared/contract/quality.ts';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { StatementList } from '../../sources/statement-list.tsx';
import { countOrNone, formatBytes, formatCount, formatPercent } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Figure } from '../../ui/facts.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CertificateDialog } from './certificate-dialog.tsx';
import { FindingsPanel, RangesPanel } from './findings.tsx';
import { ProfilePanel } from './profile.tsx';
import styles from './quality.module.css';
import { ScorePanel } from './score-panel.tsx';
import { useExport } from './use-export.ts';

export interface FileQualityProps {
  readonly caseId: string;
  readonly source: SourceSummary;
  /** Opens the problems at a place in their list, or the rows at a place in file order. */
  readonly onOpen: (tab: 'problems' | 'rows' | 'balance', at: number) => void;
}

/** How well one file was read: the score and why, what was rejected and found, the profile of its fields, the proof of each statement. */
export function FileQuality({ caseId, source, onOpen }: FileQualityProps) {
  const quality = useVault('quality.source', { caseId, sourceId: source.id });
  const [certifying, setCertifying] = useState(false);
  const write = useExport(caseId);
  const data = quality.data;
  useRegisterCommands([
    { id: 'quality.certificate', title: t('Certificate of this import'), group: 'view', run: () => setCertifying(true) },
    {
      id: 'quality.rejected',
      title: t('Rejected rows as CSV'),
      group: 'view',
      when: () => source.rowsRejected > 0,
      run: () => write({ subject: 'rejected', format: 'csv', sourceId: source.id }),
    },
  ]);
  return (
    <div className={styles['quality']}>
      <div className={styles['actions']}>
        <Button icon={<Award aria-hidden />} onClick={() => setCertifying(true)}>
          {t('Certificate…')}
        </Button>
        <Button
          icon={<FileX aria-hidden />}
          reason={source.rowsRejected === 0 ? t('No row of this file was rejected.') : null}
          onClick={() => write({ subject: 'rejected', format: 'csv', sourceId: source.id })}
        >
          {t('Rejected rows as CSV')}
        </Button>
        <Menu
          align="end"
          trigger={<Button icon={<FileDown aria-hidden />}>{t('Quality report')}</Button>}
          entries={(['pdf', 'json', 'xlsx'] as const).map((format) => ({
            id: format,
            label: format.toUpperCase(),
            onSelect: () => write({ subject: 'quality', format, sourceId: source.id }),
          }))}
        />
      </div>
      <ErrorBanner error={errorOf(quality.error)} action={<Button onClick={() => void quality.refetch()}>{t('Try again')}</Button>} />
      {quality.isPending ? <Skeleton lines={12} /> : null}
      {data ? (
        <>
          <Headline data={data} onOpen={onOpen} />
          <ScorePanel title={t('Quality score')} score={data.score} parts={data.parts} />
          <div className={styles['columns']}>
            <FindingsPanel findings={data.findings} complete={data.findingsComplete} onOpen={(at) => onOpen('problems', at)} />
            <RangesPanel ranges={data.outOfRange} missing={data.missing} onOpen={(at) => onOpen('rows', at)} />
          </div>
          <Panel title={t('Balance proof')}>
            <StatementList statements={data.statements} total={data.statementsTotal} />
          </Panel>
          <ProfilePanel columns={data.columns} unread={data.unread} />
        </>
      ) : null}
      <CertificateDialog caseId={caseId} source={source} open={certifying} onClose={() => setCertifying(false)} />
    </div>
  ); // prettier-ignore
}

/** The counts first, each leading to what it counts. */
function Headline({ data, onOpen }: { readonly data: QualityReport } & Pick<FileQualityProps, 'onOpen'>) {
  const { source, repeats, statementsTotal, statementsProved, statementsDiffer } = data;
  const period =
    source.firstDate && source.lastDate ? t('{from} to {to}', { from: source.firstDate, to: source.lastDate }) : t('without dates');
  return (
    <div className={styles['figures']}>
      <Figure
        label={t('Rows read')}
        value={formatCount(source.rowsRead)}
        note={t('in {size}', { size: formatBytes(source.fileBytes) })}
        onOpen={() => onOpen('rows', 0)}
      />
      <Figure label={t('Kept as transactions')} value={formatCount(source.rowsKept)} note={period} onOpen={() => onOpen('rows', 0)} />
      <Figure
        label={t('Rejected')}
        value={countOrNone(source.rowsRejected)}
        note={
          source.rowsRejected === 0
            ? t('no row was lost')
            : t('{share} of the rows read', { share: formatPercent(source.rowsRejected / source.rowsRead) })
        }
        onOpen={() => onOpen('problems', firstRejected(data.findings))}
      />
      <Figure label={t('Repeats of another file')} value={countOrNone(repeats)} note={t('marked, never removed')} />
      <Figure
        label={t('Statements proved')}
        value={t('{n} of {all}', { n: formatCount(statementsProved), all: formatCount(statementsTotal) })}
        note={
          statementsDiffer > 0
            ? t('{n, plural, one {# differs} other {# differ}}', { n: statementsDiffer })
            : statementsProved < statementsTotal
              ? t('the others give no balances')
              : t('by their balances')
        }
        onOpen={() => onOpen('balance', 0)}
      />
    </div>
  );
}

function firstRejected(findings: readonly { readonly rejects: boolean; readonly firstAt: number }[]): number {
  return findings.find((group) => group.rejects)?.firstAt ?? 0;
}
