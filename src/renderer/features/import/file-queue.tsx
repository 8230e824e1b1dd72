import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { toast } from '../../state/toasts.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { importReady } from './import-ready.ts';
import styles from './import.module.css';
import { addFiles, openItem, removeItem, type QueueItem } from './queue.ts';

/** The chosen files with their states; one is open. Only shown where there are several. */
export function FileQueue({
  items,
  current,
  caseCurrency,
}: {
  readonly items: readonly QueueItem[];
  readonly current: QueueItem;
  readonly caseCurrency: string;
}) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // In braces: newer engines answer scrolling with a promise, and an effect's answer would be taken for its clean-up.
    list.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current.key]);
  const [busy, setBusy] = useState(false);
  const ready = items.filter((item) => item.stage === 'sealed' && item.needs === null && !item.existing).length;
  const all = () => {
    setBusy(true);
    void importReady(current.caseId, caseCurrency)
      .then(({ started, left }) =>
        toast({
          tone: left === 0 ? 'ok' : 'info',
          text:
            left === 0
              ? t('{n, plural, one {# file is} other {# files are}} being imported.', { n: started })
              : t('{n, plural, one {# file is} other {# files are}} being imported, {left} wait for you.', { n: started, left }),
        }),
      )
      .finally(() => setBusy(false));
  };
  useRegisterCommands([
    {
      id: 'import.all-ready',
      title: t('Import all files that ask nothing'),
      group: 'case',
      keys: ['$mod+Shift+Enter'],
      when: () => ready > 0 && !busy,
      run: all,
    },
  ]);
  return (
    <div className={styles['queueBar']}>
      <ul ref={list} className={styles['queue']} aria-label={t('Files to import')}>
        {items.map((item) => (
          <li key={item.key} data-current={item.key === current.key || undefined}>
            <button type="button" aria-current={item.key === current.key || undefined} onClick={() => openItem(item.key)}>
              <span className={styles['queueName']}>{item.file.name}</span>
              <StageChip item={item} />
            </button>
            {item.stage === 'importing' ? null : (
              <IconButton
                label={t('Take {file} out of the list', { file: item.file.name })}
                icon={<X aria-hidden />}
                onClick={() => takeOut(item)}
              />
            )}
          </li>
        ))}
      </ul>
      <Button busy={busy} reason={ready === 0 ? t('No file is waiting that asks nothing.') : null} onClick={all}>
        {t('Import all that are ready')}
      </Button>
    </div>
  );
}

/** Takes a file out of the list, with the way back. */
export function takeOut(item: QueueItem): void {
  removeItem(item).catch(() =>
    toast({ tone: 'warn', text: t('The upload of {file} could not be dropped. It stays sealed and unused.', { file: item.file.name }) }),
  );
  if (item.stage === 'imported' || item.stage === 'importing') return;
  toast({
    tone: 'info',
    text: t('{file} was taken out of the list', { file: item.file.name }),
    action: { label: t('Undo'), run: () => addFiles(item.caseId, [item.file]) },
  });
}

/** Where a file of the list stands, in a word. */
export function StageChip({ item }: { readonly item: QueueItem }) {
  const [tone, text] = stageWords(item);
  return <Chip tone={tone}>{text}</Chip>;
}

function stageWords(item: QueueItem): [Tone, string] {
  if (item.stage === 'sealed' && item.existing) return ['warn', t('Already imported')];
  if (item.stage === 'sealed' && item.needs === 'answer') return ['warn', t('Asks you')];
  if (item.stage === 'sealed' && item.needs === 'decision') return ['warn', t('Needs you')];
  const words: Record<QueueItem['stage'], [Tone, string]> = {
    waiting: ['plain', t('Waiting')],
    sending: ['info', t('{n} %', { n: item.file.size === 0 ? 100 : Math.floor((item.sentBytes / item.file.size) * 100) })],
    sealed: ['hold', t('Sealed')],
    importing: ['info', t('Importing')],
    imported: ['ok', t('Imported')],
    failed: ['bad', t('Not sent')],
  };
  return words[item.stage];
}
