import { errorOf, useChange, useVault } from '../../door/vault-query.ts';
import { toast } from '../../state/toasts.ts';
import { formatTime } from '../../text/dates.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { changedParts, layoutWords } from './layout-words.ts';
import styles from './mappings.module.css';

/** All versions of one mapping, what each changed, and taking one up again. */
export function VersionsDialog({
  mapping,
  reason,
  onClose,
}: {
  readonly mapping: { readonly id: number; readonly name: string } | null;
  /** Why an earlier version can not be taken up, or null. */
  readonly reason: string | null;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      open={mapping !== null}
      onClose={onClose}
      size="large"
      title={t('Versions of {name}', { name: mapping?.name ?? '' })}
      description={t('Files keep the number of the version that read them. Taking up an earlier version makes a new one.')}
    >
      {mapping ? <Versions id={mapping.id} reason={reason} /> : null}
    </Dialog>
  );
}

function Versions({ id, reason }: { readonly id: number; readonly reason: string | null }) {
  const list = useVault('mapping.versions', { id });
  const restore = useChange('mapping.restore', {
    topics: ['settings'],
    onDone: ({ version }) => toast({ tone: 'ok', text: t('In use again, as version {version}', { version }) }),
  });
  const versions = list.data?.versions ?? [];
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('Versions')}>
      <ErrorBanner error={errorOf(list.error ?? restore.error)} />
      {list.isPending ? <Skeleton lines={4} /> : null}
      <table className={styles['versions']}>
        <thead>
          <tr>
            <th scope="col">{t('Version')}</th>
            <th scope="col">{t('Made')}</th>
            <th scope="col">{t('Changed')}</th>
            <th scope="col">{t('How it reads')}</th>
            <th scope="col">{t('Use')}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((each, at) => {
            const before = versions[at + 1];
            const changed = before ? changedParts(before.layout, each.layout) : [];
            return (
              <tr key={each.version}>
                <th scope="row">{each.version}</th>
                <td>
                  {formatTime(each.madeAt)}
                  <span className={styles['quiet']}>{each.madeBy || t('not known')}</span>
                </td>
                <td>
                  {before ? changed.join(', ') || t('nothing that changes a value') : t('first version')}
                  {each.note ? <span className={styles['quiet']}>{each.note}</span> : null}
                </td>
                <td>{layoutWords(each.layout)}</td>
                <td>
                  {at === 0 ? (
                    t('in use')
                  ) : (
                    <Button reason={reason} busy={restore.isPending} onClick={() => restore.mutate({ id, version: each.version })}>
                      {t('Use version {version}', { version: each.version })}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
