let context: CanvasRenderingContext2D | null | undefined;

/** Width of texts in CSS pixels in an element's own font; the widest of them. */
export function widestText(texts: readonly string[], element: Element): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  let widest = 0;
  for (const text of texts) {
    // Tabular figures are as wide as the widest digit; the canvas knows no font features, so 0 stands for all of them.
    widest = Math.max(widest, context.measureText(text.replaceAll(/\d/g, '0')).width);
  }
  return Math.ceil(widest);
}
