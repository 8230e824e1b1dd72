import type { Inspection } from '../../../shared/contract/import.ts';
import { isTable } from '../../sources/format-title.ts';
import { t } from '../../text/t.ts';
import { Choice } from '../../ui/choice.tsx';
import { CheckField, Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './import.module.css';
import { changeItem, type QueueItem } from './queue.ts';

/** What the source is called in the case, whose account it is, and what to remember for the next file of its kind. */
export function ImportForm({ item, inspection }: { readonly item: QueueItem; readonly inspection: Inspection }) {
  const change = (next: Partial<QueueItem>) => changeItem(item.key, next);
  const rejected = inspection.rowsRejected;
  return (
    <Panel title={t('Import as')}>
      <div className={styles['form']}>
        <Choice
          label={t('Kind of file')}
          value={item.kind}
          options={[
            { value: 'bank', label: t('Bank') },
            { value: 'ledger', label: t('Ledger') },
            { value: 'payments', label: t('Payments') },
          ]}
          onChange={(kind) => change({ kind })}
        />
        <Field
          label={t('Name')}
          value={item.name}
          maxLength={200}
          required
          error={item.name.trim() === '' ? t('Give the source a name.') : undefined}
          onChange={(event) => change({ name: event.target.value })}
        />
        <Field
          label={t('Account')}
          value={item.account}
          maxLength={100}
          mono
          hint={
            inspection.statementsTotal > 1
              ? t('Each statement of the file keeps the account that it names.')
              : t('Statements of one account are compared for repeats.')
          }
          onChange={(event) => change({ account: event.target.value })}
        />
        {isTable(inspection.format) ? (
          <Field
            label={t('Save mapping as')}
            value={item.saveAs}
            maxLength={100}
            placeholder={t('Not saved')}
            onChange={(event) => change({ saveAs: event.target.value })}
          />
        ) : null}
        {rejected > 0 ? (
          <CheckField
            label={t('Go on without {n, plural, one {# row that gives} other {# rows that give}} no transaction', { n: rejected })}
            hint={t('They stay in the sealed file and in the list of problems.')}
            checked={item.lossAccepted}
            onChange={(event) => change({ lossAccepted: event.target.checked })}
          />
        ) : null}
      </div>
    </Panel>
  );
}
