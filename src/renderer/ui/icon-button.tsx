import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import styles from './button.module.css';
import { cx } from './class-names.ts';
import { Tip } from './tooltip.tsx';

/** A button with an icon alone; its label is its name and, with its key, its tooltip. */
export function IconButton({
  label,
  keys,
  icon,
  className,
  ...rest
}: Omit<ButtonProps, 'children' | 'icon'> & { readonly label: string; readonly icon: ReactNode; readonly keys?: string | undefined }) {
  return (
    <Tip text={label} keys={keys}>
      <Button {...rest} look={rest.look ?? 'quiet'} aria-label={label} className={cx(styles['square'], className)} icon={icon} />
    </Tip>
  );
}
