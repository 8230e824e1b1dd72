import { describe, expect, test } from 'vitest';
import { canonicalName } from './canonical.ts';
import { clusterNames, HOW } from './cluster.ts';
import { isOneEdit, wordPairs } from './one-edit.ts';

/** The groups of two and more, by the spelling of their leader. */
function groups(spellings: readonly string[], pins: Readonly<Record<string, number>> = {}): Record<string, string[]> {
  const names = spellings.map((spelling, i) => ({
    words: canonicalName(spelling, 'counterparty').words,
    rows: spellings.length - i,
    pin: pins[spelling] ?? 0,
  }));
  const { leader } = clusterNames(names);
  const found: Record<string, string[]> = {};
  for (const [i, spelling] of spellings.entries()) if (leader[i] !== i) (found[spellings[leader[i]!]!] ??= []).push(spelling);
  return found;
}

describe('names that are one vendor', () => {
  test.each([
    ['case, legal form, punctuation', ['Acme Ltd', 'ACME', 'acme, limited']],
    ['order and spacing', ['Sky Net Systems', 'Skynet Systems', 'Systems Sky Net']],
    ['a slip of the pen', ['Response Organisation', 'Reponse Organisation']],
    ['two letters swapped', ['Michael Dyson Associates', 'Micheal Dyson Associates']],
    ['plural', ['Hebborns Amusements', 'Hebborn Amusements']],
    ['cut off by the field', ['Oxbridge Borough Council', 'Oxbridge Borough Coun']],
    ['cut off in the middle of a word', ['Juniper Hill Primary School', 'JUNIPER HILL PRIMA']],
    ['a country behind it', ['Varnish Works', 'Varnish Works (UK) Ltd']],
  ])('%s', (_, spellings) => expect(groups(spellings)).toEqual({ [spellings[0]!]: spellings.slice(1) }));
});

test('a vendor is not called by a name that was cut off, however frequent', () => {
  expect(groups(['JUNIPER HILL PRIMA', 'Juniper Hill Primary School'])).toEqual({ 'Juniper Hill Primary School': ['JUNIPER HILL PRIMA'] });
});

describe('names that are not', () => {
  test.each([
    ['one word more that says something', ['Shell', 'Shell Pensions']],
    ['other numbers', ['Academy 21', 'Academy 22', 'Supplier 10023', 'Supplier 10024']],
    ['other initials', ['Mr J Smith', 'Mr A Smith', 'Miss J Smyth']],
    ['short words a letter apart', ['Land Group', 'Band Group', 'Hall Ltd', 'Ball Ltd']],
    ['two words that are both in use', ['Anderson Motors', 'Andersen Motors', 'Anderson Foods', 'Andersen Tools']],
    ['the same kind of thing elsewhere', ['Oxbridge City Council', 'Camford City Council']],
    ['a cut that could be either', ['Juniper Hill Primary School', 'Juniper Hill Primrose Nursery', 'JUNIPER HILL PRIM']],
    ['a name that ends with a word', ['Oxbridge City Council', 'Oxbridge City Council Tax']],
    ['opposite directions', ['North Water', 'South Water']],
    [
      'a frequent word and an optional one',
      ['Oxbridge', 'Oxbridge Services', ...Array.from({ length: 9 }, (_, i) => `Oxbridge ${'abcdefghi'[i]}lpha`)],
    ],
  ])('%s', (_, spellings) => expect(groups(spellings)).toEqual({}));
});

describe('decisions of a person', () => {
  test('names given to different vendors stay apart, however alike', () => {
    expect(groups(['Acme Ltd', 'ACME'], { 'Acme Ltd': 1, ACME: 2 })).toEqual({});
  });
  test('names given to one vendor stay together, however different, and draw what is like them', () => {
    expect(groups(['Acme', 'Zenith Trading', 'Zenith Trading Ltd'], { Acme: 7, 'Zenith Trading': 7 })).toEqual({
      Acme: ['Zenith Trading', 'Zenith Trading Ltd'],
    });
  });
  test('a name between two decided ones goes to the more frequent', () => {
    expect(groups(['ACME', 'Acme Ltd', 'acme'], { ACME: 1, 'Acme Ltd': 2 })).toEqual({ ACME: ['acme'] });
  });
});

test('how a name came to its leader is told', () => {
  const names = ['Acme', 'ACME LTD', 'Response Body', 'Reponse Body', 'Lone'].map((text) => ({
    words: canonicalName(text, 'counterparty').words,
    rows: 1,
    pin: 0,
  }));
  const { how } = clusterNames(names);
  expect([...how].map((n) => HOW[n])).toEqual(['same', 'same', 'same', 'similar', 'alone']);
});

test('words one edit apart are found as by comparing all with all', () => {
  const list = [
    'response',
    'reponse',
    'responses',
    'repsonse',
    'rasponse',
    'xresponse',
    'council',
    'counsil',
    'concil',
    'harbour',
    'harbor',
    'abcde',
    'abced',
    'vwxyz',
  ];
  const all: string[] = [];
  for (let a = 0; a < list.length; a++)
    for (let b = a + 1; b < list.length; b++) if (isOneEdit(list[a]!, list[b]!)) all.push(`${list[a]} ${list[b]}`);
  const found = wordPairs(list).map(([a, b]) => `${list[Math.min(a, b)]} ${list[Math.max(a, b)]}`);
  expect(found.sort()).toEqual(all.sort());
  expect(all).toContain('response repsonse');
});
