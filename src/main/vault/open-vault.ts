import { OperatingError } from '../../shared/errors.ts';
import { isId, newId } from '../../shared/ids.ts';
import type { CaseId } from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';
import type { Actor } from './audit/append.ts';
import { checkVault } from './check.ts';
import type { CheckOptions, VaultFinding } from './check.ts';
import { keyringUnavailable } from './device-key.ts';
import type { KeyringPort } from './device-key.ts';
import { newKey, wipe } from './keys.ts';
import { checkStrength } from './passphrase-key.ts';
import type { KdfParams } from './passphrase-key.ts';
import type { ReaderGrant } from './reader.ts';
import { formatRecoveryCode } from './recovery-code.ts';
import { openCase } from './scopes.ts';
import type { SqlCaseStore } from './scopes.ts';
import { openWithPassphrase, passphraseSlot, secretSlot } from './slots.ts';
import type { Slot } from './slots.ts';
import type { VaultState } from './state.ts';
import type { CaseStore, SqlStore, Store } from './store.ts';

/** A slot as it may be shown: without the wrapped key. */
export type SlotInfo = Pick<Slot, 'id' | 'kind' | 'label' | 'userId' | 'createdAt'>;

const NO_KDF: KdfParams = { memoryKiB: 0, passes: 0, lanes: 1 };

/** An unlocked vault. Everything that touches a case's disk goes through here. */
export class OpenVault {
  readonly actor: Actor;
  readonly openedWith: 'passphrase' | 'recovery' | 'keyring';
  /** Why the keyring could not be set up at creation, as a sentence; null where it was, or was not asked for. */
  keyringNote: string | null = null;
  readonly #state: VaultState;
  readonly #workspace: SqlStore;
  readonly #keyring: KeyringPort;
  readonly #cases = new Map<string, SqlCaseStore>();
  #locked = false;

  constructor(state: VaultState, workspace: SqlStore, actor: Actor, openedWith: OpenVault['openedWith'], keyring: KeyringPort) {
    this.#state = state;
    this.#workspace = workspace;
    this.actor = actor;
    this.openedWith = openedWith;
    this.#keyring = keyring;
  }

  get location(): string {
    return this.#state.location;
  }
  get id(): string {
    return this.#state.header.id;
  }
  get name(): string {
    return this.#state.header.name;
  }
  get user(): { id: string; name: string; role: Role } {
    return { id: this.actor.userId, name: this.actor.name, role: this.actor.role };
  }
  get locked(): boolean {
    return this.#locked;
  }
  get workspace(): Store {
    return this.#workspace;
  }

  /** Makes keys, folder and database of a new case. Its row in `case_index` is for the caller to write afterwards. */
  createCase(id: CaseId): CaseStore {
    this.#assertOpen();
    if (!isId(id)) throw new OperatingError('bad-request', 'This is not a case number.');
    if (this.#state.scopes.has(id)) throw new OperatingError('conflict', 'A case with this number exists already.');
    this.#state.addScope(id);
    return this.#openCase(id, true);
  }

  /** A case; its database is opened at the first call and stays open until the vault is locked. */
  case(id: CaseId): CaseStore {
    this.#assertOpen();
    const known = this.#cases.get(id);
    if (known) return known;
    if (!this.#state.scopes.has(id)) throw new OperatingError('not-found', 'There is no such case in this vault.');
    return this.#openCase(id, false);
  }

  #openCase(id: CaseId, create: boolean): CaseStore {
    const store = openCase(this.#state, id, create);
    this.#cases.set(id, store);
    return store;
  }

  /** Ids of the cases that have keys, whether they are in `case_index` or not. */
  caseIds(): CaseId[] {
    return [...this.#state.scopes.keys()].filter((scope) => isId(scope)) as CaseId[];
  }

  /** The ways in. */
  slots(): SlotInfo[] {
    return this.#state.header.slots.map(({ id, kind, label, userId, createdAt }) => ({ id, kind, label, userId, createdAt }));
  }

  /** Changes the signed-in user's passphrase. Opened with the recovery code, `current` is not asked: it was forgotten. */
  async changePassphrase(current: string, next: string): Promise<void> {
    const own = await this.#ownSlot(current);
    checkStrength(next, [this.name, this.user.name]);
    const { vrk, header } = this.#state;
    const kdf = own.kdf ?? NO_KDF;
    const slot = await passphraseSlot(header.id, vrk, { userId: this.user.id, label: own.label, passphrase: next, kdf });
    this.#audited('vault.passphrase-changed', 'signed-in', `${this.user.name} changed their passphrase.`, () => {
      this.#setSlots([...header.slots.filter((s) => s.id !== own.id), slot], 'revoke');
    });
  }

  /** Replaces the recovery code; the old sheet opens nothing any more. Returns the code, which is kept nowhere. */
  async newRecoveryCode(passphrase: string): Promise<string> {
    await this.#ownSlot(passphrase);
    const secret = newKey();
    const { vrk, header } = this.#state;
    const slot = secretSlot(header.id, vrk, { kind: 'recovery', userId: null, label: 'Recovery code', secret });
    this.#audited('vault.recovery-replaced', 'vault.manage', `${this.user.name} made a new recovery code.`, () => {
      this.#setSlots([...header.slots.filter((s) => s.kind !== 'recovery'), slot], 'revoke');
    });
    const code = formatRecoveryCode(secret);
    wipe(secret);
    return code;
  }

  /** Adds a user with a passphrase slot of their own. */
  async addUser(o: { name: string; role: Role; passphrase: string }): Promise<{ id: string; name: string; role: Role }> {
    checkStrength(o.passphrase, [this.name, o.name]);
    const { vrk, header } = this.#state;
    const id = newId<string>();
    const kdf = header.slots.find((s) => s.kdf)?.kdf ?? NO_KDF;
    const slot = await passphraseSlot(header.id, vrk, { userId: id, label: o.name, passphrase: o.passphrase, kdf });
    this.#assertOpen();
    const entry = { action: 'user.added', object: id, summary: `${o.name} was added as ${o.role}.` };
    this.#workspace.write(this.actor, 'users.manage', entry, (tx) => {
      const at = new Date().toISOString();
      tx.run('INSERT INTO user (id, name, role, created_at) VALUES (?, ?, ?, ?)', id, o.name, o.role, at);
      // Inside the transaction: where the header can not be written, the row is rolled back with it.
      const users = header.users;
      header.users = [...users, { id, name: o.name }];
      try {
        this.#setSlots([...header.slots, slot], 'keep');
      } catch (error) {
        header.users = users;
        throw error;
      }
    });
    return { id, name: o.name, role: o.role };
  }

  /** Stores a key for this vault in the system keyring, or removes it. Never the only way in. @throws keyring-unavailable */
  async setKeyring(enrol: boolean): Promise<void> {
    const { vrk, header } = this.#state;
    const others = header.slots.filter((s) => s.kind !== 'keyring');
    if (!enrol) {
      this.#audited('vault.keyring-set', 'vault.manage', 'The key in the system keyring was withdrawn.', () =>
        this.#setSlots(others, 'revoke'),
      );
      await this.#keyring.remove(header.id);
      return;
    }
    const secret = newKey();
    const text = secret.toString('base64');
    await this.#keyring.set(header.id, text);
    if ((await this.#keyring.get(header.id)) !== text) throw keyringUnavailable();
    this.#assertOpen();
    const slot = secretSlot(header.id, vrk, { kind: 'keyring', userId: this.user.id, label: 'System keyring', secret });
    wipe(secret);
    this.#audited('vault.keyring-set', 'vault.manage', 'A key was stored in the system keyring.', () =>
      this.#setSlots([...others, slot], 'keep'),
    );
  }

  /** As `setKeyring(true)`, but a keyring that can not be used only leaves a note. */
  async tryKeyring(): Promise<void> {
    try {
      await this.setKeyring(true);
    } catch (error) {
      if (!(error instanceof OperatingError) || !['keyring-unavailable', 'forbidden'].includes(error.data.code)) throw error;
      this.keyringNote = error.message;
    }
  }

  /** Withdraws one way in. The last passphrase stays. */
  removeSlot(id: string): void {
    const { slots } = this.#state.header;
    const slot = slots.find((s) => s.id === id);
    if (!slot) throw new OperatingError('not-found', 'There is no such way in.');
    if (slot.kind === 'passphrase' && slots.filter((s) => s.kind === 'passphrase').length === 1) {
      throw new OperatingError('last-slot', 'The last passphrase can not be removed: without it the vault might never open again.');
    }
    this.#audited('vault.slot-removed', 'vault.manage', `The way in “${slot.label}” (${slot.kind}) was removed.`, () =>
      this.#setSlots(
        slots.filter((s) => s.id !== id),
        'revoke',
      ),
    );
  }

  get autoLockMinutes(): number {
    return this.#state.header.autoLockMinutes;
  }

  /** 1 to 60 minutes without activity. Needs `vault.manage`, and is audited. */
  set autoLockMinutes(minutes: number) {
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 60) {
      throw new OperatingError('bad-request', 'The vault can lock itself after 1 to 60 minutes.');
    }
    this.#audited('vault.auto-lock-set', 'vault.manage', `The vault locks itself after ${minutes} minutes.`, () => {
      const before = this.#state.header.autoLockMinutes;
      this.#state.header.autoLockMinutes = minutes;
      this.#restoring(
        () => this.#state.saveHeader('overwrite'),
        () => (this.#state.header.autoLockMinutes = before),
      );
    });
  }

  /** Checks every database, log, anchor and sealed file of the vault. See `checkVault`. */
  async verify(o: CheckOptions = {}): Promise<VaultFinding[]> {
    return checkVault(this.location, this.readerGrant(), o);
  }

  /** What a second thread needs to open the vault read-only: copies of the keys, to be wiped after they were sent. */
  readerGrant(): ReaderGrant {
    this.#assertOpen();
    const { header, scopes } = this.#state;
    return {
      vaultId: header.id,
      appVersion: header.appVersion,
      scopes: [...scopes].map(([scope, keys]) => ({
        scope,
        salt: header.databases[scope]!.salt,
        db: Uint8Array.from(keys.db),
        content: Uint8Array.from(keys.content),
        dedupe: Uint8Array.from(keys.dedupe),
        anchor: header.anchors[scope] ?? null,
      })),
    };
  }

  /** Closes every database, wipes the keys, lets the vault go. May be called again. */
  lock(reason: 'user' | 'idle' | 'suspend' | 'exit' = 'user'): void {
    if (this.#locked) return;
    this.#locked = true;
    try {
      const why = { user: 'by hand', idle: 'after a time without activity', suspend: 'because the machine went to sleep', exit: 'at exit' }[
        reason
      ];
      this.#workspace.write(
        this.actor,
        'signed-in',
        { action: 'vault.locked', object: this.id, summary: `The vault was locked ${why}.` },
        () => null,
      );
    } catch {
      // The drive may be gone: the keys must go in any case, and an unwritten "locked" loses nothing.
    } finally {
      for (const store of this.#cases.values()) store.close();
      this.#cases.clear();
      this.#workspace.close();
      this.#state.release();
    }
  }

  #assertOpen(): void {
    if (this.#locked) throw new OperatingError('vault-locked', 'The vault is locked.', { remedy: 'Unlock it to go on.' });
  }

  /** The signed-in user's passphrase slot, after the passphrase was proved. */
  async #ownSlot(passphrase: string): Promise<Slot> {
    this.#assertOpen();
    const own = this.#state.header.slots.find((s) => s.kind === 'passphrase' && s.userId === this.user.id);
    if (!own) throw new OperatingError('not-found', 'This user has no passphrase in this vault.');
    if (this.openedWith === 'recovery') return own;
    const vrk = await openWithPassphrase(this.id, own, passphrase, own.kdf ?? NO_KDF);
    this.#assertOpen();
    if (!vrk) throw new OperatingError('vault-wrong-key', 'The passphrase is not right. Nothing was changed.');
    wipe(vrk);
    return own;
  }

  #audited(action: string, permission: 'signed-in' | 'vault.manage', summary: string, use: () => void): void {
    this.#assertOpen();
    this.#workspace.write(this.actor, permission, { action, object: this.id, summary }, use);
  }

  #setSlots(slots: Slot[], earlier: 'keep' | 'revoke'): void {
    const before = this.#state.header.slots;
    this.#state.header.slots = slots;
    this.#restoring(
      () => this.#state.saveHeader(earlier),
      () => (this.#state.header.slots = before),
    );
  }

  #restoring(use: () => void, restore: () => void): void {
    try {
      use();
    } catch (error) {
      restore();
      throw error;
    }
  }
}
