import { test } from 'vitest';
import { expectDamageTold } from '../../../../../tests/samples/reader-damage.ts';
import { readBai2 } from './read.ts';

const SAMPLE = Buffer.from(
  [
    '01,BANK,CUST,240131,0600,1,80,,2/',
    '02,CUST,BANK,1,240130,2400,EUR,2/',
    '03,123,EUR,010,10000,,,015,10500,,,100,800,1,/',
    '88,400,300,1,/',
    '16,142,800,V,240201,,B1,C1,some text, with /16, in it',
    '88,and more of Größe',
    '16,475,300,S,100,100,100,B2,,CHECK/   49,22700,6/',
    '98,22700,1,8/',
    '99,22700,1,10/',
  ].join('\n'),
);
test('damage is read without a fault, and every place lies in its record', async () => {
  await expectDamageTold(readBai2, SAMPLE);
});
