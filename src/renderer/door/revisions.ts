import { create } from 'zustand';
import type { CommandName } from '../../shared/contract/table.ts';

/** How often each query's answer has gone stale: what lists outside the query cache watch to ask again. */
const useRevisions = create<{ readonly counts: Readonly<Partial<Record<CommandName, number>>> }>()(() => ({ counts: {} }));

/** Counts one more change for these queries. */
export function bumpRevisions(names: Iterable<CommandName>): void {
  useRevisions.setState(({ counts }) => {
    const next = { ...counts };
    for (const name of names) next[name] = (next[name] ?? 0) + 1;
    return { counts: next };
  });
}

/** The number of changes so far; a component that reads it draws again after each. */
export function useRevision(name: CommandName): number {
  return useRevisions((state) => state.counts[name] ?? 0);
}
