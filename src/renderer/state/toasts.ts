import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly tone: 'ok' | 'info' | 'warn' | 'bad';
  readonly text: string;
  /** Label and effect of the one button, usually Undo. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Notices on the screen, oldest first. They hold text about the case, so a lock empties them. */
export const useToasts = create<{ readonly toasts: readonly Toast[] }>()(() => ({ toasts: [] }));
let next = 1;

/** Shows a notice for six seconds (longer while it is hovered or focused). Errors must also stand in the page. */
export function toast(notice: Omit<Toast, 'id'>): number {
  const id = next++;
  // Four at most: more would cover the work, and the oldest has been seen.
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-3), { ...notice, id }] }));
  return id;
}

/** Takes a notice away. */
export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((each) => each.id !== id) }));
}

/** Takes all notices away. */
export function clearToasts(): void {
  useToasts.setState({ toasts: [] });
}
