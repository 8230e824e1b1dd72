import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { OperatingError } from '../../../shared/errors.ts';

/** Set by the agency's IT, beside the program. Without it nothing is ever asked of any network. */
export interface UpdateFeed {
  /** Where releases lie, `https:` only. */
  readonly url: string;
  /** Ed25519 public key, base64 of its SPKI form. Its private half signs releases and is on no server. */
  readonly publicKey: string;
}

/** The part of `electron-updater` that is used. */
export interface UpdateMachine {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  allowPrerelease: boolean;
  disableWebInstaller: boolean;
  setFeedURL(options: { provider: 'generic'; url: string }): void;
  checkForUpdates(): Promise<{ readonly isUpdateAvailable: boolean; readonly updateInfo: { readonly version: string } } | null>;
  downloadUpdate(): Promise<string[]>;
  quitAndInstall(): void;
}

/** The signed statement beside a release: `<url>/<version>.release.json`. */
export interface ReleaseStatement {
  readonly version: string;
  /** Lower-case hex of each installer's SHA-512. */
  readonly sha512: readonly string[];
  /** Base64 Ed25519 signature over `statementText`. */
  readonly signature: string;
}

export interface Updater {
  /** The version that could be had, or null. */
  check(): Promise<string | null>;
  /** Downloads, verifies against the signed statement, and only then hands over to the installer. */
  install(version: string): Promise<void>;
}

/** What a release's signature covers. */
export function statementText(statement: Pick<ReleaseStatement, 'version' | 'sha512'>): string {
  return ['nexus-examiner-release-v1', statement.version, ...statement.sha512, ''].join('\n');
}

/**
 * Updates on request only. The installer's own signature check stays; ours comes on top and in front, so that neither the
 * server nor a stolen code-signing certificate is enough.
 * @returns null where no feed is set
 */
export function createUpdater(machine: UpdateMachine, feed: UpdateFeed | null, getJson: (url: string) => Promise<unknown>): Updater | null {
  if (!feed) return null;
  if (!feed.url.startsWith('https://')) {
    throw new OperatingError('bad-request', 'The update feed is not an https address, so updates stay off.');
  }
  machine.autoDownload = false;
  machine.autoInstallOnAppQuit = false;
  machine.allowDowngrade = false;
  machine.allowPrerelease = false;
  machine.disableWebInstaller = true;
  machine.setFeedURL({ provider: 'generic', url: feed.url });
  return {
    async check() {
      const found = await machine.checkForUpdates();
      return found?.isUpdateAvailable ? found.updateInfo.version : null;
    },
    async install(version) {
      const statement = readStatement(await getJson(`${feed.url}/${encodeURIComponent(version)}.release.json`));
      if (statement.version !== version || !isSigned(statement, feed.publicKey)) throw refused();
      const files = await machine.downloadUpdate();
      if (files.length === 0) throw refused();
      for (const file of files) {
        if (!statement.sha512.includes(await sha512Of(file))) throw refused();
      }
      machine.quitAndInstall();
    },
  };
}

function isSigned(statement: ReleaseStatement, publicKey: string): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  // Any other kind of key would be another, perhaps weaker, check.
  if (key.asymmetricKeyType !== 'ed25519') return false;
  return verify(null, Buffer.from(statementText(statement)), key, Buffer.from(statement.signature, 'base64'));
}

function readStatement(given: unknown): ReleaseStatement {
  const { version, sha512, signature } = (given ?? {}) as Partial<Record<keyof ReleaseStatement, unknown>>;
  const isHash = (entry: unknown): entry is string => typeof entry === 'string' && /^[0-9a-f]{128}$/.test(entry);
  if (typeof version !== 'string' || typeof signature !== 'string' || !Array.isArray(sha512) || !sha512.every(isHash)) throw refused();
  return { version, sha512, signature };
}

async function sha512Of(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function refused(): OperatingError {
  return new OperatingError('forbidden', 'The update is not signed by the agency’s release key, so it was not installed.', {
    remedy: 'Tell the people who run the update server. This version goes on working.',
  });
}
