const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 can not hold, and CR, which XML readers turn into LF. */
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\ufffe\uffff]/gu;

/**
 * Text for element content and attributes of SpreadsheetML. What XML can not hold is written as `_xHHHH_`, and text that
 * already looks so is protected (ECMA-376 part 1, 22.9.2.19); a lone surrogate becomes U+FFFD.
 */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[&<>"]/g, (c) => ESCAPES[c]!)
    .replaceAll(UNPRINTABLE, (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}
