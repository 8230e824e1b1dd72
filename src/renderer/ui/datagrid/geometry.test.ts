import { describe, expect, test } from 'vitest';
import { clampTop, maxTop, pageRows, scrollOfTop, SPACER_CAP_PX, spacerPx, topOfScroll, topShowing, visibleRows } from './geometry.ts';

const million = { total: 1_000_000, rowPx: 28, viewPx: 610 };
const few = { total: 50, rowPx: 28, viewPx: 610 };

describe('a million rows', () => {
  test('the spacer stays far under what browsers can draw', () => {
    expect(spacerPx(million)).toBe(SPACER_CAP_PX);
    expect(spacerPx(few)).toBe(1400);
  });

  test.each([1, 1.25, 1.5, 2])('the end of the scroll bar is the last row at device pixel ratio %d', (ratio) => {
    // What a scroller reports as its maximum, rounded to device pixels as Chromium does.
    const scrollMax = Math.round((spacerPx(million) - million.viewPx) * ratio) / ratio;
    for (const reported of [scrollMax, scrollMax - 0.8]) {
      expect(visibleRows(million, topOfScroll(million, reported, scrollMax)).last).toBe(999_999);
    }
  });

  test('the logical top survives its way through the scroll bar to within a row', () => {
    const scrollMax = spacerPx(million) - million.viewPx;
    for (const row of [0, 1, 417, 499_999, 999_000]) {
      const top = row * million.rowPx;
      expect(Math.abs(topOfScroll(million, scrollOfTop(million, top), scrollMax) - top)).toBeLessThan(million.rowPx);
    }
  });

  test('never draws more than the view holds', () => {
    const { first, last } = visibleRows(million, 12_345_678);
    expect(last - first + 1).toBeLessThanOrEqual(Math.ceil(610 / 28) + 1);
  });
});

test('rows are brought into view from either side, and not moved when they are in it', () => {
  expect(topShowing(few, 0, 300)).toBe(0);
  expect(topShowing(few, 49, 0)).toBe(maxTop(few));
  expect(topShowing(few, 12, 100)).toBe(100);
});

test('an empty list and a short list stay at the top', () => {
  const none = { total: 0, rowPx: 28, viewPx: 610 };
  expect(visibleRows(none, 0)).toEqual({ first: 0, last: -1 });
  expect(clampTop({ ...few, total: 3 }, 999)).toBe(0);
  expect(scrollOfTop({ ...few, total: 3 }, 0)).toBe(0);
});

test('a page keeps one row for orientation', () => {
  expect(pageRows(million)).toBe(20);
  expect(pageRows({ ...few, viewPx: 20 })).toBe(1);
});
