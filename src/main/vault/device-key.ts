import { OperatingError } from '../../shared/errors.ts';

/** The operating system's keyring, as far as the vault needs it. Tests pass one of their own. */
export interface KeyringPort {
  get(account: string): Promise<string | null>;
  set(account: string, secret: string): Promise<void>;
  remove(account: string): Promise<boolean>;
}

/** Under this name the entries stand in the keyring of the system. */
const SERVICE = 'NEXUS Examiner';

interface KeytarLike {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** Loaded when first needed: its native part talks to the system's keyring service as soon as it is asked. */
async function keytar(): Promise<KeytarLike> {
  const module = (await import('keytar/keytar.js')) as { default?: KeytarLike } & KeytarLike;
  return module.default ?? module;
}

/** The keyring of this system. Every failure is `keyring-unavailable`: the other ways in go on working. */
export const systemKeyring: KeyringPort = {
  get: (account) => attempt(async () => (await keytar()).getPassword(SERVICE, account)),
  set: (account, secret) => attempt(async () => (await keytar()).setPassword(SERVICE, account, secret)),
  remove: (account) => attempt(async () => (await keytar()).deletePassword(SERVICE, account)),
};

async function attempt<T>(use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch {
    // The library's text names sockets and paths of the machine; the sentence says what it means for the person.
    throw keyringUnavailable();
  }
}

/** The error for a system without a usable keyring. */
export function keyringUnavailable(): OperatingError {
  return new OperatingError(
    'keyring-unavailable',
    'The keyring of this operating system can not be used, so the vault asks for the passphrase.',
    {
      remedy: 'Use the passphrase. On Linux a keyring service such as GNOME Keyring or KWallet must be running.',
    },
  );
}

/** How long an answer about the keyring is believed: a status is asked for often, and each probe talks to a service. */
const STATE_KEPT_MS = 60_000;
let known: { at: number; state: Promise<{ available: boolean; reason: string | null }> } | undefined;

/** As `probeKeyring` for the keyring of this system, remembered for a minute. Never throws. */
export function keyringState(): Promise<{ available: boolean; reason: string | null }> {
  if (!known || performance.now() - known.at > STATE_KEPT_MS) known = { at: performance.now(), state: probeKeyring() };
  return known.state;
}

/** Whether the keyring can be used, and if not why; found out by writing and removing a harmless entry. */
export async function probeKeyring(port: KeyringPort = systemKeyring): Promise<{ available: boolean; reason: string | null }> {
  try {
    const account = 'availability check';
    await port.set(account, 'ok');
    const back = await port.get(account);
    await port.remove(account);
    return back === 'ok' ? { available: true, reason: null } : { available: false, reason: keyringUnavailable().message };
  } catch {
    return { available: false, reason: keyringUnavailable().message };
  }
}
