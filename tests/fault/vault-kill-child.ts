import { randomBytes, randomInt } from 'node:crypto';
import { writeSync } from 'node:fs';
import { newId } from '../../src/shared/ids.ts';
import type { CaseId } from '../../src/shared/ids.ts';
import { KDF_FOR_TESTS } from '../../src/main/vault/passphrase-key.ts';
import { RowsDigest } from '../../src/main/vault/rows-digest.ts';
import type { CaseStore } from '../../src/main/vault/store.ts';
import { createVault, openVault, vaultStatus } from '../../src/main/vault/vault.ts';
import type { OpenVault } from '../../src/main/vault/vault.ts';

/**
 * Works on a vault until it is killed, and says on standard output what it was told is saved.
 * `node vault-kill-child.ts FOLDER [--control | --rounds N]`: with `--control` it says so before it is true, which the
 * harness must notice; with `--rounds` it ends by itself.
 */
export interface Acknowledged {
  readonly kind: 'case' | 'blob' | 'decision' | 'source';
  readonly caseId: string;
  readonly id: string | number;
}

export const PASSPHRASE = 'killed at any moment';
const ROWS = 400;

async function enter(location: string): Promise<OpenVault> {
  if (vaultStatus(location).state === 'locked') {
    return openVault(location, { with: 'passphrase', passphrase: PASSPHRASE }, { kdfFloor: KDF_FOR_TESTS });
  }
  const o = { name: 'Kill', userName: 'Ann', role: 'examiner' as const, passphrase: PASSPHRASE, appVersion: '0', kdf: KDF_FOR_TESTS };
  return (await createVault(location, o)).vault;
}

class Work {
  readonly vault: OpenVault;
  readonly early: boolean;

  constructor(vault: OpenVault, early: boolean) {
    this.vault = vault;
    this.early = early;
  }

  /** Does one thing and acknowledges it: after it is durable, or in the control before. */
  done(ack: Acknowledged, change: () => void): void {
    const say = () => writeSync(1, `${JSON.stringify(ack)}\n`);
    if (this.early) {
      say();
      // Leaves the kill a window to fall into.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
    change();
    if (!this.early) say();
  }

  newCase(): CaseStore {
    const { vault } = this;
    const id = newId<CaseId>();
    const store = vault.createCase(id);
    const row = [id, 'Case', 'R', 'GBP', new Date().toISOString(), vault.user.id];
    this.done({ kind: 'case', caseId: id, id }, () =>
      vault.workspace.write(vault.actor, 'case.create', { action: 'case.created', object: id, summary: 'Opened.' }, (tx) =>
        tx.run('INSERT INTO case_index (id, name, reference, currency, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)', ...row),
      ),
    );
    return store;
  }

  seal(store: CaseStore): { id: string } {
    const writer = store.blobs.begin('evidence.bin');
    for (let left = randomInt(6); left >= 0; left--) writer.write(randomBytes(randomInt(1, 200_000)));
    const sealed = writer.finish();
    const entry = { action: 'evidence.sealed', object: sealed.id, summary: 'Sealed.' };
    this.done({ kind: 'blob', caseId: store.id, id: sealed.id }, () =>
      store.write(this.vault.actor, 'data.import', entry, (tx) =>
        tx.run('INSERT INTO blob VALUES (?, ?, ?, ?, ?, ?)', sealed.id, sealed.sha256, sealed.bytes, 'evidence.bin', 't', 'u'),
      ),
    );
    return sealed;
  }

  decide(store: CaseStore): void {
    const txn = randomInt(1, 1_000_000);
    const entry = { action: 'flag.decided', object: String(txn), summary: 'Decided.', reason: 'r' };
    this.done({ kind: 'decision', caseId: store.id, id: txn }, () =>
      store.write(this.vault.actor, 'flag.decide', entry, (tx) =>
        tx.run("INSERT OR REPLACE INTO disposition VALUES (?, 'cleared', 'r', 'u', ?)", txn, new Date().toISOString()),
      ),
    );
  }

  /** An import in slices: `loading` until its last step. */
  load(store: CaseStore, blobId: string): void {
    store.stage((tx) => {
      tx.run("DELETE FROM txn WHERE source_id IN (SELECT id FROM source WHERE state = 'loading')");
      tx.run("DELETE FROM source WHERE state = 'loading'");
    });
    const digest = new RowsDigest();
    const first = store.read((r) => r.get<{ n: number }>('SELECT coalesce(max(id), 0) + 1 AS n FROM txn'))!.n;
    const source = store.stage(
      (tx) =>
        tx.run(
          `INSERT INTO source (state, kind, name, account, currency, file_name, file_bytes, sha256, blob_id, encoding, layout, reader_version, first_id, job_id, imported_at, imported_by)
           VALUES ('loading', 'bank', 'Account', 'a', 'GBP', 'f', 1, 's', ?, 'utf-8', '{}', '1', ?, 'j', 't', 'u')`,
          blobId,
          first,
        ).lastInsertRowid,
    );
    for (let slice = 0; slice < 4; slice++) {
      store.stage((tx) => {
        const insert = tx.prepare(
          `INSERT INTO txn (id, source_id, row_no, line, byte_start, byte_length, date, amount_minor, currency, description, reference, counterparty, category, row_key)
           VALUES (?, ?, ?, ?, 0, 1, '2026-01-01', ?, 'GBP', 'row', '', '', '', ?)`,
        );
        for (let n = slice * ROWS; n < (slice + 1) * ROWS; n++) {
          insert.run(first + n, source, n, n, n, n);
          const row = { row_no: n, line: n, byte_start: 0, byte_length: 1, date: '2026-01-01', amount_minor: n, currency: 'GBP' };
          digest.add({ ...row, description: 'row', reference: '', counterparty: '', category: '', balance_minor: null, row_key: n });
        }
      });
    }
    const entry = { action: 'import.finished', object: String(source), summary: 'Imported.' };
    const last = first + 4 * ROWS - 1;
    const set = [last, 4 * ROWS, digest.finish(), source];
    this.done({ kind: 'source', caseId: store.id, id: source }, () =>
      store.write(this.vault.actor, 'data.import', entry, (tx) =>
        tx.run("UPDATE source SET state = 'ready', last_id = ?, rows_kept = ?, rows_digest = ? WHERE id = ?", ...set),
      ),
    );
  }
}

if (import.meta.main) {
  const [location, mode, count] = process.argv.slice(2);
  const rounds = mode === '--rounds' ? Number(count) : Infinity;
  writeSync(1, 'started\n');
  const vault = await enter(location!);
  const work = new Work(vault, mode === '--control');
  const known = vault.workspace.read((r) => r.all<{ id: CaseId }>('SELECT id FROM case_index ORDER BY created_at DESC LIMIT 3'));
  const stores = known.map(({ id }) => vault.case(id));
  if (stores.length === 0 || randomInt(3) === 0) stores.push(work.newCase());
  for (let round = 0; round < rounds; round++) {
    const store = stores[randomInt(stores.length)]!;
    const { id } = work.seal(store);
    for (let n = randomInt(5); n > 0; n--) work.decide(store);
    work.load(store, id);
    if (randomInt(40) === 0) stores.push(work.newCase());
    // Timers run: the anchors are written by one.
    await new Promise((resolve) => setImmediate(resolve));
  }
  vault.lock('exit');
}
