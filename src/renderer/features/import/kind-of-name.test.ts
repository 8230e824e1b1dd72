import { expect, test } from 'vitest';
import { kindOfName } from './kind-of-name.ts';

test.each([
  ['Cash book 2023.csv', 'ledger'],
  ['general-ledger.csv', 'ledger'],
  ['payments-over-500-2023-04.csv', 'payments'],
  ['Umsaetze_EUR_02-03-2018.CSV', 'bank'],
  ['statement_2.csv', 'bank'],
] as const)('%s looks like %s', (name, kind) => expect(kindOfName(name)).toBe(kind));
