import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { isoOfDay, dayOfIso } from '../../src/shared/calendar.ts';

const WORDS = ['CARD PAYMENT', 'DIRECT DEBIT', 'FASTER PAYMENT', 'STANDING ORDER', 'BACS CREDIT', 'CHEQUE', 'TRANSFER', 'CASH'];
const NAMES = ['ALDERMOOR', 'BRINDLE', 'CARROWAY', 'DENWICK', 'ELSTOB', 'FENWOLD', 'GARSTANG', 'HALLOWAY', 'INGLEBY', 'JESMOND'];

/**
 * Writes a bank statement of `rows` rows with a running balance, the same for the same arguments: about 75 bytes a row.
 * @param shift moves dates by a day or two and rewords descriptions, as a ledger would
 */
export async function writeStatement(path: string, rows: number, o: { seed: number; ledger?: boolean } = { seed: 1 }): Promise<void> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  const first = dayOfIso('2020-01-01');
  let state = o.seed >>> 0 || 1;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  let balance = 1_000_000;
  let chunk = o.ledger ? 'Date,Document,Text,Amount\n' : 'Date,Description,Reference,Amount,Balance\n';
  for (let i = 0; i < rows; i++) {
    const day = first + Math.floor((i / rows) * 1800);
    const amount = Math.round((random() < 0.7 ? -1 : 1) * Math.exp(4 + random() * 7));
    const name = NAMES[Math.floor(random() * NAMES.length)]!;
    const number = 100_000 + Math.floor(random() * 900_000);
    const word = WORDS[Math.floor(random() * WORDS.length)]!;
    const later = Math.floor(random() * 3);
    balance += amount;
    chunk += o.ledger
      ? `${isoOfDay(day + later)},R${i},${name.toLowerCase()} ltd inv ${number},${(amount / 100).toFixed(2)}\n`
      : `${isoOfDay(day)},${word} ${name} ${number},R${i},${(amount / 100).toFixed(2)},${(balance / 100).toFixed(2)}\n`;
    if (chunk.length > 1 << 20) {
      if (!out.write(chunk)) await new Promise<void>((resolve) => out.once('drain', resolve));
      chunk = '';
    }
  }
  out.end(chunk);
  await finished(out);
}
