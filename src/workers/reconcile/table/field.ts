/** One compared column of two tables: levels of agreement, and how likely each is for rows that do not belong together. */
export interface Field {
  readonly name: string;
  readonly levels: number;
  /** The level of full agreement, -1 where there is none of that kind. */
  readonly top: number;
  /** Level 0 means that a side has no value: it weighs nothing. */
  readonly compare: (left: number, right: number) => number;
  /** log2 chance of this level for a random right row where it depends on the values, else NaN. */
  readonly chance: (left: number, right: number, level: number) => number;
  /** Expectation for true pairs; only the shape matters, level 0 is ignored. */
  readonly prior: Float64Array;
}

/** Index of every value's number of occurrences. */
export function countValues(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * log2 chance that a random right row has exactly this value: its repeats on both sides without the pair itself, and
 * at least a twentieth of a row, because a value seen once can be met by accident too.
 */
export function exactChance(
  left: Map<string, number>,
  right: Map<string, number>,
  leftRows: number,
  rightRows: number,
): (value: string) => number {
  return (value) => {
    const r = Math.max(0, (right.get(value) ?? 0) - 1);
    const l = (Math.max(0, (left.get(value) ?? 0) - 1) * rightRows) / Math.max(1, leftRows);
    return Math.log2(Math.max(0.05, (r + l) / 2) / Math.max(1, rightRows));
  };
}
