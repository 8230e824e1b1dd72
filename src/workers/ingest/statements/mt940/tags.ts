/**
 * What a line of an MT940 or MT942 file is: a field, the end of a message, transport around it, or the rest of a text.
 * Source: SWIFT Standards MT, category 9 (MT940, MT941, MT942, MT950), field tags and the blocks of a FIN message.
 */

/** Fields of the messages 940, 941, 942 and 950, and the private field :NS: of some banks. */
const KNOWN = new Set('13 13C 13D 20 21 25 25P 28 28C 28D 34F 60 60F 60M 61 62 62F 62M 64 65 86 90C 90D NS'.split(' '));

/** Fields whose value goes on over further lines. */
export const LONG_FIELDS: ReadonlySet<string> = new Set(['61', '86', 'NS']);

export type LineKind =
  | { readonly kind: 'field'; readonly tag: string; readonly from: number }
  /** Has the form of a field; no such field is known. */
  | { readonly kind: 'unknown'; readonly tag: string }
  | { readonly kind: 'end'; readonly from: number }
  /** The hyphen that ends a message, in the middle of one. */
  | { readonly kind: 'stray' }
  | { readonly kind: 'block'; readonly type: string | null; readonly opens: boolean; readonly from: number }
  | { readonly kind: 'blank' }
  | { readonly kind: 'transport' }
  | { readonly kind: 'text' };

export interface LineContext {
  /** The line stands in the text of a movement: what looks like a field may be a wrapped time or sentence. */
  readonly inText: boolean;
  /** The line before it, in a text. */
  readonly before: string;
  /** The next line that isn't blank, null at the end of the file. */
  readonly next: () => string | null;
}

/** The header blocks of a message together are shorter. */
const HEADER_CHARACTERS = 1_000;

const TEXT: LineKind = { kind: 'text' };

const LEAD = /^[\s\x01-\x1f\ufeff]*/;
const FIELD = /^:([0-9]{2}[A-Z]?|NS):/;
/** `:26:37`, the rest of a time whose hours stand at the end of the line before. */
const TIME_REST = /^:\d\d:\d\d(?!\d)/;
const LONE_HYPHEN = /^-[\s\x01-\x1f]*$/;
/** Fields that only stand behind the beginning of a message. */
const MESSAGE_BODY = /^[\s\x01-\x1f]*:(?:6[0-5][FM]?|86|90[CD]):/;
const NEW_MESSAGE = /^[\s\x01-\x1f]*(?:\{1:|:20:|:940:|:942:)/;

/** Lines that banks' transport puts before and between messages: BICs, `940`, numbered headers, a row of X. */
const TRANSPORT = /^(?::94[0-2]:?|94[0-2]\s*\d*|[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3,4})?\d*|\d{4} \d{2}[A-Z]{4}[A-Z0-9]{4,24}|X+)\s*$/;

/**
 * Says what a line is.
 * @param from first character looked at: behind a block, a line may go on with a field
 */
export function kindOf(text: string, context: LineContext, from = 0): LineKind {
  const code = text.charCodeAt(from);
  // The most frequent line: a text goes on with a letter or a digit.
  if (context.inText && ((code >= 48 && code < 58) || (code >= 65 && code < 123))) return TEXT;
  const at = from + LEAD.exec(text.slice(from))![0].length;
  const rest = text.slice(at);
  if (rest.trim() === '') return { kind: 'blank' };
  const first = rest.charCodeAt(0);
  if (first === 58) {
    const tag = FIELD.exec(rest)?.[1];
    if (tag !== undefined && !isWrapped(rest, tag, context)) {
      return KNOWN.has(tag)
        ? { kind: 'field', tag, from: at + tag.length + 2 }
        : context.inText && TIME_REST.test(rest)
          ? { kind: 'text' }
          : { kind: 'unknown', tag };
    }
    if (!context.inText && TRANSPORT.test(rest)) return { kind: 'transport' };
    return { kind: 'text' };
  }
  // Braces are letters of the Nordic seven-bit alphabets: Å and å close, Ä and ä open.
  if (/^[{äÄ][1-5]:/.test(rest)) {
    const head = rest.slice(0, HEADER_CHARACTERS);
    const body = /[{äÄ]4:/.exec(head);
    return {
      kind: 'block',
      type: /[{äÄ]2:[IO]?(9\d\d)/.exec(head)?.[1] ?? null,
      opens: body !== null,
      from: body === null ? text.length : at + body.index + 3,
    };
  }
  if (first === 45 && !context.inText && LONE_HYPHEN.test(rest) && MESSAGE_BODY.test(context.next() ?? '')) return { kind: 'stray' };
  if (first === 45 && isEnd(rest, context)) return { kind: 'end', from: at + (/^-[}åÅ]/.test(rest) ? 2 : rest.length) };
  if (!context.inText && TRANSPORT.test(rest)) return { kind: 'transport' };
  return { kind: 'text' };
}

/** Inside a text, `:20:`, `:21:`, `:25:`, `:28:` and `:13:` may be minutes. */
function isWrapped(rest: string, tag: string, { inText, before, next }: LineContext): boolean {
  if (!inText || !TIME_REST.test(rest) || !/\d$/.test(before.trimEnd()) || Number(tag) > 59) return false;
  return tag !== '20' || !/^\s*:2[158]/.test(next() ?? '');
}

/** A lone hyphen ends a message; in a text only if another message or nothing follows, for sentences wrap at hyphens too. */
function isEnd(rest: string, { inText, next }: LineContext): boolean {
  if (/^-[}åÅ]/.test(rest)) return true;
  if (!inText) return /^-[A-Z]{0,3}[\s\x01-\x1f]*$/.test(rest);
  if (!LONE_HYPHEN.test(rest)) return false;
  const following = next();
  return following === null || NEW_MESSAGE.test(following) || TRANSPORT.test(following.trim());
}

/** Whether a line inside a text looks like a field whose tag was damaged: `86:`, `:6l:`, a whole movement or balance without its tag. */
export function looksDamaged(text: string): boolean {
  if (TIME_REST.test(text)) return false;
  return (
    /^(?:[^:\s]?(?:61|86|6[02][FM]|28C):|:(?:61|86|6[02][FM]|28C)[^:]|:(?:[^:]1|6[^:]|[^:]6|8[^:]|[^:][02][FM]|6[^:][FM]|6[02][^:\s]):)/.test(
      text,
    ) ||
    /^.{0,5}\d{6}(?:\d{4})?(?:E|R)?[CD][A-Z]?-?\d+[.,]\d*[NSF][A-Z0-9 ]{3}/.test(text) ||
    /^.{0,6}[CD]\d{6}[A-Z]{3}\d+[.,]\d*\s*$/.test(text)
  );
}
