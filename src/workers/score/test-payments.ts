/** Made-up payments of a plausible shape, for tests and timing only: log-normal amounts, few large and many small counterparties, working days. */
import { textBytesOf, type TransactionColumns } from '../../shared/columns.ts';
import { mulberry32 } from './random.ts';

const WORDS = 'supply services repair consulting rental licence training catering travel cleaning security print paper fuel energy'.split(
  ' ',
);

/** `rows` payments over three years, the same for the same seed. */
export function madeUpPayments(rows: number, seed = 1): TransactionColumns {
  const random = mulberry32(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const parties = Math.max(20, Math.floor(rows / 40));
  const usual = Float64Array.from({ length: parties }, () => 5 + 1.2 * normal());
  const id = new Int32Array(rows);
  const amountMinor = new Float64Array(rows);
  const day = new Int32Array(rows);
  const text = { description: [] as string[], reference: [] as string[], counterparty: [] as string[], category: [] as string[] };
  for (let i = 0; i < rows; i++) {
    const party = Math.floor(parties * random() ** 3);
    id[i] = i + 1;
    amountMinor[i] = Math.round(100 * Math.exp(usual[party]! + 0.6 * normal()));
    let date = 18_262 + Math.floor(random() * 1095);
    while ((date + 3) % 7 >= 5) date++;
    day[i] = date;
    text.counterparty.push(`Vendor ${party} Ltd`);
    text.category.push(`Cat ${party % 25}`);
    text.reference.push(`INV-${Math.floor(random() * 1e7)}`);
    text.description.push(`${WORDS[Math.floor(random() * WORDS.length)]} ${WORDS[party % WORDS.length]} ${party % 100}`);
  }
  return {
    rows,
    id,
    amountMinor,
    day,
    currency: new Uint8Array(rows),
    currencies: ['GBP'],
    description: textBytesOf(text.description),
    reference: textBytesOf(text.reference),
    counterparty: textBytesOf(text.counterparty),
    category: textBytesOf(text.category),
  };
}
