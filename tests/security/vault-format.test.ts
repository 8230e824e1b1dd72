import { execFileSync, spawnSync } from 'node:child_process';
import { createDecipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decide, newCase, newVault, sealEvidence } from '../../src/main/vault/vault-fixture.ts';

const SQLITE = spawnSync('sqlite3', ['--version']).status === 0;
if (!SQLITE) console.warn('skipped: the sqlite3 program is not installed, so a decrypted case is not read with it');
const SQLCIPHER = spawnSync('sqlcipher', ['--version']).status === 0;
const version = SQLCIPHER
  ? spawnSync('sqlcipher', [':memory:'], { input: 'PRAGMA cipher_version;\n', encoding: 'utf8' }).stdout.trim()
  : 'none';
const SQLCIPHER4 = Number.parseInt(version, 10) >= 4;
if (!SQLCIPHER4) console.warn(`skipped: opening a case with the sqlcipher program itself needs version 4 of it; here: ${version}`);

/** A Python that has SQLCipher's own library (package sqlcipher3-wheels); `.ci/run` prepares one. */
const PYTHON = [process.env['NEXUS_SQLCIPHER_PYTHON'], 'python3'].find(
  (program) => program !== undefined && spawnSync(program, ['-c', 'import sqlcipher3']).status === 0,
);
if (!PYTHON) console.warn('skipped: no Python with the package sqlcipher3-wheels, so a case is not opened with SQLCipher’s own library');

/** The page format of SQLCipher 4 as Zetetic documents it, with nothing of our code: AES-256-CBC, HMAC-SHA-512, 80 bytes reserved. */
function decryptSqlcipher4(file: Buffer, key: Buffer): Buffer {
  const [page, reserve, mac] = [4096, 80, 64];
  const macSalt = file.subarray(0, 16).map((byte) => byte ^ 0x3a);
  const macKey = pbkdf2Sync(key, macSalt, 2, 32, 'sha512');
  const pages: Buffer[] = [];
  for (let n = 1; n * page <= file.length; n++) {
    const bytes = file.subarray((n - 1) * page, n * page);
    const body = bytes.subarray(n === 1 ? 16 : 0, page - mac);
    const number = Buffer.alloc(4);
    number.writeUInt32LE(n);
    const want = createHmac('sha512', macKey).update(body).update(number).digest();
    if (!want.equals(bytes.subarray(page - mac))) throw new Error(`page ${n} does not carry its MAC`);
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(page - reserve, page - mac)).setAutoPadding(false);
    const start = n === 1 ? Buffer.from('SQLite format 3\0', 'latin1') : Buffer.alloc(0);
    pages.push(start, decipher.update(bytes.subarray(n === 1 ? 16 : 0, page - reserve)), decipher.final(), Buffer.alloc(reserve));
  }
  return Buffer.concat(pages);
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describe('the format on the disk', () => {
  async function lockedCase() {
    const { vault, location } = await newVault();
    const store = newCase(vault);
    decide(vault, store, 4711, 'escalated');
    const grant = vault.readerGrant();
    vault.lock();
    return { path: join(location, 'cases', store.id, 'case.db'), key: Buffer.from(grant.scopes.find((s) => s.scope === store.id)!.db) };
  }

  const QUERY = 'SELECT txn_id, disposition FROM disposition;\n';
  const ask = (program: string, path: string, input: string) =>
    execFileSync(program, ['-batch', path], { input, encoding: 'utf8' }).trim().split('\n').at(-1);

  test.skipIf(!SQLITE)('is SQLCipher 4 page by page, by its published design; decrypted so, the sqlite3 program reads it', async () => {
    const { path, key } = await lockedCase();
    const plain = `${path}.plain`;
    writeFileSync(plain, decryptSqlcipher4(readFileSync(path), key));
    expect(ask('sqlite3', plain, QUERY)).toBe('4711|escalated');
    expect(ask('sqlite3', plain, 'PRAGMA integrity_check;\n')).toBe('ok');
    expect(() => decryptSqlcipher4(readFileSync(path), Buffer.alloc(32))).toThrow(/page 1/);
  });

  // Debian 12 ships SQLCipher 3.4.1 (SQLite 3.15): it knows neither HMAC-SHA-512, and so no SQLCipher 4 file at all, nor STRICT.
  test.skipIf(!SQLCIPHER4)('is opened by the sqlcipher program with the raw key alone', async () => {
    const { path, key } = await lockedCase();
    expect(ask('sqlcipher', path, `PRAGMA key = "x'${key.toString('hex')}'";\n${QUERY}`)).toBe('4711|escalated');
  });

  test.skipIf(!PYTHON)('is opened by SQLCipher’s own library, version 4, with the raw key alone; a wrong key opens nothing', async () => {
    const { path, key } = await lockedCase();
    const program = [
      'import sqlcipher3, sys',
      'db = sqlcipher3.connect(sys.argv[1])',
      'db.execute(f"PRAGMA key = \\"x\'{sys.stdin.read()}\'\\"")',
      'print(db.execute("PRAGMA cipher_version").fetchone()[0])',
      `print("|".join(map(str, db.execute("${QUERY.trim()}").fetchone())))`,
      'print(len(db.execute("PRAGMA cipher_integrity_check").fetchall()), db.execute("PRAGMA integrity_check").fetchone()[0])',
    ].join('\n');
    const open = (hex: string) => spawnSync(PYTHON!, ['-c', program, path], { input: hex, encoding: 'utf8' });
    const [cipher, row, check] = open(key.toString('hex')).stdout.trim().split('\n');
    expect(cipher).toMatch(/^4\./);
    expect([row, check]).toEqual(['4711|escalated', '0 ok']);
    expect(open('00'.repeat(32)).stderr).toContain('file is not a database');
  });

  test('shows no word of a case in any file, open or locked', async () => {
    const { vault, location } = await newVault();
    const store = newCase(vault);
    const canary = 'CANARY-7f3a-unmistakable';
    sealEvidence(vault, store, `${canary}.csv`, Buffer.from(`${canary},`.repeat(5000)));
    store.write(vault.actor, 'flag.decide', { action: 'a', object: canary, summary: canary, reason: canary, detail: { canary } }, (tx) => {
      const insert = tx.prepare("INSERT INTO disposition VALUES (?, 'cleared', ?, 'u', 't')");
      for (let id = 1; id <= 2000; id++) insert.run(id, `${canary} ${id}`);
    });
    // Sorting and a temporary index go through memory, not through files beside the database.
    store.read((r) => r.all('SELECT reason FROM disposition ORDER BY reason DESC, random()'));
    const found = () =>
      files(location).filter((path) =>
        ['utf8', 'utf16le'].some((e) => readFileSync(path).includes(Buffer.from(canary, e as BufferEncoding))),
      );
    const open = files(location);
    expect(open.some((path) => path.endsWith('case.db-wal') && statSync(path).size > 100_000)).toBe(true);
    expect(found()).toEqual([]);
    vault.lock();
    expect(found()).toEqual([]);
    expect(open.length).toBeGreaterThan(5);
  });

  test('shows no key in any file', async () => {
    const { vault, location } = await newVault();
    newCase(vault);
    const keys = vault.readerGrant().scopes.flatMap((s) => [s.db, s.content, s.dedupe]);
    vault.lock();
    const forms = keys.flatMap((k) => [
      Buffer.from(k),
      Buffer.from(Buffer.from(k).toString('hex')),
      Buffer.from(Buffer.from(k).toString('base64')),
    ]);
    for (const path of files(location)) {
      const bytes = readFileSync(path);
      expect(forms.filter((form) => bytes.includes(form))).toEqual([]);
    }
    expect(forms.length).toBe(18);
  });

  test('never goes through the calls that return or need plaintext', () => {
    const root = join(import.meta.dirname, '../../src');
    const sources = files(root).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
    const banned = /\.(serialize|backup)\(/;
    expect(banned.test('db.serialize()')).toBe(true);
    const uses = sources.filter(
      (path) => readFileSync(path, 'utf8').includes("'better-sqlite3'") && banned.test(readFileSync(path, 'utf8')),
    );
    expect(uses).toEqual([]);
    expect(sources.length).toBeGreaterThan(20);
  });
});
