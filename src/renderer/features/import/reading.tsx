import { useState } from 'react';
import type { Inspection, Layout } from '../../../shared/contract/import.ts';
import { isCurrency } from '../../../shared/currency.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { formatTitle, isLoose, isTable } from '../../sources/format-title.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import styles from './import.module.css';
import { dateOptions, delimiterOptions, encodingOptions, quoteOptions, signOptions } from './reading-choices.ts';

/** How the file is read: each part with why it was decided so, and a control that decides otherwise. */
export function Reading({
  inspection,
  told,
  caseCurrency,
  onDecide,
  onSheet,
}: {
  readonly inspection: OutputOf<'import.inspect'>;
  readonly told: Partial<Layout>;
  readonly caseCurrency: string;
  readonly onDecide: (patch: Partial<Layout>) => void;
  /** Another sheet of the workbook is to be read, from the beginning. */
  readonly onSheet: (sheet: string) => void;
}) {
  const { layout, mapping } = inspection;
  const why = (about: string) => <Because inspection={inspection} about={about} />;
  const select = <V extends string>(label: string, value: V, options: readonly SelectOption<V>[], onChange: (value: V) => void) => (
    <Select label={label} value={value} options={options} onChange={onChange} />
  );
  const header = layout.hasHeader ? 'yes' : 'no';
  const { format, sheets } = inspection;
  const table = isTable(format);
  return (
    <Panel
      title={t('How it is read')}
      action={
        Object.keys(told).length > 0 ? (
          <Chip tone="info">{t('Changed by hand')}</Chip>
        ) : mapping ? (
          <Chip tone="ok">{t('Mapping: {name}, version {version}', { name: mapping.name, version: mapping.version })}</Chip>
        ) : undefined
      }
    >
      <div className={styles['reading']}>
        <p className={styles['format']}>{formatTitle(format)}</p>
        {sheets.length > 1 ? (
          <div>
            {select(
              t('Sheet'),
              layout.sheet ?? '',
              sheets.map(({ name, rows, hidden }) => ({
                value: name,
                label: hidden
                  ? t('{name} ({n, plural, one {# row} other {# rows}}, hidden)', { name, n: rows })
                  : t('{name} ({n, plural, one {# row} other {# rows}})', { name, n: rows }),
              })),
              // Another sheet is another table: what was decided about the columns of this one does not hold there.
              (sheet) => onSheet(sheet),
            )}
            {why('sheet')}
          </div>
        ) : null}
        {format === 'csv' || !table ? (
          <div>
            {select(t('Encoding'), layout.encoding, encodingOptions(layout.encoding), (encoding) => onDecide({ encoding }))}
            {why('encoding')}
          </div>
        ) : null}
        {format === 'csv' ? (
          <div className={styles['pair']}>
            {select(t('Fields end at'), layout.delimiter, delimiterOptions(layout.delimiter), (delimiter) => onDecide({ delimiter }))}
            {select(t('Quoted with'), layout.quote, quoteOptions(layout.quote), (quote) => onDecide({ quote, escape: quote }))}
            {why('dialect')}
          </div>
        ) : null}
        {table ? (
          <div className={styles['pair']}>
            {select(
              t('Header row'),
              header,
              [
                { value: 'yes', label: t('Names the columns') },
                { value: 'no', label: t('None') },
              ],
              (value) => onDecide({ hasHeader: value === 'yes', preambleRows: layout.preambleRows }),
            )}
            <CountField
              key={layout.preambleRows}
              value={layout.preambleRows}
              onDecide={(preambleRows) => onDecide({ preambleRows, hasHeader: layout.hasHeader })}
            />
            {why('header')}
          </div>
        ) : null}
        {table || isLoose(format) ? (
          <div>
            {select(t('Dates'), layout.dateFormat, dateOptions(layout.dateFormat), (dateFormat) => onDecide({ dateFormat }))}
            {why('dates')}
          </div>
        ) : null}
        {table || isLoose(format) ? (
          <div className={styles['pair']}>
            {select(
              t('Decimal mark'),
              layout.decimalMark,
              [
                { value: '.', label: t('Point 1,234.56') },
                { value: ',', label: t('Comma 1.234,56') },
              ],
              (decimalMark) => onDecide({ decimalMark }),
            )}
            <CurrencyField
              key={layout.currency}
              value={layout.currency}
              suggested={caseCurrency}
              onDecide={(currency) => onDecide({ currency })}
            />
            {why('decimal mark')}
            {why('currency')}
          </div>
        ) : null}
        {table || isLoose(format) ? (
          <div>
            {select(
              t('Money in and out'),
              layout.signRule,
              table ? signOptions() : signOptions().filter(({ value }) => value === 'signed' || value === 'inverted'),
              (signRule) => onDecide({ signRule }),
            )}
            {why('sign')}
            {why('amounts')}
          </div>
        ) : null}
      </div>
    </Panel>
  );
}

/** The reader's reason, in its words, and how sure it is where it is not certain. */
function Because({ inspection, about }: { readonly inspection: Inspection; readonly about: string }) {
  const reason = inspection.reasons.findLast((each) => each.about === about);
  if (!reason) return null;
  return (
    <p className={styles['because']}>
      {t('Because {reason}.', { reason: reason.because })} {reason.confidence < 75 ? <Chip tone="warn">{t('Please check')}</Chip> : null}
    </p>
  );
}

function CountField({ value, onDecide }: { readonly value: number; readonly onDecide: (value: number) => void }) {
  const [typed, setTyped] = useState(String(value));
  const count = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : null;
  const settle = () => {
    if (count !== null && count !== value) onDecide(count);
  };
  return (
    <Field
      label={t('Records before it')}
      inputMode="numeric"
      value={typed}
      error={count === null ? t('A whole number from 0.') : undefined}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={settle}
      onKeyDown={(event) => (event.key === 'Enter' ? settle() : undefined)}
    />
  );
}

function CurrencyField({
  value,
  suggested,
  onDecide,
}: {
  readonly value: string;
  readonly suggested: string;
  readonly onDecide: (value: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const code = typed.trim().toUpperCase();
  const known = code === '' || isCurrency(code);
  const settle = () => {
    if (known && code !== value) onDecide(code);
  };
  return (
    <Field
      label={t('Currency')}
      mono
      maxLength={3}
      value={typed}
      placeholder={t('not stated')}
      error={known ? undefined : t('Not a code of ISO 4217.')}
      hint={
        value === '' && suggested !== '' ? (
          <Button look="quiet" onClick={() => onDecide(suggested)}>
            {t('Use {code} as the case does', { code: suggested })}
          </Button>
        ) : undefined
      }
      onChange={(event) => setTyped(event.target.value)}
      onBlur={settle}
      onKeyDown={(event) => (event.key === 'Enter' ? settle() : undefined)}
    />
  );
}
