import { useRef, useState, type FormEvent } from 'react';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Field } from '../field.tsx';

/** Asks for a row number and goes there. */
export function GoToRow({
  open,
  total,
  onGo,
  onClose,
}: {
  readonly open: boolean;
  readonly total: number;
  readonly onGo: (row: number) => void;
  readonly onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const row = Number(typed.replaceAll(/[,\s]/g, ''));
  const valid = Number.isInteger(row) && row >= 1 && row <= total;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!valid) return;
    onGo(row - 1);
    setTyped('');
    onClose();
  };
  const range = t('A whole number from 1 to {total}', { total: formatCount(total) });
  return (
    <Dialog open={open} onClose={onClose} size="small" title={t('Go to row')} initialFocus={input}>
      <form onSubmit={submit} noValidate>
        <Field
          ref={input}
          label={t('Row number')}
          hint={range}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          error={typed !== '' && !valid ? t('There is no row {typed}.', { typed }) : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        <p>
          <Button type="submit" look="primary" reason={valid ? null : range}>
            {t('Go to row')}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}
