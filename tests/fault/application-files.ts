import { readFileSync } from 'node:fs';

/** The bytes of a file, in a buffer of their own. */
export function readBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}

/** A plain bank statement with a running balance. @param rows movements; each of its own text and amount */
export function bankText(rows: number, text = 'Payment'): string {
  const lines = ['Date,Description,Amount,Balance'];
  let balance = 1_000_000;
  for (let i = 0; i < rows; i++) {
    const pence = ((i * 7919) % 90_000) - 45_000 || 1;
    balance += pence;
    const day = new Date(Date.UTC(2023, 0, 1) + Math.floor((i * 300) / rows) * 86_400_000).toISOString().slice(0, 10);
    lines.push(`${day},${text} ${i},${(pence / 100).toFixed(2)},${(balance / 100).toFixed(2)}`);
  }
  return `${lines.join('\n')}\n`;
}
