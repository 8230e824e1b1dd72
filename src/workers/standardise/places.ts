/** Different names that must end in a word before it counts as a place rather than as part of a name. */
const LEAST_NAMES = 4;
/** A city, and the country behind it. */
const ROUNDS = 2;

/**
 * Takes the place off the end of names read from card lines: "GREENS BAKERY LEEDS" and "GREENS BAKERY YORK" are one bakery.
 * Without a list of all places on earth, a word counts as a place where it ends several different names and the name
 * without it is seen alone or with another ending as well.
 * @param names words per name; those that are not from card lines are null
 */
export function withoutPlaces(names: readonly (readonly string[] | null)[]): (readonly string[] | null)[] {
  let current = [...names];
  for (let round = 0; round < ROUNDS; round++) {
    const endings = new Map<string, Set<string>>();
    const heads = new Map<string, Set<string>>();
    const whole = new Set<string>();
    for (const words of current) {
      if (!words) continue;
      whole.add(words.join(' '));
      if (words.length < 2) continue;
      const [head, last] = apart(words);
      add(heads, head, last);
      add(endings, last, head);
    }
    current = current.map((words) => {
      if (!words || words.length < 2) return words;
      const [head, last] = apart(words);
      const many = (endings.get(last)?.size ?? 0) >= LEAST_NAMES;
      const seen = whole.has(head) || (heads.get(head)?.size ?? 0) > 1;
      return many && seen && head.length >= 4 ? words.slice(0, -1) : words;
    });
  }
  return current;
}

const apart = (words: readonly string[]): [head: string, last: string] => [words.slice(0, -1).join(' '), words.at(-1)!];

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const held = map.get(key);
  if (held) held.add(value);
  else map.set(key, new Set([value]));
}
