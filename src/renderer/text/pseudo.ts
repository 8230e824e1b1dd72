/** Letters that look like the original but are not ASCII: untranslated text stands out at once. */
const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á', b: 'ƀ', c: 'ç', d: 'ð', e: 'é', f: 'ƒ', g: 'ĝ', h: 'ĥ', i: 'î', j: 'ĵ', k: 'ķ', l: 'ļ', m: 'ɱ', n: 'ñ', o: 'ö', p: 'þ',
  q: 'ǫ', r: 'ŕ', s: 'š', t: 'ţ', u: 'û', v: 'ṽ', w: 'ŵ', x: 'ẋ', y: 'ý', z: 'ž',
  A: 'Å', B: 'Ɓ', C: 'Ç', D: 'Ð', E: 'É', F: 'Ƒ', G: 'Ĝ', H: 'Ĥ', I: 'Î', J: 'Ĵ', K: 'Ķ', L: 'Ļ', M: 'Ṁ', N: 'Ñ', O: 'Ö', P: 'Þ',
  Q: 'Ǫ', R: 'Ŕ', S: 'Š', T: 'Ţ', U: 'Û', V: 'Ṽ', W: 'Ŵ', X: 'Ẋ', Y: 'Ý', Z: 'Ž',
}; // prettier-ignore

/**
 * A message as a made-up language would have it: accented, a third longer, in brackets. Braces (ICU arguments, plural
 * forms) are left alone, so that the result still formats.
 */
export function pseudo(message: string): string {
  let depth = 0;
  let out = '';
  for (const letter of message) {
    if (letter === '{') depth++;
    out += depth === 0 ? (ACCENTED[letter] ?? letter) : letter;
    if (letter === '}') depth--;
  }
  return `[${out}${'~'.repeat(Math.ceil(message.length / 3))}]`;
}
