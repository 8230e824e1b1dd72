import { useCallback, useState } from 'react';
import type { CommandName, InputOf, OutputOf } from '../../../shared/contract/table.ts';
import { client } from '../../door/client.ts';
import { useRevision } from '../../door/revisions.ts';
import { useScreenSearch } from '../../state/use-search.ts';
import { BLOCK_ROWS, type BlockAnswer } from './blocks.ts';
import type { Condition } from './filter-text.ts';
import type { GridSource } from './use-blocks.ts';

/** How a list is looked at: its sort keys (`-` is descending) and the conditions of its filter row. */
export interface GridView {
  readonly sort: readonly string[];
  readonly filter: readonly Condition[];
  readonly onSort: (sort: string[]) => void;
  readonly onFilter: (filter: Condition[]) => void;
}
/** All a `DataGrid` needs to know of its rows. */
export type GridRows<Row> = GridSource<Row> & GridView;

/** A view kept with the component: for lists in dialogs, tabs and strips. */
export function useGridView(firstSort: readonly string[] = []): GridView {
  const [sort, onSort] = useState<readonly string[]>(firstSort);
  const [filter, onFilter] = useState<readonly Condition[]>([]);
  return { sort, filter, onSort, onFilter };
}

/** A view kept in the address, for the one main list of a screen: it survives Back, and a saved view is an address. */
export function useSearchView(firstSort: readonly string[] = []): GridView {
  const [search, change] = useScreenSearch();
  const onSort = useCallback((sort: string[]) => change({ sort: sort.length === 0 ? undefined : sort }), [change]);
  const onFilter = useCallback((filter: Condition[]) => change({ filter: filter.length === 0 ? undefined : filter }), [change]);
  return { sort: search.sort ?? firstSort, filter: search.filter ?? [], onSort, onFilter };
}

/** Commands that answer in pages. */
type PagedName = {
  [N in CommandName]: OutputOf<N> extends { total: number; unfiltered: number; rows: unknown[] } ? N : never;
}[CommandName];
export type RowOf<N extends PagedName> = OutputOf<N>['rows'][number];
type Fixed<N extends CommandName> = Omit<InputOf<N>, 'offset' | 'limit' | 'sort' | 'filter'>;

/**
 * The rows of a paged command as a grid's source. Stays current: when the event stream says that the command's answer may
 * have changed, what is on the screen is asked again in place.
 * @param input everything but paging, sort and filter; its contents make the list's key, so it may be a fresh object
 * @param options.sortable false for commands without a sort field (the audit log)
 */
export function useVaultRows<N extends PagedName>(
  name: N,
  input: Fixed<N>,
  view: GridView,
  options: { readonly sortable?: boolean; readonly filterable?: boolean } = {},
): GridRows<RowOf<N>> {
  const { sortable = true, filterable = true } = options;
  const asked = { ...input, ...(sortable ? { sort: view.sort } : {}), ...(filterable ? { filter: view.filter } : {}) };
  const loadBlock = async (block: number, signal: AbortSignal): Promise<BlockAnswer<RowOf<N>>> => {
    // The rest of the input was typed by `Fixed<N>`; joining it with paging is beyond what the compiler follows.
    const whole = { ...asked, offset: block * BLOCK_ROWS, limit: BLOCK_ROWS } as unknown as InputOf<N>;
    return (await client.call(name, whole, { signal })) as BlockAnswer<RowOf<N>>;
  };
  return { key: `${name} ${JSON.stringify(asked)}`, revision: useRevision(name), loadBlock, ...view };
}
