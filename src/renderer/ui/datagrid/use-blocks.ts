import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { BlockCache, type LoadBlock } from './blocks.ts';

/** Where a grid's rows come from. `useVaultRows` makes one from a command of the contract. */
export interface GridSource<Row> {
  /** Names the list: the same rows under another sort or filter are another list. A new key starts at the top. */
  readonly key: string;
  /** Grows when the rows may have changed in the vault; what is shown is then asked again, in place. */
  readonly revision: number;
  readonly loadBlock: LoadBlock<Row>;
}

/** The block cache of a source: one per key, refreshed per revision, closed with the grid. */
export function useBlocks<Row>(source: GridSource<Row>): BlockCache<Row> {
  const newest = useRef(source);
  newest.current = source;
  // One cache per list: `source.key` is the dependency that counts, the loader is read when it is called.
  const cache = useMemo(() => new BlockCache<Row>((block, signal) => newest.current.loadBlock(block, signal)), [source.key]);
  useSyncExternalStore(cache.subscribe, () => cache.version);
  const seen = useRef({ key: source.key, revision: source.revision });
  useEffect(() => {
    if (seen.current.key === source.key && seen.current.revision !== source.revision) cache.refresh();
    seen.current = { key: source.key, revision: source.revision };
  }, [cache, source.key, source.revision]);
  useEffect(() => () => cache.close(), [cache]);
  return cache;
}
