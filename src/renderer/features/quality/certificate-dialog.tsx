import { Download } from 'lucide-react';
import { useState } from 'react';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { isSaved, saveFile } from '../../door/save-file.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { isUnderWay, useJobs } from '../../state/jobs.ts';
import { formatBytes } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Progress } from '../../ui/progress.tsx';
import { HashText } from '../../ui/values.tsx';
import styles from './quality.module.css';

interface CertificateFile {
  readonly ticket: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Makes the certificate of one import and hands out its two forms, each with the hash that the audit log holds. */
export function CertificateDialog({
  caseId,
  source,
  open,
  onClose,
}: {
  readonly caseId: string;
  readonly source: SourceSummary;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const [jobId, setJobId] = useState<string | null>(null);
  const [, redraw] = useState(0);
  const job = useJobs((state) => state.jobs.find((each) => each.id === jobId) ?? null);
  const run = useChange('export.run', { topics: ['audit'], onDone: (started) => setJobId(started.jobId) });
  const files = job?.state === 'done' ? ((job.result?.['files'] ?? []) as CertificateFile[]) : [];
  const waiting = run.isPending || (jobId !== null && (job === null || isUnderWay(job)));
  const close = () => {
    setJobId(null);
    run.reset();
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('Certificate of the import of {name}', { name: source.name })}
      description={t(
        'States the file and its SHA-256, how it was read, every count and control total, the proof by its balances, what was found, and the entries of the audit log that vouch for it.',
      )}
      actions={
        <>
          <Button onClick={close}>{t('Close')}</Button>
          {files.length === 0 ? (
            <Button look="primary" busy={waiting} onClick={() => run.mutate({ caseId, subject: 'certificate', format: 'pdf', sourceId: source.id })}>
              {t('Make the certificate')}
            </Button>
          ) : null}
        </>
      }
    >
      <ErrorBanner error={errorOf(run.error) ?? job?.error ?? null} />
      {files.length === 0 ? (
        <Facts
          facts={[
            { label: t('File'), value: source.fileName },
            { label: t('SHA-256'), value: <HashText hash={source.sha256} label={t('SHA-256')} /> },
            { label: t('Checked again now'), value: t('the sealed file, the stored rows, their sums, and the audit log') },
            { label: t('Written to the audit log'), value: t('the SHA-256 of the PDF and of the JSON') },
          ]}
        />
      ) : null}
      {waiting ? (
        <div role="status">
          <p>{job?.stage || t('Waiting')}</p>
          <Progress label={t('Make the certificate')} done={job?.done ?? 0} total={job?.total ?? 0} />
        </div>
      ) : null}
      {files.length > 0 ? (
        <ul className={styles['files']} aria-label={t('The certificate')}>
          {files.map((file) => (
            <li key={file.ticket}>
              <span>
                <strong>{file.fileName}</strong>
                <small>
                  {formatBytes(file.bytes)} · {t('SHA-256')} <HashText hash={file.sha256} label={t('SHA-256')} />
                </small>
              </span>
              <Button
                icon={<Download aria-hidden />}
                reason={isSaved(file.ticket) ? t('This file was saved. Make the certificate again to get another one.') : null}
                onClick={() => {
                  saveFile(file.ticket, file.fileName);
                  redraw((n) => n + 1);
                }}
              >
                {t('Save {format}', { format: (file.fileName.split('.').at(-1) ?? '').toUpperCase() })}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </Dialog>
  ); // prettier-ignore
}
