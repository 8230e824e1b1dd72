/** Every reader of a statement format, with what its files look like. */
import { decodeBytes } from '../dialect.ts';
import type { Survey } from '../encoding.ts';
import { looksLikeAch } from './ach/detect.ts';
import { looksLikeBai2 } from './bai2/detect.ts';
import { looksLikeCamt } from './camt/detect.ts';
import { looksLikeMt94x } from './mt940/detect.ts';
import { looksLikeOfx } from './ofx/detect.ts';
import { looksLikePageText } from './page-text/detect.ts';
import { looksLikePdf } from './pdf/detect.ts';
import { looksLikeQif } from './qif/detect.ts';
import type { StatementFormat, StatementReader } from './reader.ts';

interface Known {
  readonly formats: readonly StatementFormat[];
  /** Told by the first bytes of the file; null where they are of another format. */
  detect(head: Uint8Array): StatementFormat | null;
  /** Loaded when first needed: a reader may bring a large library. */
  load(): Promise<StatementReader>;
}

const HEAD_BYTES = 65_536;

/** In the order in which they are asked: the ones with an unmistakable beginning first. */
const KNOWN: readonly Known[] = [
  { formats: ['ofx1', 'ofx2'], detect: looksLikeOfx, load: async () => (await import('./ofx/read.ts')).readOfx },
  {
    formats: ['camt052', 'camt053', 'camt054'],
    detect: looksLikeCamt,
    load: async () => (await import('./camt/read.ts')).readCamt,
  },
  { formats: ['mt940', 'mt942'], detect: looksLikeMt94x, load: async () => (await import('./mt940/read.ts')).readMt94x },
  { formats: ['qif'], detect: looksLikeQif, load: async () => (await import('./qif/read.ts')).readQif },
  { formats: ['ach'], detect: looksLikeAch, load: async () => (await import('./ach/read.ts')).readAch },
  { formats: ['pdf'], detect: looksLikePdf, load: async () => (await import('./pdf/read.ts')).readPdf },
  { formats: ['text'], detect: () => null, load: async () => (await import('./page-text/read.ts')).readPageText },
  { formats: ['bai2'], detect: looksLikeBai2, load: async () => (await import('./bai2/read.ts')).readBai2 },
];

/** The statement format of a file, or null. */
export function statementFormatOf(survey: Survey, told: string | undefined): StatementFormat | null {
  const head = survey.head.subarray(0, HEAD_BYTES);
  for (const { detect } of KNOWN) {
    const format = detect(head);
    if (format !== null) return format;
  }
  if (survey.binary !== null || told === 'csv') return null;
  // Text that no format claims is a table, unless it reads as printed pages; a person may say which.
  if (told === 'text') return 'text';
  const text = decodeBytes(head.subarray(survey.markBytes), survey.encoding);
  return looksLikePageText(text) >= PAGE_TEXT_SURE ? 'text' : null;
}

/** Confidence from which text is taken for printed pages: a balance and several movements, or one of them and the words of a statement. */
const PAGE_TEXT_SURE = 50;

export async function readerOf(format: StatementFormat): Promise<StatementReader> {
  const known = KNOWN.find(({ formats }) => formats.includes(format));
  if (known === undefined) throw new Error(`no reader for ${format}`);
  return await known.load();
}
