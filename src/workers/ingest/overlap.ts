/**
 * Repeats between overlapping statements, by counting: of a movement that stands n times in the new file and h times in what
 * is already held, max(0, n - h) are new. Two equal coffees on one day stay two; the same two in the next file add none.
 */

/** Rows that a case already holds from one source of the same account. */
export interface HeldRows {
  readonly rowKey: Float64Array;
  readonly sourceId: number;
  /** Transaction ids, one per row, to link a repeat to what it repeats. */
  readonly id: Int32Array;
}

export interface Overlap {
  /** For each row of the new file the id of the held row it repeats, or 0 where it is new. */
  readonly repeats: Int32Array;
  readonly newRows: number;
  readonly repeatedRows: number;
  /** Repeats by source, for the decision log. */
  readonly bySource: ReadonlyMap<number, number>;
}

/**
 * Which rows of a new file are repeats. The n-th equal row of the file is the n-th equal row held, in order; since a held
 * source may itself repeat another, the count held of a key is the largest of any one source, not the sum over sources.
 */
export function findOverlap(newKeys: Float64Array, held: readonly HeldRows[]): Overlap {
  const wanted = new Set<number>(newKeys);
  const best = new Map<number, { ids: number[]; sourceId: number }>();
  for (const source of held) {
    const mine = new Map<number, number[]>();
    for (let i = 0; i < source.rowKey.length; i++) {
      const key = source.rowKey[i]!;
      if (!wanted.has(key)) continue;
      const ids = mine.get(key);
      if (ids) ids.push(source.id[i]!);
      else mine.set(key, [source.id[i]!]);
    }
    for (const [key, ids] of mine) {
      if (ids.length > (best.get(key)?.ids.length ?? 0)) best.set(key, { ids, sourceId: source.sourceId });
    }
  }
  const repeats = new Int32Array(newKeys.length);
  const used = new Map<number, number>();
  const bySource = new Map<number, number>();
  let repeatedRows = 0;
  for (let i = 0; i < newKeys.length; i++) {
    const key = newKeys[i]!;
    const match = best.get(key);
    if (!match) continue;
    const nth = used.get(key) ?? 0;
    if (nth >= match.ids.length) continue;
    used.set(key, nth + 1);
    repeats[i] = match.ids[nth]!;
    bySource.set(match.sourceId, (bySource.get(match.sourceId) ?? 0) + 1);
    repeatedRows++;
  }
  return { repeats, newRows: newKeys.length - repeatedRows, repeatedRows, bySource };
}
