import { useNavigate } from '@tanstack/react-router';
import { FolderPlus } from 'lucide-react';
import { useState } from 'react';
import type { CaseSummary } from '../../../shared/contract/cases.ts';
import { errorOf, useChange, useVault } from '../../door/vault-query.ts';
import { NewCaseForm } from '../../shell/new-case-form.tsx';
import { Screen } from '../../shell/screen.tsx';
import { countOrNone, formatCount, formatPercent } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DateText } from '../../ui/values.tsx';
import styles from './cases.module.css';

/** The cases of the vault. */
export function CasesScreen() {
  const navigate = useNavigate();
  const [naming, setNaming] = useState(false);
  const list = useVault('case.list', {});
  const go = (caseId: string) => void navigate({ to: '/case/$caseId/home', params: { caseId } });
  const sample = useChange('case.openSample', { topics: ['case'], onDone: ({ caseId }) => go(caseId) });
  const cases = list.data?.cases;
  const newCase = (
    <Button look="primary" icon={<FolderPlus aria-hidden />} onClick={() => setNaming(true)}>
      {t('New case')}
    </Button>
  );
  const openSample = (
    <Button busy={sample.isPending} onClick={() => sample.mutate({})}>
      {t('Open the sample case')}
    </Button>
  );
  return (
    <Screen
      title={t('Cases')}
      id="cases"
      actions={
        cases && cases.length > 0 ? (
          <>
            {cases.some((each) => each.sample) ? null : openSample}
            {newCase}
          </>
        ) : null
      }
    >
      <ErrorBanner error={errorOf(list.error ?? sample.error)} />
      {list.isPending ? <Skeleton lines={5} /> : null}
      {cases?.length === 0 ? (
        <EmptyState
          title={t('No case yet')}
          text={t('A case holds the files of one matter, what was matched and found in them, and the log of who did what.')}
          primary={newCase}
          secondary={openSample}
        />
      ) : null}
      {cases && cases.length > 0 ? (
        <ul className={styles['list']} data-keys="list">
          {cases.map((each, at) => (
            <CaseEntry key={each.id} summary={each} withFigures={at < WITH_FIGURES} onOpen={() => go(each.id)} />
          ))}
        </ul>
      ) : null}
      <Dialog open={naming} onClose={() => setNaming(false)} size="small" title={t('New case')}>
        <NewCaseForm onMade={go} onBack={() => setNaming(false)} />
      </Dialog>
    </Screen>
  );
}

/** Cases whose figures are shown: each takes one question to the vault. More cases than this are a list to search. */
const WITH_FIGURES = 12;

function CaseEntry({
  summary,
  withFigures,
  onOpen,
}: {
  readonly summary: CaseSummary;
  readonly withFigures: boolean;
  readonly onOpen: () => void;
}) {
  const overview = useVault('case.overview', { caseId: summary.id }, { enabled: withFigures }).data;
  return (
    <li>
      <button type="button" className={styles['case']} onClick={onOpen}>
        <span className={styles['name']}>
          <strong>{summary.name}</strong>
          {summary.sample ? <Chip tone="info">{t('Sample')}</Chip> : null}
          <span className={styles['reference']}>{[summary.reference, summary.currency].filter(Boolean).join(' · ')}</span>
        </span>
        <CaseFigure label={t('Transactions')} value={formatCount(summary.transactions)} />
        <CaseFigure label={t('Files')} value={formatCount(summary.sources)} />
        <CaseFigure
          label={t('Reconciled')}
          value={overview ? (overview.reconciliationRate === null ? t('not yet') : formatPercent(overview.reconciliationRate)) : ''}
        />
        <CaseFigure label={t('To decide')} value={overview ? countOrNone(overview.openMatches) : ''} />
        <CaseFigure label={t('Flags to review')} value={overview ? countOrNone(overview.flagsOpen) : ''} />
        <span className={styles['made']}>
          <DateText iso={summary.createdAt.slice(0, 10)} />
          <span>{summary.createdBy}</span>
        </span>
      </button>
    </li>
  );
}

/** One figure of a case: its name above it. Blank while it is not loaded. */
function CaseFigure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <span className={styles['figure']}>
      <span>{label}</span>
      <strong>{value}</strong>
    </span>
  );
}
