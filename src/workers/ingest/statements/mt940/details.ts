/**
 * Field 86, the account owner's information: free text, numbered subfields behind a separator (Germany, Poland, Triodos),
 * or keys between slashes (the Netherlands, Belgium, SEPA). Sources: DK Anlage 3 (DFÜ agreement), field 86; SWIFT code words.
 */

export interface Details {
  /** All of the text, in one line. */
  readonly description: string;
  readonly counterparty: string;
  /** The payer's own reference, where the text names one. */
  readonly reference: string;
}

const NO_REFERENCE = new Set(['', 'NONREF', 'NOTPROVIDED', 'NOT PROVIDED', 'NOTPROVIDE', 'EREF', 'KREF', 'KREF+', 'PREF', 'MREF', 'MARF']);

/** Whether a reference says that there is none, or only where to look. */
export function isNoReference(text: string): boolean {
  return NO_REFERENCE.has(text.trim().toUpperCase());
}

/** A line of SWIFT text is full with 65 characters, some banks count one or two less; a subfield of the German structure with 27. */
const FULL_LINE = 63;
const FULL_PART = 27;

/** @param lines the field's lines as they stand */
export function readDetails(lines: readonly string[]): Details {
  const texts = lines.map(clean);
  const run = texts.join('');
  const structure = /^(\s*[0-9A-Z]{3})?([^0-9A-Za-z\s/:,.+-])(?:[0-3]\d|6[0-3])/.exec(run);
  if (structure && !(structure[1] === undefined && structure[2] === '<')) {
    const parts = numbered(run, structure[2]!);
    if (parts !== null) return fromNumbered(parts, structure[2]!);
  }
  const description = joinLines(texts);
  const keys = slashed(run);
  if (keys === null) return { description, counterparty: '', reference: sepaReference(description) };
  return { description, counterparty: nameIn(keys, texts), reference: notNone(keys.get('EREF') ?? keys.get('KREF') ?? '') };
}

/** Tabs and control characters become blanks; the end of a line is padding. */
function clean(text: string): string {
  return text.replace(/[\x00-\x1f\x7f]/g, ' ').trimEnd();
}

/** Joins lines that wrapped: without a blank where a full line ends inside a word, else with one. */
function joinLines(lines: readonly string[]): string {
  let text = '';
  let full = false;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const inWord = full && /\p{L}$/u.test(text.slice(-2)) && /^\p{L}/u.test(line);
    text = text === '' || inWord ? text + line.trimStart() : `${text} ${line.trimStart()}`;
    full = line.length >= FULL_LINE;
  }
  return text.trim();
}

type Numbered = readonly { readonly code: number; readonly text: string }[];

/** Cuts `166?00TEXT?20…` at its separators; the part before the first one has code -1. Null where there is only one subfield. */
function numbered(run: string, separator: string): Numbered | null {
  const parts: { code: number; text: string }[] = [];
  let from = 0;
  let code = -1;
  for (let at = run.indexOf(separator); at >= 0; at = run.indexOf(separator, at + 1)) {
    const next = /^(?:[0-3]\d|6[0-3])/.exec(run.slice(at + 1, at + 3));
    if (!next) continue;
    parts.push({ code, text: run.slice(from, at) });
    code = Number(next[0]);
    from = at + 3;
  }
  parts.push({ code, text: run.slice(from) });
  return parts.length > 1 && (parts.length > 2 || code === 0 || code === 20) ? parts : null;
}

function fromNumbered(parts: Numbered, separator: string): Details {
  const isPurpose = (code: number) => (code >= 20 && code <= 29) || code >= 60;
  const purpose = joinParts(parts.filter(({ code }) => isPurpose(code)));
  const words: string[] = [];
  let purposeDone = false;
  let nameDone = false;
  const named = parts.filter(({ code }) => code === 32 || code === 33);
  for (const part of parts) {
    if (isPurpose(part.code)) {
      if (!purposeDone) words.push(purpose);
      purposeDone = true;
    } else if (part.code === 32 || part.code === 33) {
      if (!nameDone) words.push(joinParts(named));
      nameDone = true;
    } else words.push(part.text.trim());
  }
  let counterparty = joinParts(named);
  // ING Poland: 27 and 28 hold the name, 20 to 25 the title.
  if (counterparty === '' && separator === '<') counterparty = joinParts(parts.filter(({ code }) => code === 27 || code === 28));
  return {
    description: words.filter((word) => word !== '').join(' '),
    counterparty,
    reference: sepaReference(joinParts(parts.filter(({ code }) => code >= 20 && code <= 29))),
  };
}

/** Joins subfields: a full one goes on in the next, a shorter one ended by itself. */
function joinParts(parts: Numbered): string {
  let text = '';
  let full = true;
  for (const part of parts) {
    if (part.text.trim() === '') continue;
    text = text === '' || full || /^\s/.test(part.text) ? text + part.text : `${text} ${part.text}`;
    full = part.text.length >= FULL_PART || /\s$/.test(part.text);
  }
  return text.trim();
}

const NEXT_KEY = '(?=\\s*(?:EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|COAM|OAMT|PURP|IBAN|BIC|BREF|RREF|RETP)\\+|$)';
const SEPA_REFERENCES = ['EREF', 'KREF'].map((key) => new RegExp(`(?:^|[\\s?])${key}\\+(.*?)${NEXT_KEY}`));

/** The end-to-end or customer reference of `EREF+… MREF+… SVWZ+…`. */
function sepaReference(text: string): string {
  if (!text.includes('REF+')) return '';
  for (const key of SEPA_REFERENCES) {
    const value = notNone(key.exec(text.slice(0, 4_000))?.[1] ?? '');
    // Without a following key there is no end to it: text may stand behind.
    if (value !== '')
      return value
        .split(/\s{2,}/)[0]!
        .slice(0, 70)
        .trim();
  }
  return '';
}

function notNone(text: string): string {
  const trimmed = text.trim();
  return isNoReference(trimmed) ? '' : trimmed;
}

const SLASH_KEYS =
  'ACSI|ADDR|BBAN|BENM|BIC|BUSP|CHGS|CNTP|CREF|CSID|EREF|EXCH|IBAN|ID|ISDT|KREF|MARF|NAME|OAMT|OCMT|OGB|ORDP|PREF|PURP|REMI|RREF|RTRN|SVCL|SWOC|TRCD|TRTP|ULTB|ULTC|ULTD|USTD';
const SLASH = new RegExp(`/(${SLASH_KEYS})/`, 'g');
const SLASH_FIRST = new RegExp(`^\\s*/(?:${SLASH_KEYS})/`);

/** Values of `/KEY/value/KEY/value`; the first of each key counts. Null where the text has no such keys at its beginning. */
function slashed(run: string): Map<string, string> | null {
  if (!SLASH_FIRST.test(run)) return null;
  const values = new Map<string, string>();
  let key = '';
  let from = 0;
  SLASH.lastIndex = 0;
  const text = run.slice(0, 20_000);
  for (let match = SLASH.exec(text); match !== null; match = SLASH.exec(text)) {
    if (key !== '' && !values.has(key))
      values.set(
        key,
        text
          .slice(from, match.index)
          .replace(/^\/+|\/+$/g, '')
          .trim(),
      );
    key = match[1]!;
    from = match.index + match[0].length;
    // The closing slash of one key may be the opening one of the next.
    SLASH.lastIndex = from - 1;
  }
  if (!values.has(key))
    values.set(
      key,
      text
        .slice(from)
        .replace(/^\/+|\/+$/g, '')
        .trim(),
    );
  return values;
}

function nameIn(keys: ReadonlyMap<string, string>, lines: readonly string[]): string {
  const name = keys.get('NAME');
  if (name !== undefined && name !== '') return name;
  // ING: /CNTP/account/BIC/name/city/
  const party = keys.get('CNTP')?.split('/')[2]?.trim();
  if (party !== undefined && party !== '') return party;
  // Account on the first line, name on the second.
  const at = lines.findIndex((line) => /^\/(?:BENM|ORDP)\/[A-Z0-9 ]+$/.test(line));
  const below = at < 0 ? '' : (lines[at + 1] ?? '');
  return /^\/[^/]*\p{L}{2}/u.test(below) && !SLASH_FIRST.test(below) ? below.slice(1).trim() : '';
}

/** Lines of the private field :NS: behind a movement: two digits, then text; 15 and 16 name the other party. */
export function readNs(lines: readonly string[]): Details {
  const parts = lines.map(clean).filter((line) => line.trim() !== '');
  const text = (line: string) => (/^\d\d/.test(line) ? line.slice(2).trim() : line.trim());
  const party = parts.filter((line) => /^1[56]/.test(line));
  return {
    description: parts.map(text).join(' '),
    counterparty: joinParts(party.map((line) => ({ code: 0, text: line.slice(2) }))),
    reference: '',
  };
}
