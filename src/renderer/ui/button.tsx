import { useId, type ButtonHTMLAttributes, type ReactNode, type Ref } from 'react';
import { cx } from './class-names.ts';
import styles from './button.module.css';
import { Tip } from './tooltip.tsx';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** `primary` once per view at most: the step that goes on. */
  readonly look?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly icon?: ReactNode;
  /** Why it can not be pressed now. The button stays focusable and says the reason; null or absent means it can. */
  readonly reason?: string | null | undefined;
  /** Work started by it is under way: pressing again does nothing. */
  readonly busy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that says what happens. Never disabled without a reason a person can read. */
export function Button({ look = 'secondary', icon, reason, busy, children, className, onClick, type, ...rest }: ButtonProps) {
  const reasonId = useId();
  const blocked = Boolean(reason) || Boolean(busy);
  const button = (
    <button
      {...rest}
      type={type ?? 'button'}
      className={cx(styles['button'], styles[look], className)}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      aria-describedby={reason ? reasonId : rest['aria-describedby']}
      onClick={(event) => {
        if (blocked) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon}
      {children}
    </button>
  );
  if (!reason) return button;
  return (
    <>
      <Tip text={reason}>{button}</Tip>
      <span id={reasonId} className="visually-hidden">
        {reason}
      </span>
    </>
  );
}
