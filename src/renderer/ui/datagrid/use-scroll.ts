import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { clampTop, isCapped, scrollOfTop, topOfScroll, topShowing, type Geometry } from './geometry.ts';

export interface GridScroll {
  /** Logical top in content pixels. */
  readonly topPx: number;
  readonly scrollLeft: number;
  /** Size of the whole scroller, header included. */
  readonly width: number;
  readonly height: number;
  readonly setTop: (topPx: number) => void;
  /** Brings a row into view. */
  readonly show: (row: number) => void;
  readonly onScroll: () => void;
}

/**
 * Keeps the logical top and the scroll bar together. The logical top leads: wheel steps over a capped spacer are applied to
 * it in content pixels (a scroll pixel there may be several rows), and the scroll bar follows. Only a scroll position
 * that we did not write ourselves (a drag of the bar) is read back.
 * @param headPx height of the sticky header inside the scroller
 */
export function useGridScroll(
  scroller: RefObject<HTMLDivElement | null>,
  rows: { total: number; rowPx: number },
  headPx: number,
): GridScroll {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [topPx, setTopState] = useState(0);
  const [scrollLeft, setScrollLeft] = useState(0);
  const geometry: Geometry = { ...rows, viewPx: Math.max(0, size.height - headPx) };
  const newest = useRef({ geometry, topPx, written: 0 });
  newest.current.geometry = geometry;
  newest.current.topPx = topPx;

  const setTop = useCallback(
    (next: number) => {
      const state = newest.current;
      const top = clampTop(state.geometry, next);
      state.topPx = top;
      setTopState(top);
      const element = scroller.current;
      if (!element) return;
      element.scrollTop = scrollOfTop(state.geometry, top);
      state.written = element.scrollTop;
    },
    [scroller],
  );
  const show = useCallback((row: number) => setTop(topShowing(newest.current.geometry, row, newest.current.topPx)), [setTop]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    setScrollLeft(element.scrollLeft);
    const state = newest.current;
    if (Math.abs(element.scrollTop - state.written) < 1) return;
    state.written = element.scrollTop;
    state.topPx = topOfScroll(state.geometry, element.scrollTop, element.scrollHeight - element.clientHeight);
    setTopState(state.topPx);
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      const { geometry: now, topPx: top } = newest.current;
      if (event.ctrlKey || event.shiftKey || !isCapped(now) || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      const unit = event.deltaMode === 1 ? now.rowPx : event.deltaMode === 2 ? now.viewPx : 1;
      setTop(top + event.deltaY * unit);
    };
    // React's wheel listener is passive and could not stop the native scroll.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, setTop]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  // A shorter list or a taller window may leave the top out of bounds, and the mirror out of step.
  useLayoutEffect(() => setTop(newest.current.topPx), [rows.total, rows.rowPx, size.height, headPx, setTop]);

  return { topPx, scrollLeft, ...size, setTop, show, onScroll };
}
