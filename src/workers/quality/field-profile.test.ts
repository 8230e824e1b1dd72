import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DISTINCT_COUNTED, MoneyProfile, TextProfile } from './field-profile.ts';

function profileOf(values: readonly string[], isDate = false) {
  const profile = new TextProfile('f', isDate);
  for (const value of values) profile.add(value);
  return profile.finish(values.length);
}

test('counts filled and different values, whatever runs they come in', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('', 'a', 'bb', 'ccc', 'd e', '17')), (values) => {
      const filled = values.filter((value) => value !== '');
      const profile = profileOf(values);
      expect(profile).toMatchObject({ filled: filled.length, of: values.length, distinct: new Set(filled).size, distinctExact: true });
      for (const { value, count } of profile.top) expect(count).toBe(values.filter((each) => each === value).length);
      const counts = [...new Set(filled)].map((value) => filled.filter((each) => each === value).length).sort((a, b) => b - a);
      expect(profile.top.map(({ count }) => count)).toEqual(counts.slice(0, 5));
    }),
  );
});

test('says what kind of text it is, and the shortest and longest', () => {
  expect(profileOf(['12', '0044', ''])).toMatchObject({ type: 'digits', shortest: '12', longest: '0044' });
  expect(profileOf(['INV-1', 'x'])).toMatchObject({ type: 'code' });
  expect(profileOf(['INV 1', '2'])).toMatchObject({ type: 'text' });
  expect(profileOf(['', ''])).toMatchObject({ type: 'empty', shortest: null, top: [] });
  expect(profileOf(['2024-02-29', '1999-12-31'], true)).toMatchObject({ type: 'date', min: '1999-12-31', max: '2024-02-29' });
});

test('long values are cut where they are shown, not where they are told apart', () => {
  const long = 'x'.repeat(400);
  const profile = profileOf([`${long}a`, `${long}b`]);
  expect(profile.distinct).toBe(2);
  expect(profile.longest!.length).toBe(120);
});

test('more different values than are counted are said to be more', () => {
  const profile = new TextProfile('reference');
  for (let i = 0; i < DISTINCT_COUNTED + 10; i++) profile.add(String(i));
  expect(profile.finish(DISTINCT_COUNTED + 10)).toMatchObject({
    distinct: DISTINCT_COUNTED,
    distinctExact: false,
    filled: DISTINCT_COUNTED + 10,
  });
});

test('money has a least and a most only in one currency', () => {
  const make = () => {
    const profile = new MoneyProfile('amount');
    for (const minor of [5, -320, 5, null]) profile.add(minor);
    return profile;
  };
  expect(make().finish(4, 'GBP')).toMatchObject({ filled: 3, distinct: 2, min: -320, max: 5, top: [{ value: 5, count: 2 }, { value: -320, count: 1 }] }); // prettier-ignore
  expect(make().finish(4, null)).toMatchObject({ filled: 3, min: null, max: null, top: [] });
});
