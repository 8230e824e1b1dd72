import { isWordCode, parsePattern, PatternError, type Assertion, type CharTest, type Node } from './syntax.ts';

/** One instruction of the machine: test a character, go two ways, check the place, or be done. */
type Instruction =
  | { readonly op: 'char'; readonly test: CharTest }
  | { op: 'split'; a: number; b: number }
  | { readonly op: 'assert'; readonly what: Assertion }
  | { readonly op: 'match' };

/** Instructions of a machine: bounds its memory and its steps per character. */
const MOST_INSTRUCTIONS = 3_000;
/** Remembered states; beyond this they are forgotten and made anew, which costs time but never memory. */
const MOST_STATES = 1_000;
const END = -1;

interface State {
  readonly threads: Int32Array;
  /** Whether the character before was part of a word; at the very start, null. */
  readonly before: boolean | null;
  readonly next: Map<number, State | true>;
}

/**
 * A compiled pattern. The time to look through a text is proportional to its length for every pattern and every text
 * (Thompson's construction: all readings go on side by side, none is tried again), so that no rule can hold up a run.
 */
export class Pattern {
  readonly #program: readonly Instruction[];
  #states = new Map<string, State>();
  #start: State;

  private constructor(program: readonly Instruction[]) {
    this.#program = program;
    this.#start = this.#state([0], null);
  }

  /** @throws PatternError with a sentence for the person who wrote it */
  static of(source: string): Pattern {
    const program: Instruction[] = [];
    emit(parsePattern(source), program);
    push(program, { op: 'match' });
    return new Pattern(program);
  }

  /** Whether the pattern is found anywhere in a folded text. */
  test(text: string): boolean {
    let state = this.#start;
    for (let i = 0; i <= text.length; i++) {
      const code = i < text.length ? text.charCodeAt(i) : END;
      const known = state.next.get(code) ?? this.#step(state, code);
      if (known === true) return true;
      state = known;
    }
    return false;
  }

  #step(from: State, code: number): State | true {
    const reached = new Set<number>();
    let done = false;
    const stack = [...from.threads].reverse();
    const tests: number[] = [];
    while (stack.length > 0) {
      const at = stack.pop()!;
      if (reached.has(at)) continue;
      reached.add(at);
      const one = this.#program[at]!;
      if (one.op === 'match') done = true;
      else if (one.op === 'split') stack.push(one.b, one.a);
      else if (one.op === 'assert') {
        if (holds(one.what, from.before, code)) stack.push(at + 1);
      } else tests.push(at);
    }
    let result: State | true = true;
    if (!done) {
      const next = tests.filter((at) => code !== END && (this.#program[at] as { test: CharTest }).test(code)).map((at) => at + 1);
      // A match may begin at any place.
      next.push(0);
      result = this.#state(next, code !== END && isWordCode(code));
    }
    from.next.set(code, result);
    return result;
  }

  #state(threads: readonly number[], before: boolean | null): State {
    const sorted = Int32Array.from(new Set(threads)).sort();
    const key = `${before}:${sorted.join()}`;
    const known = this.#states.get(key);
    if (known) return known;
    if (this.#states.size >= MOST_STATES) {
      this.#states = new Map();
      if (this.#start) this.#start.next.clear();
    }
    const made: State = { threads: sorted, before, next: new Map() };
    this.#states.set(key, made);
    return made;
  }
}

function holds(what: Assertion, before: boolean | null, code: number): boolean {
  if (what === 'start') return before === null;
  if (what === 'end') return code === END;
  const edge = (before ?? false) !== (code !== END && isWordCode(code));
  return what === 'word' ? edge : !edge;
}

function push(program: Instruction[], one: Instruction): number {
  if (program.length >= MOST_INSTRUCTIONS) throw new PatternError('The pattern is too large: its repetitions multiply.');
  return program.push(one) - 1;
}

function emit(node: Node, program: Instruction[]): void {
  switch (node.kind) {
    case 'char':
      push(program, { op: 'char', test: node.test });
      return;
    case 'assert':
      push(program, { op: 'assert', what: node.what });
      return;
    case 'sequence':
      for (const part of node.parts) emit(part, program);
      return;
    case 'choice':
      emitChoice(node.parts, program);
      return;
    case 'repeat':
      for (let i = 0; i < node.least; i++) emit(node.part, program);
      if (node.most === Infinity) emitLoop(node.part, program);
      else for (let i = node.least; i < node.most; i++) emitOptional(node.part, program);
  }
}

function emitChoice(parts: readonly Node[], program: Instruction[]): void {
  const ends: { op: 'split'; a: number; b: number }[] = [];
  for (const [i, part] of parts.entries()) {
    if (i === parts.length - 1) {
      emit(part, program);
      break;
    }
    const split = { op: 'split' as const, a: program.length + 1, b: 0 };
    push(program, split);
    emit(part, program);
    const end = { op: 'split' as const, a: 0, b: 0 };
    push(program, end);
    ends.push(end);
    split.b = program.length;
  }
  for (const end of ends) end.a = end.b = program.length;
}

function emitLoop(part: Node, program: Instruction[]): void {
  const split = { op: 'split' as const, a: program.length + 1, b: 0 };
  const at = push(program, split);
  emit(part, program);
  push(program, { op: 'split', a: at, b: at });
  split.b = program.length;
}

function emitOptional(part: Node, program: Instruction[]): void {
  const split = { op: 'split' as const, a: program.length + 1, b: 0 };
  push(program, split);
  emit(part, program);
  split.b = program.length;
}
