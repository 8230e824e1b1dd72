import { expect, test } from 'vitest';
import { strengthOf } from './strength.ts';

test('length comes first', () => {
  expect(strengthOf('Tr0ub4dor&3').step).toBe('short');
});

test('lists, runs and repeats are weak however long', () => {
  expect(strengthOf('passwordpassword').step).toBe('weak');
  expect(strengthOf('aaaaaaaaaaaaaaaaaaaa').step).toBe('weak');
  expect(strengthOf('abcdefghijklmnop').step).toBe('weak');
  expect(strengthOf('welcome welcome welcome').step).toBe('weak');
});

test('four unrelated words are fair, six are strong', () => {
  expect(strengthOf('harbour violet ladder census').step).toBe('fair');
  expect(strengthOf('harbour violet ladder census orchard mitten').step).toBe('strong');
});

test('random characters are strong at sixteen', () => {
  expect(strengthOf('k7#Qz9!mW2xR@4hT').step).toBe('strong');
});
