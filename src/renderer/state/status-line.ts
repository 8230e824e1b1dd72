import { create } from 'zustand';

/** What the status bar says of the focused grid: totals of the selection, and where the cursor is. */
export interface StatusLine {
  readonly totals: readonly { readonly label: string; readonly value: string }[];
  readonly place: string;
}
const EMPTY: StatusLine = { totals: [], place: '' };

export const useStatusLine = create<StatusLine>()(() => EMPTY);

/** Shows a selection's totals. */
export function setStatusLine(line: StatusLine): void {
  useStatusLine.setState(line);
}

/** Empties the line, when the grid goes away or the vault locks. */
export function clearStatusLine(): void {
  useStatusLine.setState(EMPTY);
}
