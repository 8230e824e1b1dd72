/** What stands before the first tag: the key:value lines of OFX 1, the processing instructions of OFX 2. */

import iconv from 'iconv-lite';

export interface Header {
  readonly format: 'ofx1' | 'ofx2';
  readonly present: boolean;
  /** The encoding as the file declares it, by its usual name; null where it declares none that exists. */
  readonly declared: string | null;
  /** What the header says in the file's own words, for the finding. */
  readonly said: string;
  readonly compression: string;
}

const KEYS = 'OFXHEADER|DATA|VERSION|SECURITY|ENCODING|CHARSET|COMPRESSION|OLDFILEUID|NEWFILEUID';
const ENTRY = new RegExp(`(${KEYS})\\s*:\\s*(.*?)\\s*(?=(?:${KEYS})\\s*:|[\\r\\n<]|$)`, 'gi');

/** @param head beginning of the file, one character per byte or code unit */
export function readHeader(head: string): Header {
  const tag = head.search(/<(?:\w{1,20}:)?OFX(?:\s[^<>]{0,500})?>/i);
  const before = head.slice(0, tag < 0 ? 8192 : Math.min(tag, 8192));
  const values = new Map<string, string>();
  for (const match of before.matchAll(ENTRY)) if (!values.has(match[1]!.toUpperCase())) values.set(match[1]!.toUpperCase(), match[2]!);
  const instruction = /<\?OFX\b([^>]{0,1000})/i.exec(before);
  const declaration = /<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(before);
  // The lines decide: some banks put an XML declaration before them, and the body is SGML all the same.
  const old = values.has('OFXHEADER') && instruction === null;
  const xml = /<\?xml\b/i.test(before) || instruction !== null;
  const charset = (values.get('CHARSET') ?? '').trim();
  const encoding = (values.get('ENCODING') ?? '').trim();
  const said = declaration !== null && !old ? declaration[1]! : [encoding, charset].filter((part) => part !== '').join('/');
  const named = declaration !== null && !old ? nameOf(declaration[1]!, '') : nameOf(encoding, charset);
  // A damaged header may name an encoding that doesn't exist.
  const declared = named === null || named === 'us-ascii' || iconv.encodingExists(named) ? named : null;
  return {
    format: old || !xml ? 'ofx1' : 'ofx2',
    present: values.has('OFXHEADER') || instruction !== null,
    declared,
    said,
    compression: (values.get('COMPRESSION') ?? 'NONE').trim().toUpperCase(),
  };
}

function nameOf(encoding: string, charset: string): string | null {
  const plain = encoding.toLowerCase().replace(/[^a-z0-9]/g, '');
  const set = charset.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (plain === 'utf8' || plain === 'unicode') return 'utf-8';
  if (plain.startsWith('utf16')) return 'utf-16';
  for (const name of [set, plain]) {
    if (name === 'utf8') return 'utf-8';
    const page = /^(?:cp|windows|win)?(125[0-8]|85[0258]|437|874)$/.exec(name)?.[1];
    if (page !== undefined) return Number(page) >= 1250 ? `windows-${page}` : `cp${page}`;
    const iso = /^(?:iso)?8859(\d{1,2})$/.exec(name)?.[1];
    if (iso !== undefined) return iso === '1' ? 'windows-1252' : `iso-8859-${iso}`;
    if (name === 'latin1') return 'windows-1252';
    if (['shiftjis', 'sjis', 'gb18030', 'gbk', 'big5', 'eucjp', 'euckr'].includes(name)) return name;
  }
  return plain === 'usascii' || plain === 'ascii' ? 'us-ascii' : null;
}
