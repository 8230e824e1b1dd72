import { useRef, useState } from 'react';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { may } from '../../../shared/roles.ts';
import { saveFile } from '../../door/save-file.ts';
import { useSession } from '../../door/session.ts';
import { errorOf, useChange, useVault } from '../../door/vault-query.ts';
import { toast } from '../../state/toasts.ts';
import { formatTime } from '../../text/dates.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ImportDialog, sayImported, type Arrival } from './import-dialog.tsx';
import { layoutWords } from './layout-words.ts';
import styles from './mappings.module.css';
import { RenameDialog } from './rename-dialog.tsx';
import { VersionsDialog } from './versions-dialog.tsx';

type Mapping = OutputOf<'mapping.list'>['mappings'][number];

/** Saved mappings: how files of each bank are read, with their versions; passed on between examiners as a file. */
export function MappingsPanel() {
  const role = useSession((state) => state.status?.user?.role);
  const allowed = role !== undefined && may(role, 'data.import');
  const reason = allowed ? null : t('Your role may not change mappings.');
  const list = useVault('mapping.list', {}, { enabled: allowed });
  const [versions, setVersions] = useState<Mapping | null>(null);
  const [renaming, setRenaming] = useState<Mapping | null>(null);
  const [removing, setRemoving] = useState<Mapping | null>(null);
  const [arrival, setArrival] = useState<Arrival | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const picker = useRef<HTMLInputElement>(null);
  const send = useChange('mapping.export', { topics: ['audit'], onDone: ({ ticket, fileName }) => saveFile(ticket, fileName) });
  const bring = useChange('mapping.import', {
    topics: ['settings'],
    onDone: (result, { text }) => (result.clashes.length > 0 ? setArrival({ text, clashes: result.clashes }) : sayImported(result)),
  });
  const remove = useChange('mapping.remove', {
    topics: ['settings'],
    onDone: () => {
      toast({ tone: 'ok', text: t('The mapping is not used any more.') });
      setRemoving(null);
    },
  });
  const read = (file: File | undefined) => {
    setFault(null);
    if (file) file.text().then((text) => bring.mutate({ text }), setFault);
    // The same file can be chosen again.
    if (picker.current) picker.current.value = '';
  };
  const mappings = list.data?.mappings ?? [];
  return (
    <Panel
      title={t('Mappings')}
      action={
        <div className={styles['buttons']}>
          <Button look="quiet" reason={reason} busy={bring.isPending} onClick={() => picker.current?.click()}>
            {t('Import mappings')}
          </Button>
          <Button
            look="quiet"
            reason={reason ?? (mappings.length === 0 ? t('No mapping has been saved yet.') : null)}
            busy={send.isPending}
            onClick={() => send.mutate({})}
          >
            {t('Export all')}
          </Button>
        </div>
      }
    >
      <input
        ref={picker}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={t('File of mappings')}
        onChange={(event) => read(event.target.files?.[0])}
      />
      <ErrorBanner error={errorOf(list.error ?? send.error ?? bring.error ?? fault)} />
      {allowed && list.data && mappings.length === 0 ? (
        <p className={styles['quiet']}>
          {t(
            'No mapping has been saved yet. Name one when you import a file: the next file of the same bank is then read without a question.',
          )}
        </p>
      ) : null}
      {allowed ? null : <p className={styles['quiet']}>{reason}</p>}
      <ul className={styles['list']}>
        {mappings.map((mapping) => (
          <li key={mapping.id} className={styles['entry']}>
            <div className={styles['name']}>
              <strong>{mapping.name}</strong>
              <span className={styles['quiet']}>{layoutWords(mapping.layout)}</span>
              <span className={styles['quiet']}>
                {t('Version {version}; read {n, plural, one {one file} other {{shown} files}}; last used {time}', {
                  ...{ version: mapping.version, n: mapping.uses, shown: formatCount(mapping.uses), time: formatTime(mapping.usedAt) },
                })}
              </span>
            </div>
            <div className={styles['buttons']} role="group" aria-label={mapping.name}>
              <Button look="quiet" onClick={() => setVersions(mapping)}>
                {t('Versions')}
              </Button>
              <Button look="quiet" reason={reason} onClick={() => setRenaming(mapping)}>
                {t('Rename')}
              </Button>
              <Button look="quiet" reason={reason} onClick={() => send.mutate({ ids: [mapping.id] })}>
                {t('Export')}
              </Button>
              <Button
                look="quiet"
                reason={reason}
                onClick={() => {
                  remove.reset();
                  setRemoving(mapping);
                }}
              >
                {t('Remove')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <VersionsDialog mapping={versions} reason={reason} onClose={() => setVersions(null)} />
      <RenameDialog mapping={renaming} onClose={() => setRenaming(null)} />
      <ImportDialog arrival={arrival} onClose={() => setArrival(null)} />
      <Dialog
        open={removing !== null}
        onClose={() => setRemoving(null)}
        size="small"
        title={t('Remove the mapping {name}?', { name: removing?.name ?? '' })}
        description={t(
          'Files are not read with it any more. Its versions stay, so that files it has read still say how. Saving a mapping of this name brings it back.',
        )}
        actions={
          <>
            <Button onClick={() => setRemoving(null)}>{t('Keep it')}</Button>
            <Button look="danger" busy={remove.isPending} onClick={() => removing && remove.mutate({ id: removing.id })}>
              {t('Remove it')}
            </Button>
          </>
        }
      >
        <ErrorBanner error={errorOf(remove.error)} />
      </Dialog>
    </Panel>
  );
}
