import { useId } from 'react';
import styles from './choice.module.css';
import type { SelectOption } from './select.tsx';

/** Two to five choices side by side: radio buttons drawn as one bar. Arrow keys move, as radio buttons do. */
export function Choice<V extends string>({
  label,
  value,
  options,
  onChange,
  bare,
}: {
  readonly label: string;
  readonly value: V;
  readonly options: readonly SelectOption<V>[];
  readonly onChange: (value: V) => void;
  readonly bare?: boolean;
}) {
  const name = useId();
  return (
    <fieldset className={styles['choice']}>
      <legend className={bare ? 'visually-hidden' : styles['legend']}>{label}</legend>
      <div className={styles['bar']}>
        {options.map((option) => (
          <label key={option.value} className={styles['option']}>
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
