import { useState } from 'react';
import type { CLASH_CHOICES } from '../../../shared/contract/mappings.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { toast } from '../../state/toasts.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './mappings.module.css';

type ClashChoice = (typeof CLASH_CHOICES)[number];
type Result = OutputOf<'mapping.import'>;

/** A file of mappings that was chosen, with the names that stand for something else here. */
export interface Arrival {
  readonly text: string;
  readonly clashes: Result['clashes'];
}

/** Says what came of an import. */
export function sayImported(result: Result): void {
  toast({
    tone: 'ok',
    text: t('Mappings: {added} new, {changed} as new versions, {same} known already, {skipped} passed over', {
      ...{ added: result.added.length, changed: result.changed.length, same: result.same.length, skipped: result.skipped.length },
    }),
  });
}

/** Asks what to do with names that stand for something else here. Until it is answered nothing has been imported. */
export function ImportDialog({ arrival, onClose }: { readonly arrival: Arrival | null; readonly onClose: () => void }) {
  return (
    <Dialog
      open={arrival !== null}
      onClose={onClose}
      size="medium"
      title={t('{n, plural, one {One name is taken} other {# names are taken}}', { n: arrival?.clashes.length ?? 0 })}
      description={t('Nothing has been imported yet. Say for each what should happen.')}
    >
      {arrival ? <ClashForm arrival={arrival} onClose={onClose} /> : null}
    </Dialog>
  );
}

function ClashForm({ arrival, onClose }: { readonly arrival: Arrival; readonly onClose: () => void }) {
  const [choices, setChoices] = useState<Readonly<Record<string, ClashChoice>>>(
    Object.fromEntries(arrival.clashes.map((clash) => [clash.name, 'both' as const])),
  );
  const bring = useChange('mapping.import', {
    topics: ['settings'],
    onDone: (result) => {
      sayImported(result);
      onClose();
    },
  });
  const options: { value: ClashChoice; label: string }[] = [
    { value: 'both', label: t('Keep both, under two names') },
    { value: 'version', label: t('Use it as a new version') },
    { value: 'skip', label: t('Do not import it') },
  ];
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        bring.mutate({ text: arrival.text, choices });
      }}
    >
      <ErrorBanner error={errorOf(bring.error)} />
      {arrival.clashes.map((clash) => (
        <div key={clash.name} className={styles['clash']}>
          <Select<ClashChoice>
            label={clash.name}
            hint={t(
              '{here, plural, one {# version} other {# versions}} here, {there, plural, one {# version} other {# versions}} in the file',
              {
                here: clash.versionsHere,
                there: clash.versionsThere,
              },
            )}
            value={choices[clash.name] ?? 'both'}
            options={options}
            onChange={(choice) => setChoices({ ...choices, [clash.name]: choice })}
          />
        </div>
      ))}
      <div className={styles['buttons']}>
        <Button onClick={onClose}>{t('Cancel')}</Button>
        <Button type="submit" look="primary" busy={bring.isPending}>
          {t('Import')}
        </Button>
      </div>
    </form>
  );
}
