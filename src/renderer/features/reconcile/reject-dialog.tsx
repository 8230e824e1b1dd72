import { useRef, useState } from 'react';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import styles from './dialogs.module.css';

/** The reasons that come up most; the text may add to any of them. */
function reasons(): readonly string[] {
  return [
    t('Another payment of the same amount'),
    t('The amounts differ'),
    t('Too far apart in time'),
    t('Another party'),
    t('A line that stands twice'),
    t('Other'),
  ];
}

/** Asks why a match is rejected. R, Enter rejects with the first reason; arrows choose another, the text says more. */
export function RejectDialog({
  open,
  count,
  onClose,
  onReject,
}: {
  readonly open: boolean;
  readonly count: number;
  readonly onClose: () => void;
  readonly onReject: (reason: string) => void;
}) {
  const first = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="small"
      title={t('{n, plural, one {Reject this match} other {Reject # matches}}', { n: count })}
      description={t('The rows become unmatched again, and matching will not propose this pair a second time.')}
      initialFocus={first}
    >
      <RejectForm first={first} count={count} onClose={onClose} onReject={onReject} />
    </Dialog>
  );
}

function RejectForm({
  first,
  count,
  onClose,
  onReject,
}: {
  readonly first: React.RefObject<HTMLInputElement | null>;
  readonly count: number;
  readonly onClose: () => void;
  readonly onReject: (reason: string) => void;
}) {
  const choices = reasons();
  const other = choices.length - 1;
  const [chosen, setChosen] = useState(0);
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const submit = () => {
    const more = text.trim();
    if (chosen === other && more === '') return setError(t('Say in a few words why the match is rejected.'));
    onReject(chosen === other ? more : more === '' ? choices[chosen]! : `${choices[chosen]!}: ${more}`);
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset className={styles['choices']}>
        <legend>{t('Reason')}</legend>
        {choices.map((choice, at) => (
          <label key={choice}>
            <input ref={at === 0 ? first : null} type="radio" name="reason" checked={chosen === at} onChange={() => setChosen(at)} />
            <span>{choice}</span>
          </label>
        ))}
      </fieldset>
      <Field label={t('In your words')} value={text} maxLength={400} onChange={(event) => setText(event.target.value)} error={error} />
      <div className={styles['buttons']}>
        <Button onClick={onClose}>{t('Keep it')}</Button>
        <Button type="submit" look="primary">
          {t('{n, plural, one {Reject match} other {Reject # matches}}', { n: count })}
        </Button>
      </div>
    </form>
  );
}
