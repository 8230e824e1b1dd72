import { useCallback, useRef, useState } from 'react';
import type { UnmatchedKind } from '../../../shared/contract/reconcile.ts';
import { useScreenSearch } from '../../state/use-search.ts';
import type { Condition } from '../../ui/datagrid/filter-text.ts';
import { useSearchView, type GridView } from '../../ui/datagrid/vault-rows.ts';
import { tabOf, type ReconcileTab } from './tabs.ts';

interface Kept {
  readonly sort?: string[] | undefined;
  readonly filter?: Condition[] | undefined;
  readonly row: number;
}

/** Which list is open and how it is looked at; each list keeps its own filter, sort and place while others are shown. */
export function useViews() {
  const [search, change] = useScreenSearch();
  const tab = tabOf(search.tab);
  const view: GridView = useSearchView();
  const kept = useRef(new Map<ReconcileTab, Kept>());
  const row = useRef(search.row ?? 0);
  const [kinds, setKinds] = useState<{ left: UnmatchedKind | null; right: UnmatchedKind | null }>({ left: null, right: null });

  /** Opens a list where it was left, or with the filter and row given. */
  const open = useCallback(
    (next: ReconcileTab, at: { readonly filter?: Condition[]; readonly row?: number } = {}) => {
      kept.current.set(tab, { sort: search.sort, filter: search.filter, row: row.current });
      const before = kept.current.get(next);
      row.current = at.row ?? (at.filter ? 0 : (before?.row ?? 0));
      change(
        { tab: next, sort: at.filter ? undefined : before?.sort, filter: at.filter ?? before?.filter, row: row.current || undefined },
        true,
      );
    },
    [tab, search.sort, search.filter, change],
  );
  const setRow = useCallback((index: number) => {
    row.current = Math.max(0, index);
  }, []);
  const setKind = useCallback((side: 'left' | 'right', kind: UnmatchedKind | null) => setKinds((old) => ({ ...old, [side]: kind })), []);
  return { tab, view, open, row, setRow, kinds, setKind };
}
