/**
 * Seeded random numbers. The engine never uses the platform's generator: the same seed has to give the same bytes on every
 * machine and with any number of workers.
 */

/** Mulberry32 (T. Ettinger, public domain): uniform numbers in [0, 1) with 32 bits each. */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A seed of its own for part `index` of a purpose, so that parts can be made in any order. */
export function seedOf(seed: number, purpose: number, index: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(purpose + 1, 0xc2b2ae35) ^ Math.imul(index + 1, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** `count` different row numbers out of 0..n-1 (all of them where n is smaller), in drawing order. Floyd's method. */
export function sampleRows(n: number, count: number, random: () => number): Int32Array {
  const size = Math.min(n, count);
  const chosen = new Set<number>();
  for (let i = n - size; i < n; i++) {
    const at = Math.floor(random() * (i + 1));
    chosen.add(chosen.has(at) ? i : at);
  }
  return Int32Array.from(chosen);
}
