/** Panes in the order F6 goes round: the order they stand in the page. */
function panes(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null || pane.getClientRects().length > 0,
  );
}

/** Where the focus lands in a pane: its grid, else the current link, else the first control that Tab would reach. */
const LANDINGS = [
  '[data-keys=grid]',
  '[aria-current=page]',
  ':is(a[href], button, input, select, textarea, [tabindex="0"]):not([tabindex="-1"])',
] as const;

/** Moves the focus to the next or previous pane. */
export function cyclePane(by: 1 | -1): void {
  const all = panes();
  if (all.length === 0) return;
  const at = all.findIndex((pane) => pane.contains(document.activeElement));
  const next = all[(at + by + all.length) % all.length];
  const landing = LANDINGS.map((selector) => next?.querySelector<HTMLElement>(selector)).find(Boolean);
  (landing ?? next)?.focus();
}
