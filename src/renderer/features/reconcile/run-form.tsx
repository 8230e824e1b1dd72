import { useState } from 'react';
import { reconcileSettings, type ReconcileSettings } from '../../../shared/contract/reconcile.ts';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { parseAmount } from '../../../shared/money.ts';
import { exponentOf } from '../../../shared/currency.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { formatCount, formatMoney } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckField, Field } from '../../ui/field.tsx';
import styles from './run-form.module.css';
import { presetSides } from './preset.ts';

/** Which sources are matched with which, and how near is near enough. */
export function RunForm({
  caseId,
  sources,
  currency,
  settings,
  onStarted,
  onCancel,
}: {
  readonly caseId: string;
  readonly sources: readonly SourceSummary[];
  readonly currency: string;
  /** The settings of the latest run, or null. */
  readonly settings: ReconcileSettings | null;
  readonly onStarted: () => void;
  readonly onCancel?: () => void;
}) {
  const preset = settings ?? presetSides(sources);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set(preset.leftSources));
  const [right, setRight] = useState<ReadonlySet<number>>(new Set(preset.rightSources));
  const [tolerance, setTolerance] = useState(formatMoney(settings?.toleranceMinor ?? 0, currency).replaceAll(',', ''));
  const [days, setDays] = useState(String(settings?.windowDays ?? 5));
  const [threshold, setThreshold] = useState(String(settings?.threshold ?? 50));
  const [asked, setAsked] = useState(false);
  const run = useChange('reconcile.run', { onDone: onStarted });
  const amount = parseAmount(tolerance.trim(), '.', exponentOf(currency));
  const parsed = reconcileSettings.safeParse({
    leftSources: [...left],
    rightSources: [...right],
    toleranceMinor: amount.problem === undefined ? amount.minor : -1,
    windowDays: days.trim() === '' ? -1 : Number(days),
    threshold: threshold.trim() === '' ? -1 : Number(threshold),
  });
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0])));
  const says = (field: string, sentence: string) => (asked && wrong.has(field) ? sentence : undefined);
  const choose = (side: 'left' | 'right', id: number, on: boolean) => {
    const change = (set: ReadonlySet<number>, has: boolean) => new Set(has ? [...set, id] : [...set].filter((each) => each !== id));
    setLeft(change(left, on && side === 'left'));
    setRight(change(right, on && side === 'right'));
  };
  const ready = sources.filter((source) => source.state === 'ready');
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (parsed.success && !run.isPending) run.mutate({ caseId, ...parsed.data });
      }}
    >
      <div className={styles['sides']}>
        <Side
          title={t('Statement')}
          sources={ready}
          chosen={left}
          error={says('leftSources', t('Choose at least one statement.'))}
          onChoose={(id, on) => choose('left', id, on)}
        />
        <Side
          title={t('Ledger')}
          sources={ready}
          chosen={right}
          error={says('rightSources', t('Choose at least one ledger.'))}
          onChoose={(id, on) => choose('right', id, on)}
        />
      </div>
      <div className={styles['limits']}>
        <Field
          label={t('Amounts may differ by ({currency})', { currency })}
          inputMode="decimal"
          value={tolerance}
          onChange={(event) => setTolerance(event.target.value)}
          error={says('toleranceMinor', t('An amount from 0.00 to 10,000.00.'))}
        />
        <Field
          label={t('Dates may differ by (days)')}
          inputMode="numeric"
          value={days}
          onChange={(event) => setDays(event.target.value)}
          error={says('windowDays', t('Whole days from 0 to 90.'))}
        />
        <Field
          label={t('Suggest from score')}
          inputMode="numeric"
          value={threshold}
          onChange={(event) => setThreshold(event.target.value)}
          error={says('threshold', t('A whole number from 0 to 100.'))}
        />
      </div>
      <p className={styles['note']}>
        {t('Accepted matches stay as they are, and rejected pairs are not suggested again. Suggestions nobody has answered are replaced.')}
      </p>
      <ErrorBanner error={errorOf(run.error)} />
      <div className={styles['buttons']}>
        {onCancel ? <Button onClick={onCancel}>{t('Cancel')}</Button> : null}
        <Button type="submit" look="primary" busy={run.isPending}>
          {t('Match statement and ledger')}
        </Button>
      </div>
    </form>
  );
}

function Side({
  title,
  sources,
  chosen,
  error,
  onChoose,
}: {
  readonly title: string;
  readonly sources: readonly SourceSummary[];
  readonly chosen: ReadonlySet<number>;
  readonly error: string | undefined;
  readonly onChoose: (id: number, on: boolean) => void;
}) {
  return (
    <fieldset className={styles['side']} aria-invalid={error ? true : undefined}>
      <legend>{title}</legend>
      {sources.map((source) => (
        <CheckField
          key={source.id}
          label={source.name}
          hint={t('{n} rows, {from} to {to}', {
            n: formatCount(source.rowsKept),
            from: source.firstDate ?? t('not known'),
            to: source.lastDate ?? t('not known'),
          })}
          checked={chosen.has(source.id)}
          onChange={(event) => onChoose(source.id, event.target.checked)}
        />
      ))}
      <p className={styles['error']} aria-live="polite">
        {error ?? ''}
      </p>
    </fieldset>
  );
}
