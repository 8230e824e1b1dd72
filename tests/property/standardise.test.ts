import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalName } from '../../src/workers/standardise/canonical.ts';
import { clusterNames } from '../../src/workers/standardise/cluster.ts';
import { foldText } from '../../src/workers/standardise/fold.ts';
import { isOneEdit, wordPairs } from '../../src/workers/standardise/one-edit.ts';
import { Pattern } from '../../src/workers/standardise/pattern/machine.ts';
import { PatternError } from '../../src/workers/standardise/pattern/syntax.ts';

/** Patterns of a small grammar, all of which both engines know. */
const pattern = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'b', 'c', '.', '\\d', '\\w', '\\s', '[ab]', '[^a]', '[a-c]', '\\b', '^', '$', '1', ' '),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => a + b),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a}|${b})`),
    fc.tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,2}')).map(([a, mark]) => `(?:${a})${mark}`),
  ),
})).node;
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' ', 'd'), maxLength: 12 });

describe('patterns of rules', () => {
  test('find what JavaScript’s own engine finds', () => {
    fc.assert(fc.property(pattern, fc.array(text, { maxLength: 8 }), (source, texts) => {
      const own = Pattern.of(source);
      const theirs = new RegExp(source);
      for (const each of texts) expect({ source, each, found: own.test(each) }).toEqual({ source, each, found: theirs.test(each) });
    }), { numRuns: 2000 }); // prettier-ignore
  });

  test('any text is a pattern or is refused with a sentence, and nothing takes long', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (source) => {
      const started = performance.now();
      try {
        Pattern.of(source).test('a'.repeat(2000));
      } catch (error) {
        expect(error).toBeInstanceOf(PatternError);
      }
      expect(performance.now() - started).toBeLessThan(1000);
    }), { numRuns: 2000 }); // prettier-ignore
  });
});

describe('names', () => {
  test('any text has a canonical form, which is its own canonical form’s words', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('counterparty' as const, 'description' as const), (raw, source) => {
      const { words } = canonicalName(raw, source);
      for (const word of words) expect(word).toBe(foldText(word));
    }), { numRuns: 3000 }); // prettier-ignore
  });

  const name = fc.array(fc.constantFrom('acme', 'acne', 'zenith', 'foods', 'uk', 'ltd', 'paper', 'papers', 'group', '21'), {
    minLength: 1,
    maxLength: 4,
  });
  test('what a person decided holds, whatever else is alike', () => {
    fc.assert(fc.property(fc.array(fc.record({ words: name, rows: fc.integer({ min: 1, max: 9 }), pin: fc.constantFrom(0, 0, 0, 1, 2) }), { maxLength: 14 }), (names) => {
      const { leader } = clusterNames(names);
      const pins = new Map<number, number>();
      for (const [i, { pin }] of names.entries()) {
        if (pin === 0) continue;
        expect(pins.get(leader[i]!) ?? pin).toBe(pin);
        pins.set(leader[i]!, pin);
      }
      for (const pin of [1, 2]) expect(new Set(names.flatMap((each, i) => (each.pin === pin ? [leader[i]] : []))).size).toBeLessThanOrEqual(1);
      // A leader leads itself.
      for (const each of leader) expect(leader[each]).toBe(each);
    }), { numRuns: 2000 }); // prettier-ignore
  });

  test('one edit is found whichever way it is asked', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 5, maxLength: 9 });
    fc.assert(fc.property(fc.uniqueArray(word, { maxLength: 12 }), (words) => {
      const found = new Set(wordPairs(words).map(([a, b]) => [words[a]!, words[b]!].sort().join(' ')));
      for (const a of words) for (const b of words) if (a < b) expect({ a, b, is: found.has(`${a} ${b}`) }).toEqual({ a, b, is: isOneEdit(a, b) });
    }), { numRuns: 1000 }); // prettier-ignore
  });
});
