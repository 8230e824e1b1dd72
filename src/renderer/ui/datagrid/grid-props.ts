import type { ReactNode, Ref } from 'react';
import type { MenuEntry } from '../menu.tsx';
import type { Column } from './column.ts';
import type { GridRows } from './vault-rows.ts';

export interface GridHandle<Row> {
  focus(): void;
  /** Puts the cursor on a row (zero-based) and shows it. */
  goTo(row: number): void;
  /** The row under the cursor and its index, or null while it is loading or there is none. */
  current(): { readonly row: Row; readonly index: number } | null;
  /** All rows of the selected rectangle, loading what is missing. */
  selected(signal: AbortSignal): Promise<Row[]>;
}

export interface DataGridProps<Row> {
  /** Stable name: layouts are kept under it. */
  readonly id: string;
  /** What the rows are: names the grid for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: GridRows<Row>;
  readonly currency?: string;
  readonly initialRow?: number;
  /** Extra controls in the grid's bar. */
  readonly tools?: ReactNode;
  /** Shown instead of rows where there are none without a filter. */
  readonly empty?: ReactNode;
  readonly onActiveRow?: (row: Row | null, index: number) => void;
  readonly onOpen?: (row: Row, index: number) => void;
  readonly onPreview?: (row: Row, index: number) => void;
  readonly rowMenu?: (row: Row, index: number) => MenuEntry[];
  readonly rowTone?: (row: Row) => 'muted' | 'changed' | undefined;
  readonly ref?: Ref<GridHandle<Row>>;
}
