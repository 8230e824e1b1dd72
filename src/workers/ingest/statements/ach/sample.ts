/** Made-up NACHA files for the tests: fields put together by width, controls counted along. */

export interface SampleEntry {
  readonly code: string;
  readonly cents: number;
  readonly name?: string;
  readonly routing?: string;
  readonly addenda?: readonly string[];
  /** Columns 40 to 76, where the entry class has its own. */
  readonly middle?: string;
}

export interface SampleBatch {
  readonly entryClass?: string;
  readonly service?: string;
  readonly date?: string;
  readonly settled?: string;
  readonly entries: readonly SampleEntry[];
}

const left = (text: string, width: number) => text.slice(0, width).padEnd(width);
const right = (value: number, width: number) => String(value).padStart(width, '0');
const ODFI = '02100120';
/** A published routing number of a Federal Reserve Bank. */
export const ROUTING = '021001208';

/** Records of 94 characters; the last block is filled. */
export function achRecords(batches: readonly SampleBatch[]): string[] {
  const records = [`101 ${ROUTING} ${ROUTING}3103040815A094101${left('FEDERAL BANK', 23)}${left('SOME COMPANY', 23)}${left('', 8)}`];
  const file = { count: 0, hash: 0, debit: 0, credit: 0 };
  batches.forEach((batch, b) => {
    const { entryClass = 'PPD', service = '200', date = '310305', settled = '064', entries } = batch;
    const number = right(b + 1, 7);
    records.push(
      `5${service}${left('ACME LTD', 16)}${left('', 20)}1234567890${entryClass}${left('WAGES', 10)}${left('MAR', 6)}${left(date, 6)}${settled}1${ODFI}${number}`,
    );
    const sum = { count: 0, hash: 0, debit: 0, credit: 0 };
    entries.forEach((entry, e) => {
      const { code, cents, name = 'JANE DOE', routing = ROUTING, addenda = [] } = entry;
      const trace = right(e + 1, 7);
      const middle = entry.middle ?? `${left('EMP-77', 15)}${left(name, 22)}`;
      records.push(
        `6${code}${routing}${left('5550001', 17)}${right(cents, 10)}${left(middle, 37)}  ${addenda.length > 0 ? 1 : 0}${ODFI}${trace}`,
      );
      addenda.forEach((text, a) => records.push(/^7\d\d/.test(text) ? left(text, 94) : `705${left(text, 80)}${right(a + 1, 4)}${trace}`));
      sum.count += 1 + addenda.length;
      sum.hash += Number(routing.slice(0, 8));
      if (Number(code[1]) < 5) sum.credit += cents;
      else sum.debit += cents;
    });
    records.push(
      `8${service}${right(sum.count, 6)}${right(sum.hash % 1e10, 10)}${right(sum.debit, 12)}${right(sum.credit, 12)}1234567890${left('', 25)}${ODFI}${number}`,
    );
    for (const key of ['count', 'hash', 'debit', 'credit'] as const) file[key] += sum[key];
  });
  const blocks = Math.ceil((records.length + 1) / 10);
  records.push(
    `9${right(batches.length, 6)}${right(blocks, 6)}${right(file.count, 8)}${right(file.hash % 1e10, 10)}${right(file.debit, 12)}${right(file.credit, 12)}${left('', 39)}`,
  );
  while (records.length % 10 !== 0) records.push('9'.repeat(94));
  return records;
}
