/** The encoding of an XML file: byte order mark, NUL pattern, declaration; the bytes themselves overrule a wrong declaration. */
import iconv from 'iconv-lite';
import { surveySource } from '../../encoding.ts';
import type { ByteSource } from '../../source.ts';

export interface XmlEncoding {
  readonly encoding: string;
  /** First byte behind the byte order mark. */
  readonly start: number;
  readonly because: string;
  readonly confidence: number;
  /** What the file declares, where its bytes prove it wrong. */
  readonly contradicts?: string;
}

/** @param told encoding that a person chose */
export async function xmlEncoding(source: ByteSource, told: string | undefined, signal?: AbortSignal): Promise<XmlEncoding> {
  const survey = await surveySource(source, told, signal);
  const found = { encoding: survey.encoding, start: survey.markBytes, because: survey.because, confidence: survey.confidence };
  if (told !== undefined || survey.markBytes > 0 || survey.encoding.startsWith('utf-16')) return found;
  const declared = declaredEncoding(survey.head);
  if (declared === null || declared === survey.encoding) return found;
  const plain = survey.because === 'plain ASCII throughout';
  if (declared.startsWith('utf-16')) return { ...found, contradicts: declared };
  // Declared UTF-8 and not valid, or declared otherwise and valid UTF-8 in every line with letters beyond ASCII.
  if (!plain && (declared === 'utf-8' || survey.encoding === 'utf-8')) return { ...found, contradicts: declared };
  if (plain || !iconv.encodingExists(declared)) return found;
  return { encoding: declared, start: 0, because: 'the XML declaration names it', confidence: 95 };
}

/** Encoding named in the XML declaration, in the names used here; null where there is none. */
export function declaredEncoding(head: Uint8Array): string | null {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1024)).toString('latin1');
  const name = /<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z][\w.-]{0,40})["']/.exec(text)?.[1]?.toLowerCase();
  if (name === undefined) return null;
  if (name === 'utf8' || name === 'us-ascii' || name === 'ascii') return 'utf-8';
  // ISO 8859-1 has control characters where Windows has letters; no statement means the former.
  return name === 'iso-8859-1' || name === 'latin1' ? 'windows-1252' : name;
}
