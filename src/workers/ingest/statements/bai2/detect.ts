/** Whether bytes are the beginning of a BAI2 file. */

/** @param head up to 64 KB from the beginning of the file */
export function looksLikeBai2(head: Uint8Array): 'bai2' | null {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 65_536))
    .toString('latin1')
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .replaceAll('\0', '');
  const body = text.replace(/^[\s\x01-\x1f]+/, '');
  // A file header, or what was one: six fields or more, the last of them the version.
  if (/^0[01],(?:[^,\r\n]{0,100},){5,8}\s*2\s*\//.test(body)) return 'bai2';
  const records =
    /(?:^|[\r\n/])\s*02,[^,\r\n]*,[^,\r\n]*,[1-4],\d{6},/.test(body) ||
    /(?:^|[\r\n/])\s*03,[^,\r\n]{1,40},(?:[A-Z]{3})?,\d{3},[+-]?\d*,/.test(body);
  return records && /^(?:01|02|03),/.test(body) ? 'bai2' : null;
}
