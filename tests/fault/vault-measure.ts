import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../src/shared/ids.ts';
import type { CaseId } from '../../src/shared/ids.ts';
import { RowsDigest } from '../../src/main/vault/rows-digest.ts';
import { createVault, openVault } from '../../src/main/vault/vault.ts';
import type { CaseStore } from '../../src/main/vault/store.ts';

/**
 * Measures the vault on this machine: `node tests/fault/vault-measure.ts [--rows 1000000] [--slice 5000] [--mib 256]`.
 * Real key derivation, real disk, SQLCipher, FULL synchronous: what a user gets.
 */
const option = (name: string, fallback: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? Number(process.argv[at + 1]) : fallback;
};
const [ROWS, SLICE, MIB] = [option('rows', 1_000_000), option('slice', 5_000), option('mib', 256)];
const PASSPHRASE = 'correct horse battery';
const out = (name: string, value: number, unit: string) =>
  console.log(`${name.padEnd(44)}${value.toFixed(value < 10 ? 2 : 0).padStart(10)} ${unit}`);

function timed<T>(use: () => T): [T, number] {
  const from = performance.now();
  const value = use();
  return [value, performance.now() - from];
}

function load(store: CaseStore): string {
  const digest = new RowsDigest();
  let slowest = 0;
  const [, ms] = timed(() => {
    for (let from = 0; from < ROWS; from += SLICE) {
      const [, slice] = timed(() =>
        store.stage((tx) => {
          const insert = tx.prepare(
            `INSERT INTO txn (source_id, row_no, line, byte_start, byte_length, date, amount_minor, currency, description, reference, counterparty, category, balance_minor, row_key)
             VALUES (1, ?, ?, ?, 80, '2026-03-01', ?, 'GBP', ?, ?, ?, '', ?, ?)`,
          );
          for (let n = from; n < from + SLICE; n++) {
            const text = { description: `CARD PAYMENT TO SHOP ${n}`, reference: `REF${n}`, counterparty: `Shop ${n % 1000}`, category: '' };
            const amount = ((n * 7919) % 100_000) - 50_000;
            insert.run(n, n + 1, n * 80, amount, text.description, text.reference, text.counterparty, amount * 3, n * 2_654_435);
            const row = {
              row_no: n,
              line: n + 1,
              byte_start: n * 80,
              byte_length: 80,
              date: '2026-03-01',
              amount_minor: amount,
              currency: 'GBP',
            };
            digest.add({ ...row, ...text, balance_minor: amount * 3, row_key: n * 2_654_435 });
          }
        }),
      );
      slowest = Math.max(slowest, slice);
    }
  });
  out('transactions stored, with their digest', ROWS / (ms / 1000), 'rows/s');
  out(`slowest slice of ${SLICE}`, slowest, 'ms');
  return digest.finish();
}

const folder = mkdtempSync(join(tmpdir(), 'nexus-measure-'));
try {
  const location = join(folder, 'vault');
  const o = { name: 'Measured', userName: 'Ann', role: 'examiner' as const, passphrase: PASSPHRASE, appVersion: '0' };
  const { vault: made } = await createVault(location, o);
  made.lock();
  const before = performance.now();
  const vault = await openVault(location, { with: 'passphrase', passphrase: PASSPHRASE });
  out('unlock (Argon2id 64 MiB, 3 passes)', performance.now() - before, 'ms');

  const store = vault.createCase(newId<CaseId>());
  const digest = load(store);
  const piece = Buffer.alloc(4 * 1024 * 1024, 1);
  const writer = store.blobs.begin('measured');
  const [sealed, sealMs] = timed(() => {
    for (let n = 0; n < MIB / 4; n++) writer.write(piece);
    return writer.finish();
  });
  out('evidence sealed (with fsync)', MIB / (sealMs / 1000), 'MiB/s');
  out('evidence verified', MIB / (timed(() => store.blobs.verify(sealed.id))[1] / 1000), 'MiB/s');
  out(
    'a line of a source (500 bytes anywhere)',
    timed(() => {
      for (let n = 0; n < 1000; n++) store.blobs.read(sealed.id, (n * 7_919_000) % (sealed.bytes - 500), 500);
    })[1],
    'µs',
  );

  store.write(vault.actor, 'data.import', { action: 'import.finished', object: '1', summary: 'Loaded.' }, (tx) => {
    tx.run('INSERT INTO blob VALUES (?, ?, ?, ?, ?, ?)', sealed.id, sealed.sha256, sealed.bytes, 'measured', 't', 'u');
    tx.run(
      `INSERT INTO source (state, kind, name, account, currency, file_name, file_bytes, sha256, blob_id, encoding, layout, reader_version, first_id, last_id, rows_digest, job_id, imported_at, imported_by)
       VALUES ('ready', 'bank', 'n', 'a', 'GBP', 'f', 1, 's', ?, 'utf-8', '{}', '1', 1, ?, ?, 'j', 't', 'u')`,
      sealed.id,
      ROWS,
      digest,
    );
  });
  const latencies = Array.from(
    { length: 1000 },
    (_, n) =>
      timed(() =>
        store.write(vault.actor, 'flag.decide', { action: 'flag.decided', object: String(n), summary: 'Decided.', reason: 'Seen.' }, (tx) =>
          tx.run("INSERT OR REPLACE INTO disposition VALUES (?, 'cleared', 'Seen.', 'u', 't')", (n % 50) + 1),
        ),
      )[1],
  ).sort((a, b) => a - b);
  out('audited change, median', latencies[500]!, 'ms');
  out('audited change, 99th percentile', latencies[990]!, 'ms');
  let [longest, last] = [0, performance.now()];
  const from = last;
  const findings = await vault.verify({
    onProgress: () => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    },
  });
  out('whole vault verified', performance.now() - from, 'ms');
  out('longest stretch of that without a pause', longest, 'ms');
  console.log(findings.length === 0 ? 'no findings' : findings);
  vault.lock();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
