/** Whether bytes are OFX, from their beginning. */

const AGGREGATE =
  /<(?:\w{1,20}:)?(?:OFX|BANKMSGSRSV1|CREDITCARDMSGSRSV1|INVSTMTMSGSRSV1|SIGNONMSGSRSV1|STMTTRNRS|CCSTMTTRNRS|STMTRS|CCSTMTRS|STMTTRN)(?:\s[^<>]*)?>/i;

/**
 * By content alone: the header of OFX 1 (`OFXHEADER:100`), the instruction of OFX 2 (`<?OFX … ?>`), or a first tag of OFX where
 * the header is lost. What stands before may be a byte order mark, blank lines or the lines of a mail or HTTP message.
 * @param head first 64 KB
 */
export function looksLikeOfx(head: Uint8Array): 'ofx1' | 'ofx2' | null {
  const latin = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 65_536)).toString('latin1');
  // UTF-16 leaves its letters behind when the NULs are gone.
  const text = latin.replaceAll('\0', '').replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  const tag = text.indexOf('<');
  const before = text.slice(0, tag < 0 ? 4096 : Math.min(tag, 4096));
  if (/(?:^|[\r\n\s])OFXHEADER\s*:\s*\d/i.test(before)) return /<\?OFX\b/i.test(text) ? 'ofx2' : 'ofx1';
  if (tag < 0) return null;
  const wrapped = /^\s*(?:(?:[\w-]+:|--|HTTP\/)[^\r\n]*\s+)*$/.test(before);
  if (!wrapped) return null;
  if (/<\?OFX\s+OFXHEADER/i.test(text)) return 'ofx2';
  // A first tag of its own, behind comments and instructions.
  const rest = text.slice(tag).replace(/^(?:<\?[^>]*>|<!--[^]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\]\s*)?>|\s+)+/i, '');
  const first = AGGREGATE.exec(rest.slice(0, 600));
  if (first === null) return null;
  return /<\?xml\b/i.test(text.slice(0, tag + 200)) ? 'ofx2' : 'ofx1';
}
