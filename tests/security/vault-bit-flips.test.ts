import { createHash, randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CaseId } from '../../src/shared/ids.ts';
import { OperatingError } from '../../src/shared/errors.ts';
import { KDF_FOR_TESTS } from '../../src/main/vault/passphrase-key.ts';
import { openVault } from '../../src/main/vault/vault.ts';
import type { OpenVault } from '../../src/main/vault/vault.ts';
import { PASSPHRASE, decide, newCase, newVault, sealEvidence } from '../../src/main/vault/vault-fixture.ts';

/** Flips per kind of file. Each opens the vault, checks it, and compares every row and byte with the original. */
const FLIPS = Number(process.env['NEXUS_FLIPS'] ?? 110);

const TABLES = {
  workspace: ['user', 'case_index', 'audit_record'],
  case: ['blob', 'disposition', 'txn', 'audit_entry', 'audit_record', 'audit_head'],
};

/** Everything a person could be shown, in one digest. */
function contents(vault: OpenVault, id: CaseId): string {
  const hash = createHash('sha256');
  for (const table of TABLES.workspace) hash.update(JSON.stringify(vault.workspace.read((r) => r.all(`SELECT * FROM ${table}`))));
  const store = vault.case(id);
  for (const table of TABLES.case) hash.update(JSON.stringify(store.read((r) => r.all(`SELECT * FROM ${table}`))));
  for (const blob of store.blobs.list().sort()) for (const piece of store.blobs.stream(blob as never)) hash.update(piece);
  return hash.digest('hex');
}

/** Whether the vault, as it lies there now, is refused or reported; null where it opens and seems sound. */
async function outcome(location: string, id: CaseId): Promise<{ detected: string } | { shown: string }> {
  let vault: OpenVault | undefined;
  try {
    vault = await openVault(location, { with: 'passphrase', passphrase: PASSPHRASE }, { kdfFloor: KDF_FOR_TESTS });
    const findings = await vault.verify();
    if (findings.length > 0) return { detected: findings[0]!.message };
    return { shown: contents(vault, id) };
  } catch (error) {
    if (error instanceof OperatingError) return { detected: error.message };
    throw error;
  } finally {
    vault?.lock();
  }
}

describe(`one flipped bit, ${FLIPS} times each`, () => {
  const place = { location: '', id: '' as CaseId, before: '', blob: '' };
  const originals = new Map<string, Buffer>();
  const touched = () => ['vault.json', 'keyring.bin', 'workspace.db', `cases/${place.id}/case.db`, `cases/${place.id}/blobs/${place.blob}`];

  async function prepare(): Promise<void> {
    const { vault, location } = await newVault();
    const store = newCase(vault);
    place.blob = sealEvidence(vault, store, 'a.csv', Buffer.alloc(40_000, 'evidence ')).id;
    store.stage((tx) => {
      const insert = tx.prepare(
        `INSERT INTO txn (source_id, row_no, line, byte_start, byte_length, amount_minor, currency, description, reference, counterparty, category, row_key)
         VALUES (1, ?, 1, 0, 1, ?, 'GBP', 'a payment', '', '', '', 1)`,
      );
      for (let n = 0; n < 500; n++) insert.run(n, n);
    });
    for (let n = 1; n <= 20; n++) decide(vault, store, n);
    Object.assign(place, { location, id: store.id, before: contents(vault, store.id) });
    vault.lock();
    originals.clear();
    for (const name of touched()) originals.set(name, readFileSync(join(location, name)));
  }

  test.each([
    ['the case database', 3],
    ['the workspace database', 2],
    ['a sealed file', 4],
    ['the key file', 1],
    ['the header', 0],
  ] as const)('in %s is detected or harmless', { timeout: 120_000 }, async (_name, index) => {
    await prepare();
    const name = touched()[index]!;
    const bad: string[] = [];
    let detected = 0;
    for (let n = 0; n < FLIPS; n++) {
      const bytes = Buffer.from(originals.get(name)!);
      const bit = randomInt(bytes.length * 8);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      writeFileSync(join(place.location, name), bytes);
      const result = await outcome(place.location, place.id);
      if ('detected' in result) detected++;
      else if (result.shown !== place.before) bad.push(`${name} bit ${bit}`);
      for (const [file, original] of originals) writeFileSync(join(place.location, file), original);
    }
    expect(bad).toEqual([]);
    expect(detected).toBeGreaterThan(FLIPS / 4);
  });
});
