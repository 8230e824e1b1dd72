/** Other spellings of a name, as banks and clerks write it. Seeded: the same name and number give the same spellings. */

/** A generator of numbers below 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = (seed * 0x9e3779b1) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const FORMS = ['Ltd', 'LIMITED', 'Ltd.', 'PLC', 'LLP', 'GmbH', 'Inc.'];

/** Five harmless variants: case, legal form, punctuation, spacing, and a field cut short. */
export function variantsOf(name: string, seed: number): string[] {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  return [
    name.toUpperCase(),
    `${name} ${pick(FORMS)}`,
    name.toLowerCase().replaceAll(' ', '  '),
    name.replaceAll('&', 'and').replace(/[.,'()-]/g, ''),
    name.length > 24 ? name.slice(0, 24) : `${name}.`,
  ];
}

/** One letter doubled, dropped, replaced or swapped with its neighbour, in the longest word. */
export function misspell(name: string, seed: number): string {
  const random = seeded(seed + 7919);
  const word = name.split(/[^\p{L}]+/u).reduce((a, b) => (b.length > a.length ? b : a), '');
  if (word.length < 4) return name;
  const at = 1 + Math.floor(random() * (word.length - 2));
  const kind = Math.floor(random() * 4);
  const bad =
    kind === 0
      ? word.slice(0, at) + word[at] + word.slice(at)
      : kind === 1
        ? word.slice(0, at) + word.slice(at + 1)
        : kind === 2
          ? word.slice(0, at) + String.fromCharCode(97 + Math.floor(random() * 26)) + word.slice(at + 1)
          : word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  return name.replace(word, bad);
}
