/** The product's mark: two ledgers that meet in one line. */
export function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden focusable="false">
      <rect x="0.75" y="0.75" width="18.5" height="18.5" rx="4" fill="var(--accent)" />
      <path d="M5 14.5v-9l10 9v-9" fill="none" stroke="var(--on-accent)" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  );
}
