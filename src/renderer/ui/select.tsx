import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useId } from 'react';
import { FieldFrame } from './field.tsx';
import { layersElement } from './layers.ts';
import menu from './menu.module.css';
import styles from './select.module.css';

export interface SelectOption<V extends string> {
  readonly value: V;
  readonly label: string;
}

interface SelectProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly SelectOption<V>[];
  readonly onChange: (value: V) => void;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** Without the label above, for toolbars; the label stays its name. */
  readonly bare?: boolean;
}

/** One of a few. For more than about twenty options use a search. */
export function Select<V extends string>({ label, value, options, onChange, hint, error, bare }: SelectProps<V>) {
  const id = useId();
  const items = Object.fromEntries(options.map((option) => [option.value, option.label]));
  const control = (
    <Base.Root items={items} value={value} onValueChange={(next) => next !== null && onChange(next as V)} modal={false}>
      <Base.Trigger id={id} className={styles['trigger']} aria-label={bare ? `${label}: ${items[value] ?? ''}` : undefined}>
        <Base.Value />
        <Base.Icon className={styles['icon']}>
          <ChevronsUpDown aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal container={layersElement()}>
        <Base.Positioner className={menu['positioner']} sideOffset={4} alignItemWithTrigger={false} collisionPadding={8}>
          <Base.Popup className={menu['popup']}>
            {options.map((option) => (
              <Base.Item key={option.value} value={option.value} className={menu['item']}>
                <span className={menu['icon']}>
                  <Base.ItemIndicator>
                    <Check aria-hidden />
                  </Base.ItemIndicator>
                </span>
                <Base.ItemText className={menu['label']}>{option.label}</Base.ItemText>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
  if (bare) return control;
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      {control}
    </FieldFrame>
  );
}
