import { expect, test } from 'vitest';
import { hideStrays, meantBy, showStrays } from './repair.ts';

test('stray characters are hidden one for one and come back', () => {
  const text = 'A & B &amp; C &#65; &x; 1 < 2 <Nm>ü</Nm>';
  const hidden = hideStrays(text);
  expect(hidden).toHaveLength(text.length);
  expect(hidden.match(/&\S*?;/g)).toEqual(['&amp;', '&#65;']);
  expect(hidden.match(/</g)).toHaveLength(2);
  expect(showStrays(hidden)).toBe(text);
  expect(showStrays(hideStrays('a\u0000b\ud800c'))).toBe('a\ufffdb\ufffdc');
  expect(hideStrays('😀')).toBe('😀');
});

test('a text that has the placeholders themselves is left alone', () => {
  expect(hideStrays('\ue0fe & <')).toBe('\ue0fe & <');
});

test('a closing tag is meant for the element of its name, for one spelt nearly so, or for none', () => {
  const open = ['Stmt', 'Ntry', 'NtryDtls'];
  expect(meantBy('Ntry', open)).toBe(1);
  expect(meantBy('NtryDtlx', open)).toBe(2);
  expect(meantBy('NtryDtl', open)).toBe(2);
  expect(meantBy('NtrryDtls', open)).toBe(2);
  expect(meantBy('Other', open)).toBe(-1);
  expect(meantBy('Nm', ['Id'])).toBe(-1);
  expect(meantBy('X', [])).toBe(-1);
});
