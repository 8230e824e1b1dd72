/** Panes in the order F6 goes round: the order they stand in the page. */
function panes(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null || pane.getClientRects().length > 0,
  );
}

/** Moves the focus to the next or previous pane: to its grid or first control, else to the pane itself. */
export function cyclePane(by: 1 | -1): void {
  const all = panes();
  if (all.length === 0) return;
  const at = all.findIndex((pane) => pane.contains(document.activeElement));
  const next = all[(at + by + all.length) % all.length];
  const inside = next?.querySelector<HTMLElement>('[data-keys=grid], [aria-current=page], a[href], button, input, [tabindex="0"]');
  (inside ?? next)?.focus();
}
