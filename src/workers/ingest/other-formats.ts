/** Statement formats told by their content, never by the file's name. They get their own readers. */
import { decodeBytes } from './dialect.ts';
import type { Survey } from './encoding.ts';

const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:OFXHEADER\s*:|<\?OFX\b|<OFX>)/i, 'an OFX statement'],
  [/^\s*<\?xml[\s\S]{0,400}<OFX\b/i, 'an OFX statement'],
  [/^\s*(?:<\?xml[\s\S]{0,400})?<[\w:]*Document\b[\s\S]{0,400}camt\.05/i, 'a CAMT statement'],
  [/^\s*(?:<\?xml|<!DOCTYPE|<html)/i, 'an XML or HTML document'],
  [/^\s*(?:\{1:|:20:|\{4:)|^[^\n]{0,80}\r?\n?:20:/, 'an MT940 or MT942 statement'],
  [/^\s*!(?:Type|Account|Option):/i, 'a QIF file'],
  [/^01,[^,\n]*,[^,\n]*,\d{6},\d{0,4},/, 'a BAI2 file'],
  [/^101[ \d]{10}[\d ]{10}\d{6}/, 'an ACH file'],
  [/^\s*[{[]\s*(?:"|\{|\[)/, 'a JSON document'],
];

export function otherFormat(survey: Survey): string | null {
  const text = decodeBytes(survey.head.subarray(survey.markBytes, survey.markBytes + 2048), survey.encoding);
  return FORMATS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
