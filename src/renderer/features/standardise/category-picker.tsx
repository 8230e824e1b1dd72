import { useId, useMemo, useRef, useState, useEffect, type KeyboardEvent, type RefObject } from 'react';
import type { CategoryRow } from '../../../shared/contract/standard-rows.ts';
import { t } from '../../text/t.ts';
import { Field } from '../../ui/field.tsx';
import styles from './standardise.module.css';

/** A category found by typing part of its code or name; arrows move, Enter takes. */
export function CategoryPicker({
  label,
  categories,
  field,
  onPick,
}: {
  readonly label: string;
  readonly categories: readonly CategoryRow[];
  readonly field?: RefObject<HTMLInputElement | null>;
  readonly onPick: (category: CategoryRow) => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => {
    const wanted = typed.trim().toLocaleLowerCase('en');
    return categories.filter((each) => `${each.code} ${each.name}`.toLocaleLowerCase('en').includes(wanted));
  }, [typed, categories]);
  useEffect(() => setAt(0), [typed]);
  useEffect(() => {
    // In braces: newer engines answer scrolling with a promise, and an effect's answer would be taken for its clean-up.
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const onKeyDown = (event: KeyboardEvent) => {
    const last = Math.max(1, found.length);
    if (event.key === 'ArrowDown') setAt((at + 1) % last);
    else if (event.key === 'ArrowUp') setAt((at - 1 + last) % last);
    else if (event.key === 'Enter') {
      const picked = found[at];
      if (picked) onPick(picked);
    } else return;
    event.preventDefault();
  };
  return (
    <div className={styles['form']}>
      <Field
        {...(field ? { ref: field } : {})}
        label={label}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found[at] ? `${id}-${found[at].id}` : undefined}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} tabIndex={-1} className={styles['options']}>
        {found.map((category, index) => (
          <div
            key={category.id}
            id={`${id}-${category.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={styles['option']}
            onPointerMove={() => setAt(index)}
            onClick={() => onPick(category)}
          >
            <code>{category.code}</code>
            <span>{category.name}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? <p>{t('The chart has no such category.')}</p> : null}
    </div>
  );
}
