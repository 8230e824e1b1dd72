import type { OutputOf } from '../../../shared/contract/table.ts';
import type { TransactionRow } from '../../../shared/contract/common.ts';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { storedRoleTitle } from '../../sources/role-titles.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DateText, HashText, Money } from '../../ui/values.tsx';
import { placedPieces, rawPieces } from './field-spans.ts';
import { PageView } from './page-view.tsx';
import styles from './source-line.module.css';

type Line = OutputOf<'transaction.source'>;
/** Roles whose cell decides the figures of the row. */
const FIGURES: readonly string[] = ['date', 'amount', 'debit', 'credit', 'sign'];

/** Where a transaction came from: its line, byte for byte, between its neighbours, and how each field was read. */
export function SourceLine({ caseId, row }: { readonly caseId: string; readonly row: TransactionRow }) {
  const source = useVault('transaction.source', { caseId, transactionId: row.id }, { keepPrevious: true });
  const data = source.data;
  return (
    <div className={styles['source']}>
      <p className={styles['amount']}>
        <Money minor={row.amountMinor} currency={row.currency} withCode />
      </p>
      <p className={styles['what']}>{row.description || t('No description')}</p>
      {row.duplicateOf === null ? null : <Chip tone="info">{t('Repeats row {id}', { id: formatCount(row.duplicateOf) })}</Chip>}
      <Facts
        facts={[
          { label: t('Date'), value: <DateText iso={row.date} /> },
          { label: t('Counterparty'), value: row.counterparty || t('n/a') },
          { label: t('Reference'), value: row.reference ? <code>{row.reference}</code> : t('n/a') },
          { label: t('Category'), value: row.category || t('n/a') },
          { label: t('Source'), value: row.sourceName },
        ]}
      />
      <ErrorBanner error={errorOf(source.error)} />
      {source.isPending ? <Skeleton lines={5} /> : null}
      {data ? <InTheFile data={data} /> : null}
    </div>
  );
}

function InTheFile({ data }: { readonly data: Line }) {
  return (
    <>
      <h3>{placeTitle(data)}</h3>
      {data.page === null ? (
        <div className={styles['lines']} role="group" aria-label={t('Lines of the file')}>
          {data.before.map((text, at) => (
            <FileLine key={`before-${at}`} number={data.line - data.before.length + at} text={text} />
          ))}
          <FileLine number={data.line} text={data.raw} fields={data.fields} />
          {data.after.map((text, at) => (
            <FileLine key={`after-${at}`} number={data.line + data.raw.split(/\r\n|\n|\r/).length + at} text={text} />
          ))}
        </div>
      ) : (
        <PageView page={data.page} fields={data.fields} />
      )}
      <h3>{t('As it was read')}</h3>
      <table className={styles['fields']}>
        <tbody>
          {data.fields.map((field, at) => (
            <tr key={at} data-figure={FIGURES.includes(field.role) || undefined}>
              <th scope="row">
                {field.name} {field.cell === undefined ? null : <code className={styles['cell']}>{field.cell}</code>}
              </th>
              <td>
                <code>{field.value || '\u00a0'}</code>
              </td>
              <td className={styles['role']}>{storedRoleTitle(field.role)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Facts
        facts={[
          { label: t('File'), value: data.fileName },
          { label: t('SHA-256'), value: <HashText hash={data.sha256} label={t('SHA-256')} /> },
          ...(data.sheet === '' ? [] : [{ label: t('Sheet'), value: data.sheet }]),
          // A workbook or a PDF is packed: its bytes show no value.
          ...(data.page !== null || data.sheet !== ''
            ? []
            : [
                {
                  label: t('Bytes'),
                  value: t('{from} to {to} ({n, plural, one {# byte} other {# bytes}})', {
                    from: formatCount(data.byteStart),
                    to: formatCount(data.byteStart + data.byteLength),
                    n: data.byteLength,
                  }),
                },
              ]),
        ]}
      />
    </>
  );
}

/** Where the record stands, in the file's own terms. */
function placeTitle({ line, sheet, page }: Line): string {
  if (page !== null) return t('On page {page}', { page: formatCount(page.number) });
  if (sheet !== '') return t('In the sheet, row {line}', { line: formatCount(line) });
  return t('In the file, line {line}', { line: formatCount(line) });
}

/** A line of the file; with its fields, the cells that make the figures are marked. */
function FileLine({ number, text, fields }: { readonly number: number; readonly text: string; readonly fields?: Line['fields'] }) {
  const pieces = fields ? (fields.some((field) => field.at) ? placedPieces(text, fields) : rawPieces(text, fields.map((field) => field.value))) : null; // prettier-ignore
  return (
    <div className={styles['line']} data-here={fields ? true : undefined}>
      <span className={styles['number']}>{formatCount(number)}</span>
      <code>
        {pieces && fields
          ? pieces.map((piece, at) => {
              const field = piece.field === null ? undefined : fields[piece.field];
              if (!field || !FIGURES.includes(field.role)) return <span key={at}>{piece.text}</span>;
              return (
                <mark key={at} title={field.name}>
                  {piece.text}
                </mark>
              );
            })
          : text}
      </code>
    </div>
  );
}
