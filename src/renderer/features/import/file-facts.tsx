import { formatBytes } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { HashText } from '../../ui/values.tsx';
import { StageChip } from './file-queue.tsx';
import styles from './import.module.css';
import type { QueueItem } from './queue.ts';

/** The file as it arrived: its name exactly, its size, and its hash once it is sealed. */
export function FileFacts({ item }: { readonly item: QueueItem }) {
  return (
    <Panel title={item.file.name} action={<StageChip item={item} />}>
      {item.stage === 'sending' || item.stage === 'waiting' ? (
        <div className={styles['sending']}>
          <Progress label={t('Sending {file}', { file: item.file.name })} done={item.sentBytes} total={item.file.size} />
          <span>{t('{sent} of {all}', { sent: formatBytes(item.sentBytes), all: formatBytes(item.file.size) })}</span>
        </div>
      ) : (
        <Facts
          facts={[
            { label: t('Size'), value: formatBytes(item.file.size) },
            { label: t('SHA-256'), value: item.sha256 ? <HashText hash={item.sha256} label={t('SHA-256')} /> : t('not known') },
          ]}
        />
      )}
    </Panel>
  );
}
