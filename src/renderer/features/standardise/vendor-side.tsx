import { useState } from 'react';
import type { SpellingRow, VendorRow } from '../../../shared/contract/standard-rows.ts';
import { client } from '../../door/client.ts';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckField, Field } from '../../ui/field.tsx';
import styles from './standardise.module.css';

const SHOWN = 500;

/** One vendor: its name, and its spellings with how each came to it. Ticked ones can be taken out. */
export function VendorSide({
  caseId,
  vendor,
  readOnly,
  onWork,
}: {
  readonly caseId: string;
  readonly vendor: VendorRow;
  readonly readOnly: string | null;
  readonly onWork: (work: Promise<readonly number[]>, text: string) => void;
}) {
  const members = useVault('vendor.members', { caseId, vendorId: vendor.id, limit: SHOWN }, { keepPrevious: true });
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [name, setName] = useState(vendor.name);
  const spellings = members.data?.rows ?? [];
  const chosen = spellings.filter((each) => ticked.has(each.id));
  const takeOut = () => {
    const work = client.call('vendor.unmerge', { caseId, nameIds: chosen.map((each) => each.id) });
    setTicked(new Set());
    onWork(
      work.then((answer) => [answer.undoId]),
      t('{n, plural, one {# spelling taken out} other {# spellings taken out}}', { n: chosen.length }),
    );
  };
  const rename = () => {
    const work = client.call('vendor.rename', { caseId, vendorId: vendor.id, name: name.trim() });
    onWork(
      work.then((answer) => [answer.undoId]),
      t('Named “{name}”', { name: name.trim() }),
    );
  };
  const why =
    readOnly ??
    (chosen.length === 0
      ? t('Tick spellings first.')
      : chosen.length === spellings.length
        ? t('Leave at least one spelling with the vendor.')
        : null);
  return (
    <div className={styles['side']}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (readOnly === null && name.trim() !== '' && name.trim() !== vendor.name) rename();
        }}
      >
        <Field
          label={t('Name')}
          value={name}
          maxLength={200}
          readOnly={readOnly !== null}
          hint={vendor.named ? t('Named by a person.') : t('Its most frequent spelling.')}
          onChange={(event) => setName(event.target.value)}
        />
        <div className={styles['buttons']} data-end>
          <Button
            type="submit"
            reason={readOnly ?? (name.trim() === '' || name.trim() === vendor.name ? t('The name is the same.') : null)}
          >
            {t('Name it so')}
          </Button>
        </div>
      </form>
      <section>
        <h3>{t('Spellings in the files')}</h3>
        <ErrorBanner error={errorOf(members.error)} />
        <div className={styles['rows']}>
          {spellings.map((each) => (
            <CheckField
              key={each.id}
              label={each.spelling}
              hint={t('{n, plural, one {# row} other {{shown} rows}}. {how}', {
                n: each.rows,
                shown: formatCount(each.rows),
                how: howTitle(each.joinedBy),
              })}
              checked={ticked.has(each.id)}
              onChange={(event) =>
                setTicked((old) => new Set(event.target.checked ? [...old, each.id] : [...old].filter((id) => id !== each.id)))
              }
            />
          ))}
        </div>
        {(members.data?.total ?? 0) > SHOWN ? (
          <p>{t('The {n} most frequent of {total}.', { n: SHOWN, total: formatCount(members.data?.total ?? 0) })}</p>
        ) : null}
        <div className={styles['buttons']} data-end>
          <Button reason={why} onClick={takeOut}>
            {t('Take them out')}
          </Button>
        </div>
      </section>
    </div>
  );
}

function howTitle(how: SpellingRow['joinedBy']): string {
  return {
    alone: t('The only spelling.'),
    same: t('The same words.'),
    similar: t('Alike: a letter, a cut or a country apart.'),
    person: t('Decided by a person.'),
  }[how];
}
