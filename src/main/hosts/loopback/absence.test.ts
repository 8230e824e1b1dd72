import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Absence } from './absence.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function watch() {
  const heard: string[] = [];
  const absence = new Absence({
    lockAfterMs: 30_000,
    exitAfterMs: 300_000,
    onLock: () => heard.push('lock'),
    onExit: () => heard.push('exit'),
  });
  return { heard, absence };
}

test('locks after 30 s without a stream and ends after 5 min, also where no window ever came', () => {
  const { heard } = watch();
  vi.advanceTimersByTime(29_999);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(['lock']);
  vi.advanceTimersByTime(270_000);
  expect(heard).toEqual(['lock', 'exit']);
});

test('a stream in time stops both, a reload starts afresh', () => {
  const { heard, absence } = watch();
  vi.advanceTimersByTime(29_000);
  absence.streams(1);
  vi.advanceTimersByTime(10_000_000);
  absence.streams(0);
  vi.advanceTimersByTime(29_000);
  absence.streams(1);
  absence.streams(2);
  absence.streams(1);
  vi.advanceTimersByTime(10_000_000);
  expect(heard).toEqual([]);
  absence.streams(0);
  absence.stop();
  vi.advanceTimersByTime(10_000_000);
  expect(heard).toEqual([]);
});

test('a stream that ends because the program does starts no new wait', () => {
  const { absence } = watch();
  absence.streams(1);
  absence.stop();
  absence.streams(0);
  expect(vi.getTimerCount()).toBe(0);
});
