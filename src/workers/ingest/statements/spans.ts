/** Byte ranges of a row's values, packed small: they are stored with every row. */
import { SPAN_FIELDS, type Span, type SpanField, type StatementRow } from './reader.ts';

/**
 * Packs the spans of a row as unsigned LEB128 numbers: for each present field its index in `SPAN_FIELDS`, its start relative to
 * the record (zigzag: a value may stand before its record, as a currency named once for a statement), its length.
 * An empty array where the row names none.
 */
export function packSpans(row: Pick<StatementRow, 'byteStart' | 'spans'>): Uint8Array {
  const out: number[] = [];
  SPAN_FIELDS.forEach((field, index) => {
    const span = row.spans?.[field];
    if (span === undefined) return;
    const relative = span[0] - row.byteStart;
    push(out, index);
    push(out, relative >= 0 ? relative * 2 : -relative * 2 - 1);
    push(out, span[1]);
  });
  return Uint8Array.from(out);
}

/** The opposite: spans from the beginning of the file. Stops at damage. */
export function unpackSpans(packed: Uint8Array, byteStart: number): Partial<Record<SpanField, Span>> {
  const spans: Partial<Record<SpanField, Span>> = {};
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let scale = 1; at < packed.length; scale *= 128) {
      const byte = packed[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) break;
    }
    return value;
  };
  while (at < packed.length) {
    const field = SPAN_FIELDS[next()];
    const zigzag = next();
    const length = next();
    if (field === undefined) break;
    spans[field] = [byteStart + (zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2), length];
  }
  return spans;
}

function push(out: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}
