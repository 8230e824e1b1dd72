/** What banks write where XML asks for an entity, and what a misspelt closing tag means. */

/** Private characters that stand for a stray `&` and `<` on the way through the parser, so that every place stays the same. */
const AMPERSAND = '\ue0fe';
const LESS = '\ue0ff';
/** Stands for characters that XML has no way to write. */
const FORBIDDEN = '\ue0fd';
const HIDDEN = /[\ue0fd-\ue0ff]/;

/**
 * Puts placeholders for each `&` that begins none of XML's own references, each `<` that begins no markup, and each character that
 * XML does not allow. A text that has the placeholders themselves is left alone.
 */
export function hideStrays(text: string): string {
  if (HIDDEN.test(text)) return text;
  let safe = text.includes('&') ? text.replace(/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/g, AMPERSAND) : text;
  safe = safe.replace(/<(?![A-Za-z_:/!?\u0080-\uffff])/g, LESS);
  return safe.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, FORBIDDEN).replace(/\p{Cs}/gu, FORBIDDEN);
}

/** The opposite; what may not be shown becomes U+FFFD. */
export function showStrays(text: string): string {
  return HIDDEN.test(text) ? text.replaceAll(AMPERSAND, '&').replaceAll(LESS, '<').replaceAll(FORBIDDEN, '\ufffd') : text;
}

/**
 * Which open element a closing tag that doesn't fit was meant for.
 * @param open names of the open elements, outermost first
 * @returns its index in `open`: an element further out (closing tags are missing), the innermost one (the name is misspelt by one
 *   or two characters), or -1 (a tag too many)
 */
export function meantBy(name: string, open: readonly string[]): number {
  const exact = open.lastIndexOf(name);
  if (exact >= 0) return exact;
  const last = open.length - 1;
  return last >= 0 && alike(name, open[last]!) ? last : -1;
}

function alike(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const rest = Math.max(a.length, b.length) - head - tail;
  return rest <= 2 && rest < b.length;
}
