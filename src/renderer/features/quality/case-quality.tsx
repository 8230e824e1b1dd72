import { FileDown } from 'lucide-react';
import type { QualityLine } from '../../../shared/contract/quality.ts';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { BalanceChip } from '../../sources/balance-chip.tsx';
import { countOrNone, formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './quality.module.css';
import { ScorePanel } from './score-panel.tsx';
import { useExport } from './use-export.ts';

/** The quality of all files of the case side by side; a file's name opens its own report. */
export function CaseQuality({ caseId, onOpen }: { readonly caseId: string; readonly onOpen: (sourceId: number) => void }) {
  const quality = useVault('quality.case', { caseId });
  const write = useExport(caseId);
  const data = quality.data;
  return (
    <div className={styles['quality']}>
      <ErrorBanner error={errorOf(quality.error)} action={<Button onClick={() => void quality.refetch()}>{t('Try again')}</Button>} />
      {quality.isPending ? <Skeleton lines={10} /> : null}
      {data && data.score === null ? <EmptyState title={t('No files')} text={t('No file with rows is in the case at the moment.')} /> : null}
      {data && data.score !== null ? (
        <>
          <div className={styles['actions']}>
            <Menu
              align="end"
              trigger={<Button icon={<FileDown aria-hidden />}>{t('Quality report')}</Button>}
              entries={(['pdf', 'json', 'xlsx'] as const).map((format) => ({
                id: format,
                label: format.toUpperCase(),
                onSelect: () => write({ subject: 'quality', format }),
              }))}
            />
          </div>
          <ScorePanel title={t('Quality of the case')} score={data.score} parts={data.parts} />
          <Panel title={t('Files side by side')}>
            <Files files={data.files} onOpen={onOpen} />
          </Panel>
        </>
      ) : null}
    </div>
  ); // prettier-ignore
}

function Files({ files, onOpen }: { readonly files: readonly QualityLine[]; readonly onOpen: (sourceId: number) => void }) {
  return (
    <div className={styles['tableWrap']} role="region" tabIndex={0} aria-label={t('Scores of the files')} data-keys="viewer">
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('File')}</th>
            <th scope="col" data-number>
              {t('Score')}
            </th>
            {files[0]?.parts.map((part) => (
              <th key={part.name} scope="col" data-number>
                {part.name}
              </th>
            ))}
            <th scope="col" data-number>
              {t('Rows')}
            </th>
            <th scope="col" data-number>
              {t('Rejected')}
            </th>
            <th scope="col" data-number>
              {t('Repeats')}
            </th>
            <th scope="col" data-number>
              {t('Unlikely values')}
            </th>
            <th scope="col">{t('Proof')}</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.source.id}>
              <th scope="row">
                <button type="button" className={styles['link']} onClick={() => onOpen(file.source.id)}>
                  {file.source.name}
                </button>
              </th>
              <td data-number>
                <strong>{file.score}</strong>
              </td>
              {file.parts.map((part) => (
                <td key={part.name} data-number title={part.because}>
                  {t('{points} of {of}', { points: part.points, of: part.of })}
                </td>
              ))}
              <td data-number>{formatCount(file.source.rowsRead)}</td>
              <td data-number>{countOrNone(file.source.rowsRejected)}</td>
              <td data-number>{countOrNone(file.repeats)}</td>
              <td data-number>{countOrNone(file.outOfRange)}</td>
              <td>
                <BalanceChip balance={file.source.balance} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
