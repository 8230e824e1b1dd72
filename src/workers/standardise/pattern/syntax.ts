import { foldText } from '../fold.ts';

/** A pattern taken apart. Only what a machine without backtracking can match: no back references, no look-around. */
export type Node =
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number }
  | { readonly kind: 'assert'; readonly what: Assertion };
export type Assertion = 'start' | 'end' | 'word' | 'not-word';
export type CharTest = (code: number) => boolean;

/** A pattern that can not be used, with a sentence that says why. */
export class PatternError extends Error {}

/** The most a part may be counted to repeat: each repetition is a copy in the machine. */
const MOST_REPEATS = 100;
const MOST_DEPTH = 50;

export const isWordCode = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95 || (code >= 65 && code <= 90) || code > 0xbf;
const isDigit: CharTest = (code) => code >= 48 && code <= 57;
const isSpace: CharTest = (code) => code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
const CLASSES: Readonly<Partial<Record<string, CharTest>>> = {
  d: isDigit,
  D: (code) => !isDigit(code),
  w: isWordCode,
  W: (code) => !isWordCode(code),
  s: isSpace,
  S: (code) => !isSpace(code),
};

/** Reads a pattern in the usual syntax. Letters match folded text, so case and accents do not matter. */
export function parsePattern(source: string): Node {
  const reader = new Reader(source);
  const node = reader.choice(0);
  if (!reader.atEnd) throw new PatternError('The pattern has a closing bracket without an opening one.');
  return node;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  #peek(): string {
    return this.#text[this.#at] ?? '';
  }

  #take(): string {
    return this.#text[this.#at++] ?? '';
  }

  choice(depth: number): Node {
    if (depth > MOST_DEPTH) throw new PatternError('The pattern has too many brackets inside each other.');
    const parts = [this.#sequence(depth)];
    while (this.#peek() === '|') {
      this.#take();
      parts.push(this.#sequence(depth));
    }
    return parts.length === 1 ? parts[0]! : { kind: 'choice', parts };
  }

  #sequence(depth: number): Node {
    const parts: Node[] = [];
    while (!this.atEnd && this.#peek() !== '|' && this.#peek() !== ')') parts.push(this.#repeated(this.#atom(depth)));
    return { kind: 'sequence', parts };
  }

  #atom(depth: number): Node {
    const c = this.#take();
    switch (c) {
      case '(': {
        if (this.#peek() === '?') {
          if (!this.#text.startsWith('?:', this.#at)) throw new PatternError('Look-around and named groups can not be used in a rule.');
          this.#at += 2;
        }
        const inner = this.choice(depth + 1);
        if (this.#take() !== ')') throw new PatternError('The pattern has an opening bracket without a closing one.');
        return inner;
      }
      case '[':
        return { kind: 'char', test: this.#class() };
      case '.':
        return { kind: 'char', test: (code) => code !== 10 };
      case '^':
        return { kind: 'assert', what: 'start' };
      case '$':
        return { kind: 'assert', what: 'end' };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw new PatternError(`The pattern has nothing before “${c}” to repeat.`);
      default:
        return literal(c);
    }
  }

  #escape(): Node {
    const c = this.#take();
    if (c === '') throw new PatternError('The pattern ends with a lone backslash.');
    if (c === 'b') return { kind: 'assert', what: 'word' };
    if (c === 'B') return { kind: 'assert', what: 'not-word' };
    const test = CLASSES[c];
    if (test) return { kind: 'char', test };
    if (/[0-9]/.test(c)) throw new PatternError('References to groups can not be used in a rule.');
    if (c === 't') return literal('\t');
    if (/[a-zA-Z]/.test(c)) throw new PatternError(`The pattern has “\\${c}”, which rules do not know.`);
    return literal(c);
  }

  #class(): CharTest {
    const not = this.#peek() === '^';
    if (not) this.#take();
    const tests: CharTest[] = [];
    for (let first = true; ; first = false) {
      if (this.atEnd) throw new PatternError('The pattern has a “[” without its “]”.');
      let c = this.#take();
      if (c === ']' && !first) break;
      if (c === '\\') {
        c = this.#take();
        const test = CLASSES[c];
        if (test) {
          tests.push(test);
          continue;
        }
      }
      if (this.#peek() === '-' && this.#text[this.#at + 1] !== ']' && this.#at + 1 < this.#text.length) {
        this.#take();
        let to = this.#take();
        if (to === '\\') to = this.#take();
        if (to < c) throw new PatternError(`The range “${c}-${to}” in the pattern runs backwards.`);
        tests.push(rangeTest(c, to));
      } else tests.push(rangeTest(c, c));
    }
    return not ? (code) => !tests.some((test) => test(code)) : (code) => tests.some((test) => test(code));
  }

  #repeated(part: Node): Node {
    let node = part;
    for (;;) {
      const bounds = this.#bounds();
      if (!bounds) return node;
      // A lazy mark changes which match is found, not whether there is one.
      if (this.#peek() === '?') this.#take();
      else if (this.#peek() === '+') throw new PatternError('Possessive repetition can not be used in a rule.');
      node = { kind: 'repeat', part: node, ...bounds };
    }
  }

  #bounds(): { least: number; most: number } | null {
    const c = this.#peek();
    if (c === '*' || c === '+' || c === '?') {
      this.#take();
      return { least: c === '+' ? 1 : 0, most: c === '?' ? 1 : Infinity };
    }
    const counted = c === '{' ? /^\{(\d{1,4})(?:(,)(\d{0,4}))?\}/.exec(this.#text.slice(this.#at)) : null;
    if (!counted) return null;
    this.#at += counted[0].length;
    const least = Number(counted[1]);
    const most = counted[2] === undefined ? least : counted[3] === '' ? Infinity : Number(counted[3]);
    if (most < least) throw new PatternError('A counted repetition in the pattern runs backwards.');
    if (least > MOST_REPEATS || (most !== Infinity && most > MOST_REPEATS))
      throw new PatternError(`A part of the pattern is repeated more than ${MOST_REPEATS} times.`);
    return { least, most };
  }
}

/** One character as folded text holds it, which may be two letters ("ß" is "ss"). */
function literal(c: string): Node {
  const parts = [...foldText(c)].map((letter): Node => ({ kind: 'char', test: (code) => code === letter.charCodeAt(0) }));
  return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
}

function rangeTest(from: string, to: string): CharTest {
  const [a, b] = [from.charCodeAt(0), to.charCodeAt(0)];
  const [x, y] = [foldText(from).charCodeAt(0), foldText(to).charCodeAt(0)];
  return (code) => (code >= a && code <= b) || (code >= x && code <= y);
}
