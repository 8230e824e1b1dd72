import { useState } from 'react';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckField, Field } from '../../ui/field.tsx';
import styles from './flags.module.css';

const FIRST_SEED = 20260101;

/** Which sources are scored, and the seed that makes the run repeatable. */
export function ScoreForm({
  caseId,
  sources,
  seed,
  onStarted,
  onCancel,
}: {
  readonly caseId: string;
  readonly sources: readonly SourceSummary[];
  readonly seed: number | null;
  readonly onStarted: () => void;
  readonly onCancel?: () => void;
}) {
  const ready = sources.filter((source) => source.state === 'ready');
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [typed, setTyped] = useState(String(seed ?? FIRST_SEED));
  const [asked, setAsked] = useState(false);
  const run = useChange('flags.run', { onDone: onStarted });
  const value = Number(typed);
  const readable = typed.trim() !== '' && Number.isSafeInteger(value) && value >= 0;
  const chosen = ready.filter((source) => !left.has(source.id));
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (!readable || chosen.length === 0 || run.isPending) return;
        run.mutate({ caseId, seed: value, sourceIds: chosen.length === ready.length ? [] : chosen.map((source) => source.id) });
      }}
    >
      <fieldset className={styles['sources']}>
        <legend>{t('Sources')}</legend>
        {ready.map((source) => (
          <CheckField
            key={source.id}
            label={source.name}
            hint={t('{n} rows', { n: formatCount(source.rowsKept) })}
            checked={!left.has(source.id)}
            onChange={(event) =>
              setLeft((old) => new Set(event.target.checked ? [...old].filter((id) => id !== source.id) : [...old, source.id]))
            }
          />
        ))}
        <p className={styles['error']} aria-live="polite">
          {asked && chosen.length === 0 ? t('Choose at least one source.') : ''}
        </p>
      </fieldset>
      <Field
        label={t('Seed')}
        hint={t('The same data and the same seed give the same scores, whoever runs it.')}
        inputMode="numeric"
        mono
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        error={asked && !readable ? t('A whole number.') : undefined}
      />
      <ErrorBanner error={errorOf(run.error)} />
      <div className={styles['buttons']}>
        {onCancel ? <Button onClick={onCancel}>{t('Cancel')}</Button> : null}
        <Button type="submit" look="primary" busy={run.isPending}>
          {t('Score transactions')}
        </Button>
      </div>
    </form>
  );
}
