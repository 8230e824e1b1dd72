import { expect, test } from 'vitest';
import { asStored } from './time-filter.ts';

test('a day means all of it, in this machine’s zone', () => {
  const stored = asStored({ column: 'at', op: 'range', from: '2023-04-05', to: '2023-04-05' });
  expect(stored).toEqual({
    column: 'at',
    op: 'range',
    from: new Date(2023, 3, 5).toISOString(),
    to: new Date(2023, 3, 5, 23, 59, 59, 999).toISOString(),
  });
});

test('an open end stays open, and other columns are left alone', () => {
  expect(asStored({ column: 'at', op: 'range', from: null, to: '2023-12-31' })).toMatchObject({
    from: null,
    to: new Date(2023, 11, 31, 23, 59, 59, 999).toISOString(),
  });
  const other = { column: 'seq', op: 'range', from: 1, to: 5 } as const;
  expect(asStored(other)).toBe(other);
});
