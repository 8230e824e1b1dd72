import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { looksLikePageText } from './detect.ts';
import { SAMPLES } from '../../../../../tests/samples/printed-statements.ts';

describe('looksLikePageText', () => {
  it.each(SAMPLES)('knows: $name', ({ text }) => {
    expect(looksLikePageText(text)).toBeGreaterThanOrEqual(50);
  });

  it.each([
    ['semicolons', 'Buchungstag;Text;Betrag;Saldo\n01.02.2024;Kauf;-1,00;99,00\n02.02.2024;Kauf;-2,00;97,00\nEndsaldo;;;97,00\n'],
    ['commas and quotes', '"Date","Description","Amount"\n"2024-02-01","Opening balance","1,000.00"\n"2024-02-02","Shop","-5.00"\n'],
    ['commas', 'Date,Description,Amount,Balance\n01/02/2024,Shop,-1.00,99.00\n02/02/2024,Shop,-2.00,97.00\n'],
    ['tabs', 'Date\tText\tAmount\n01/02/2024\tShop\t-1.00\n02/02/2024\tShop\t-2.00\n'],
    [
      'a head above a table',
      'Kontoauszug Konto 123\nAlter Saldo 5,00\n\nDatum;Text;Betrag\n01.02.2024;Kauf;-1,00\n02.02.2024;Kauf;-2,00\n03.02.2024;Kauf;-2,00\n',
    ],
    ['markup', '<OFX>\n<DTPOSTED>20240201\n<TRNAMT>-1.00\n'],
    ['prose', 'Dear customer,\non 01.02.2024 we wrote to you.\nYours\n'],
  ])('leaves alone: %s', (_, text) => {
    expect(looksLikePageText(text)).toBe(0);
  });

  const shared = new URL('../../../../../../shared/data/bank/', import.meta.url);
  it.skipIf(!existsSync(shared))('takes no file away from the reader of delimited files (skipped without the shared fixtures)', () => {
    for (const folder of ['csv', 'pollock-survey', 'csv-spectrum']) {
      for (const name of readdirSync(new URL(`${folder}/`, shared))) {
        if (!/\.(?:csv|txt|tsv|xls)$/i.test(name) || name.startsWith('SOURCE')) continue;
        const head = readFileSync(new URL(`${folder}/${encodeURIComponent(name)}`, shared))
          .subarray(0, 65_536)
          .toString('latin1');
        expect(looksLikePageText(head), name).toBeLessThan(40);
      }
    }
  });
});
