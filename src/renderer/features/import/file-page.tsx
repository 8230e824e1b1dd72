import { Import as ImportIcon } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import type { Inspection, Layout } from '../../../shared/contract/import.ts';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { errorOf, useChange, useVault } from '../../door/vault-query.ts';
import { Screen } from '../../shell/screen.tsx';
import { useJobs } from '../../state/jobs.ts';
import { useNarrow } from '../../state/use-narrow.ts';
import { useSettled } from '../../state/use-settled.ts';
import { formatBytes, formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { AlreadyImported } from './already-imported.tsx';
import { FileFacts } from './file-facts.tsx';
import { takeOut } from './file-queue.tsx';
import { ImportForm } from './import-form.tsx';
import styles from './import.module.css';
import { asked, openQuestions, signRuleFor, withRole } from './layout-change.ts';
import { Outcome } from './outcome.tsx';
import { QualityStrip } from './quality-strip.tsx';
import { Questions } from './questions.tsx';
import { changeItem, chosenRows, retryItem, useQueue, type QueueItem } from './queue.ts';
import { Reading } from './reading.tsx';
import { ReadingTabs } from './reading-tabs.tsx';
import { Running } from './running.tsx';

/** The page of one file: sent, understood, answered, imported. */
export function FilePage({
  item,
  caseCurrency,
  extraAction,
  children,
}: {
  readonly item: QueueItem;
  readonly caseCurrency: string;
  readonly extraAction: ReactNode;
  /** The queue, above everything. */
  readonly children: ReactNode;
}) {
  const { caseId, uploadId, layout } = item;
  const rivals = useQueue((state) => state.items);
  const twin =
    item.sha256 === null ? undefined : rivals.find((each) => each.key < item.key && each.caseId === caseId && each.sha256 === item.sha256);
  const job = useJobs((state) => state.jobs.find((each) => each.id === item.jobId));
  const canRead = item.stage === 'sealed' && uploadId !== null && !item.existing && !twin;
  const told = asked(layout);
  // On a narrow window what the file says comes before how it is read, for the eye and for the Tab key alike.
  const narrow = useNarrow();
  const inspecting = useVault(
    'import.inspect',
    { caseId, uploadId: uploadId ?? '', ...(told ? { layout: told } : {}) },
    { enabled: canRead, keepPrevious: true },
  );
  const inspection = inspecting.data ?? null;
  const questions = inspection ? openQuestions(inspection, item.carried, layout, caseCurrency) : [];

  const canCompare = canRead && inspection !== null && inspection.rowsKept > 0 && questions.length === 0;
  const account = useSettled(item.account.trim(), 600);
  const repeats = useVault(
    'overlap.preview',
    { caseId, uploadId: uploadId ?? '', kind: item.kind, account, ...(told ? { layout: told } : {}) },
    { enabled: canCompare, keepPrevious: true },
  );
  const decide = (patch: Partial<Layout>) => {
    const sign = inspection?.questions.find((question) => question.code === 'sign');
    changeItem(item.key, {
      layout: { ...layout, ...patch },
      lossAccepted: false,
      ...(sign && patch.columns && !patch.signRule ? { carried: sign } : {}),
    });
  };
  const setRole = (columns: Layout['columns'], index: number, role: Layout['columns'][number]['role']) => {
    const next = withRole(columns, index, role);
    const rule = inspection?.layout.signRule ?? 'signed';
    const fitting = signRuleFor(next, rule);
    decide({ columns: next, ...(fitting === rule ? {} : { signRule: fitting }) });
  };
  useEffect(() => {
    // The account the file names fills the form once; what the person typed stays.
    if (inspection?.account && item.account === '' && item.stage === 'sealed') changeItem(item.key, { account: inspection.account });
  }, [inspection?.account]);

  const start = useChange('import.run', {
    onDone: ({ jobId }) => changeItem(item.key, { jobId, stage: 'importing' }),
    topics: ['audit'],
  });
  const reason = whyNot(item, inspection, questions.length, inspecting.isFetching);
  const run = () => {
    if (!uploadId || !inspection || reason) return;
    changeItem(item.key, { error: null });
    start.mutate({
      caseId,
      uploadId,
      kind: item.kind,
      name: item.name.trim(),
      account: item.account.trim(),
      ...(told ? { layout: told } : {}),
      ...chosenRows(item),
      ...(item.saveAs.trim() ? { saveMappingAs: item.saveAs.trim() } : {}),
    });
  };
  useRegisterCommands([
    { id: 'import.run', title: t('Import this file'), group: 'case', keys: ['$mod+Enter'], when: () => canRead && !reason, run },
  ]);

  const importButton = canRead ? (
    <Button look="primary" icon={<ImportIcon aria-hidden />} busy={start.isPending} reason={reason} onClick={run}>
      {inspection
        ? t('Import {n, plural, one {{rows} row} other {{rows} rows}}', { n: inspection.rowsKept, rows: formatCount(inspection.rowsKept) })
        : t('Import')}
    </Button>
  ) : null;
  const failure = start.error ? errorOf(start.error) : item.error;
  const side = (
    <div key="side" className={styles['side']}>
      <FileFacts item={item} />
      {canRead && inspection ? <ImportForm item={item} inspection={inspection} /> : null}
      {canRead && inspection && inspection.format !== 'unknown' ? (
        <Reading
          inspection={inspection}
          told={layout}
          caseCurrency={caseCurrency}
          onDecide={decide}
          onSheet={(sheet) => changeItem(item.key, { layout: { sheet }, carried: null, lossAccepted: false })}
        />
      ) : null}
    </div>
  );
  const body = (
    <div key="body" className={styles['body']} aria-busy={inspecting.isFetching || undefined}>
      {item.existing || twin ? <AlreadyImported item={item} twin={twin ?? null} /> : null}
      <ErrorBanner
        error={errorOf(inspecting.error)}
        action={
          told ? (
            <Button onClick={() => changeItem(item.key, { layout: {}, carried: null })}>{t('Read it as understood')}</Button>
          ) : undefined
        }
      />
      {canRead && !inspection && !inspecting.error ? (
        <p className={styles['wait']} role="status">
          {t('Reading the whole file ({size}) to see how it is written', { size: formatBytes(item.file.size) })}
        </p>
      ) : null}
      {canRead && inspection ? (
        <>
          {questions.length > 0 ? <Questions key={questions[0]!.code} questions={questions} onDecide={decide} /> : null}
          {inspection.mappingSetAside ? (
            <p className={styles['setAside']} role="status">
              <Chip tone="warn">{t('Mapping set aside')}</Chip>{' '}
              {t('“{name}” was not used: {because}', {
                name: inspection.mappingSetAside.name,
                because: inspection.mappingSetAside.because,
              })}
            </p>
          ) : null}
          <QualityStrip inspection={inspection} reading={inspecting.isFetching} />
          <ReadingTabs inspection={inspection} onRole={setRole} item={item} repeats={canCompare ? (repeats.data ?? null) : null} />
        </>
      ) : null}
    </div>
  );
  return (
    <Screen
      title={t('Import')}
      id={`import-${caseId}-${item.key}`}
      layout="fill"
      actions={
        <>
          {extraAction}
          {item.stage === 'imported' || item.stage === 'importing' ? null : (
            <Button look="quiet" onClick={() => takeOut(item)}>
              {t('Remove')}
            </Button>
          )}
          {importButton}
        </>
      }
    >
      <div className={styles['page']}>
        {children}
        {failure ? (
          <div className={styles['notice']}>
            <ErrorBanner
              error={failure}
              action={item.stage === 'failed' ? <Button onClick={() => retryItem(item.key)}>{t('Send again')}</Button> : undefined}
            />
          </div>
        ) : null}
        {item.stage === 'importing' ? <Running item={item} job={job} /> : null}
        {item.stage === 'imported' ? <Outcome item={item} job={job} /> : null}
        {item.stage !== 'importing' && item.stage !== 'imported' ? (
          <div className={styles['columns']}>{narrow ? [body, side] : [side, body]}</div>
        ) : null}
      </div>
    </Screen>
  );
}

/** Why the file can not be imported right now, as a sentence; null when it can. */
function whyNot(item: QueueItem, inspection: Inspection | null, questions: number, reading: boolean): string | null {
  if (!inspection || reading) return t('The file is being read.');
  if (questions > 0) return t('Answer the {n, plural, one {question} other {# questions}} first.', { n: questions });
  if (inspection.rowsKept === 0) return t('No row of this file was understood as a transaction.');
  if (item.name.trim() === '') return t('Give the source a name.');
  const rejected = inspection.rowsRejected;
  if (rejected > 0 && !item.lossAccepted)
    return t('{n, plural, one {# row gives} other {# rows give}} no transaction. Confirm that the import goes on without them.', {
      n: rejected,
    });
  return null;
}
