import { readFileSync } from 'node:fs';
import { openRaw } from '../../src/main/vault/vault-fixture.ts';
import { openVault } from '../../src/main/vault/vault.ts';

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

/** Rows that belong to no finished import, counted past the program. The vault must be locked, and is left so. */
export async function strayRows(location: string, passphrase: string, caseId: string): Promise<number> {
  const vault = await openVault(location, { with: 'passphrase', passphrase });
  const grant = vault.readerGrant();
  vault.lock();
  const db = openRaw(location, caseId, grant);
  try {
    const finished = `SELECT 1 FROM source s WHERE s.id = t.source_id AND s.state <> 'loading' AND t.id BETWEEN s.first_id AND s.last_id`;
    const { n } = db.prepare(`SELECT count(*) AS n FROM txn t WHERE NOT EXISTS (${finished})`).get() as { n: number };
    return n;
  } finally {
    db.close();
  }
}
