import { z } from 'zod';

// The page's policy forbids `eval`. Zod tries it once to see whether it may compile its checks, and that try alone would be
// a policy report; so it is told beforehand. This file is imported before anything that parses.
z.config({ jitless: true });

/** The nonce the page was served with, for style elements that a component must add. */
export function pageNonce(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || meta?.getAttribute('content') || undefined;
}
