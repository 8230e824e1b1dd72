/**
 * Where rows stand. Browsers cap an element's height at about 33.5 million device pixels, so a spacer as tall as a million
 * rows loses the last ones. The grid therefore keeps a logical top in content pixels, and the scroll bar of a spacer of
 * at most `SPACER_CAP_PX` only mirrors it.
 */
export const SPACER_CAP_PX = 8_000_000;

export interface Geometry {
  /** Rows in the whole. */
  readonly total: number;
  /** Height of one row in CSS pixels, whole. */
  readonly rowPx: number;
  /** Height of the area that shows rows, in CSS pixels. */
  readonly viewPx: number;
}

/** Height of all rows together, which no element has. */
export function contentPx(geometry: Geometry): number {
  return geometry.total * geometry.rowPx;
}

/** Height of the element that makes the scroll bar. */
export function spacerPx(geometry: Geometry): number {
  return Math.min(contentPx(geometry), SPACER_CAP_PX);
}

/** Whether scroll pixels are not content pixels. */
export function isCapped(geometry: Geometry): boolean {
  return contentPx(geometry) > SPACER_CAP_PX;
}

/** The largest logical top: the last row ends at the bottom of the view. */
export function maxTop(geometry: Geometry): number {
  return Math.max(0, contentPx(geometry) - geometry.viewPx);
}

/** A logical top within bounds. */
export function clampTop(geometry: Geometry, topPx: number): number {
  return Math.min(Math.max(0, topPx), maxTop(geometry));
}

/** The scroll position that mirrors a logical top. */
export function scrollOfTop(geometry: Geometry, topPx: number): number {
  const most = maxTop(geometry);
  return most === 0 ? 0 : (clampTop(geometry, topPx) / most) * Math.max(0, spacerPx(geometry) - geometry.viewPx);
}

/**
 * The logical top that a scroll position stands for.
 * @param scrollMax the scroller's own largest position; at fractional device pixel ratios it is rounded, and the last
 *   pixel of it must still mean the last row
 */
export function topOfScroll(geometry: Geometry, scrollTop: number, scrollMax: number): number {
  if (scrollTop >= scrollMax - 1 && scrollMax > 0) return maxTop(geometry);
  if (!isCapped(geometry)) return clampTop(geometry, scrollTop);
  return clampTop(geometry, (scrollTop / Math.max(1, scrollMax)) * maxTop(geometry));
}

/** First and last row index to draw (inclusive); last is first − 1 for an empty list. */
export function visibleRows(geometry: Geometry, topPx: number): { readonly first: number; readonly last: number } {
  const first = Math.min(Math.max(0, Math.floor(topPx / geometry.rowPx)), Math.max(0, geometry.total - 1));
  const last = Math.min(geometry.total - 1, Math.ceil((topPx + geometry.viewPx) / geometry.rowPx) - 1);
  return { first, last };
}

/** The nearest logical top that shows a row whole. */
export function topShowing(geometry: Geometry, row: number, topPx: number): number {
  const start = row * geometry.rowPx;
  if (start < topPx) return clampTop(geometry, start);
  const end = start + geometry.rowPx;
  if (end > topPx + geometry.viewPx) return clampTop(geometry, end - geometry.viewPx);
  return topPx;
}

/** Rows that PageUp and PageDown move: the whole rows of a view less one, which stays for orientation. */
export function pageRows(geometry: Geometry): number {
  return Math.max(1, Math.floor(geometry.viewPx / geometry.rowPx) - 1);
}
