import { describe, expect, test } from 'vitest';
import { looksLikeMt94x } from './detect.ts';
import { kindOf, looksDamaged } from './tags.ts';

const outside = { inText: false, before: '', next: () => null };
const inside = (before = 'text', next: string | null = ':61:x') => ({ inText: true, before, next: () => next });

describe('lines', () => {
  test('fields, also behind blanks and control characters', () => {
    expect(kindOf(':61:24', outside)).toEqual({ kind: 'field', tag: '61', from: 4 });
    expect(kindOf('\x01 :28C:1', outside)).toEqual({ kind: 'field', tag: '28C', from: 7 });
    expect(kindOf(':99:1', outside)).toEqual({ kind: 'unknown', tag: '99' });
  });
  test('minutes and seconds at the beginning of a wrapped line are text', () => {
    expect(kindOf(':26:37 no', inside('at T16')).kind).toBe('text');
    expect(kindOf(':20:37 no', inside('at T16', 'more')).kind).toBe('text');
    expect(kindOf(':20:37', inside('at T16', ':25:123')).kind).toBe('field');
    expect(kindOf(':20:START', inside('at T16', 'more')).kind).toBe('field');
    expect(kindOf(':08 Karten', inside('at T16')).kind).toBe('text');
  });
  test('a hyphen ends a message only where one can end', () => {
    expect(kindOf('-', outside).kind).toBe('end');
    expect(kindOf('-', { ...outside, next: () => ':61:2' }).kind).toBe('stray');
    expect(kindOf('-', inside('text', ':61:24')).kind).toBe('text');
    expect(kindOf('-', inside('text', ':20:A')).kind).toBe('end');
    expect(kindOf('-', inside('text', null)).kind).toBe('end');
    expect(kindOf('-Nr. 100', inside()).kind).toBe('text');
    expect(kindOf('-}{5:}', inside())).toEqual({ kind: 'end', from: 2 });
  });
  test('blocks, with braces as the Nordic alphabets print them', () => {
    expect(kindOf('{1:F01X}{2:I942X}{4:', outside)).toEqual({ kind: 'block', type: '942', opens: true, from: 20 });
    expect(kindOf('ä4:', outside).kind).toBe('block');
    expect(kindOf('-å', outside).kind).toBe('end');
  });
  test('transport is passed over, anything else is text', () => {
    for (const line of ['BANKNL2A', '940', ':940:', '0000 01BANKNL2AXXXX00001', 'XXX'])
      expect(kindOf(line, outside).kind, line).toBe('transport');
    expect(kindOf('BANKNL2A', inside()).kind).toBe('text');
    expect(kindOf('hello there', outside).kind).toBe('text');
  });
});

test('damaged fields are told from text', () => {
  for (const line of [
    '61:240102C5,00NTRF',
    ':6l:240102C5,00NTRF',
    ':61;240102',
    'x2401020102D5,00NMSC',
    'C240102EUR5,00',
    ':62E:x',
    '86:text',
    ':85:text',
  ]) {
    expect(looksDamaged(line), line).toBe(true);
  }
  for (const line of [':26:37 Fo', 'plain text', '12:30 Uhr', 'RE 240102 500,00', 'EUR 5,00', ':KO:NR:4'])
    expect(looksDamaged(line), line).toBe(false);
});

test('recognised by content', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  expect(looksLikeMt94x(bytes('\n\n:20:A\n:25:1\n:60F:C240101EUR1,\n'))).toBe('mt940');
  expect(looksLikeMt94x(bytes('{1:F01X}{2:O9421200}{4:\r\n:20:A\r\n:25:1\r\n'))).toBe('mt942');
  expect(looksLikeMt94x(bytes(':20:A\n:25:1\n:34F:EURD0,\n:61:240102D1,NTRFX\n'))).toBe('mt942');
  expect(looksLikeMt94x(Buffer.from('\ufeff:20:A\n:60F:C240101EUR1,\n', 'utf16le'))).toBe('mt940');
  expect(looksLikeMt94x(bytes('{1:F01X}{2:I103X}{4:\n:20:A\n:32A:240102EUR5,\n-}'))).toBeNull();
  expect(looksLikeMt94x(bytes('date,amount\n2024-01-02,5\n'))).toBeNull();
});
