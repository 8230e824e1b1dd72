import { test } from 'vitest';
import { expectDamageTold } from '../../../../../tests/samples/reader-damage.ts';
import { readMt94x } from './read.ts';

const SAMPLE = Buffer.from(
  [
    '{1:F01BANKNL2AXXXX0000000000}{2:I940BANKNL2AXXXXN}{4:',
    ':20:A',
    ':25:NL00BANK0123456789',
    ':28C:7/1',
    ':60F:C240101EUR100,00',
    ':61:2401020103D10,50NTRFREF1//B1',
    'details',
    ':86:166?00GUTSCHRIFT?20EREF+E1?21SVWZ+Rechnung?32NAME',
    ':61:240103RC1,NMSCNONREF',
    ':86:/TRTP/X/NAME/Jürgen/REMI/text/EREF/E2',
    'that goes on',
    ':62F:C240103EUR88,50',
    ':64:C240103EUR88,50',
    '-}{5:}',
  ].join('\n'),
);
test('damage is read without a fault, and every place lies in its record', async () => {
  await expectDamageTold(readMt94x, SAMPLE);
});
