/**
 * Seeded numbers for the sample case. Only integer arithmetic and exact binary fractions are used, so every machine and
 * every version of the runtime writes the same bytes.
 */
export interface Random {
  /** Uniform in [0, 1), a multiple of 2^-32. */
  next(): number;
  /** Uniform integer from `low` to `high`, both included. */
  int(low: number, high: number): number;
  /** One entry of a list. */
  pick<T>(list: readonly T[]): T;
  /** True with probability `share`. */
  chance(share: number): boolean;
  /** Positive amount in minor units around `centreMinor`, skewed to the right as real invoices are. */
  amount(centreMinor: number): number;
}

/** mulberry32: 32 bits of state, enough for a few hundred thousand draws. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    pick: (list) => list[int(0, list.length - 1)]!,
    chance: (share) => next() < share,
    amount: (centreMinor) => {
      const a = next();
      const b = next();
      const c = next();
      return Math.max(101, Math.floor(centreMinor * (0.25 + a * 0.7 + a * b * 0.9 + a * b * c * 2.5)));
    },
  };
}
