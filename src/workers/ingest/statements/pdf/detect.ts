/** Whether bytes are a PDF file: its mark may stand anywhere in the first kilobyte (PDF 32000-1, annex H.3.4.1). */

const MARK = [0x25, 0x50, 0x44, 0x46, 0x2d];
const WITHIN = 1024;

export function looksLikePdf(head: Uint8Array): 'pdf' | null {
  const end = Math.min(head.length - MARK.length, WITHIN);
  for (let i = 0; i <= end; i++) if (MARK.every((byte, k) => head[i + k] === byte)) return 'pdf';
  return null;
}
