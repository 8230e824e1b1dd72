import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { cx } from './class-names.ts';
import styles from './field.module.css';

/** The frame of a labelled control: label above, hint and error below, both tied to the control for screen readers. */
export function FieldFrame({
  id,
  label,
  hint,
  error,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      {children}
      {hint ? (
        <div id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </div>
      ) : null}
      <div id={`${id}-error`} className={styles['error']} aria-live="polite">
        {error ?? ''}
      </div>
    </div>
  );
}

export interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint?: ReactNode;
  /** A sentence; shown below and announced. */
  readonly error?: string | undefined;
  /** Monospace, for codes and hashes. */
  readonly mono?: boolean;
  /** A control inside the right end of the input. */
  readonly end?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text with its label. */
export function Field({ label, hint, error, mono, end, className, id, ...rest }: FieldProps) {
  const own = useId();
  const inputId = id ?? own;
  return (
    <FieldFrame id={inputId} label={label} hint={hint} error={error}>
      <div className={styles['box']}>
        <input
          {...rest}
          id={inputId}
          className={cx(styles['input'], mono && styles['mono'], className)}
          aria-invalid={error ? true : undefined}
          aria-describedby={cx(hint ? `${inputId}-hint` : null, error ? `${inputId}-error` : null) || undefined}
          spellCheck={rest.spellCheck ?? false}
        />
        {end ? <div className={styles['end']}>{end}</div> : null}
      </div>
    </FieldFrame>
  );
}

/** A box to tick, with its sentence beside it. */
export function CheckField({
  label,
  hint,
  className,
  ...rest
}: Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & {
  readonly label: string;
  readonly hint?: string;
  readonly ref?: Ref<HTMLInputElement>;
}) {
  const id = useId();
  return (
    <div className={cx(styles['check'], className)}>
      <input {...rest} id={id} type="checkbox" aria-describedby={hint ? `${id}-hint` : undefined} />
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
