import { argon2id } from 'hash-wasm';
import { OperatingError } from '../../shared/errors.ts';
import { KEY_BYTES } from './keys.ts';

/** Cost of Argon2id (RFC 9106). Kept in the slot and bound to it, so that lowering it in the file is noticed. */
export interface KdfParams {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** RFC 9106's second recommended choice; about 0.2 s in WebAssembly on the reference machine. Also the floor on reading. */
export const KDF_FLOOR: KdfParams = { memoryKiB: 64 * 1024, passes: 3, lanes: 4 };

/** Cheap cost for tests. It opens nothing unless the caller passes it as the floor in code. */
export const KDF_FOR_TESTS: KdfParams = { memoryKiB: 64, passes: 1, lanes: 1 };

/** Above these a damaged or hostile header could exhaust the machine before anything is authenticated. */
const MEMORY_CEILING_KIB = 2 * 1024 * 1024;
const PASSES_CEILING = 64;

const MIN_CHARACTERS = 10;

/** Refuses a KDF cost under the floor, or one that no honest vault has. */
export function checkKdf(params: KdfParams, floor: KdfParams): void {
  const low = params.memoryKiB < floor.memoryKiB || params.passes < floor.passes;
  const odd = ![params.memoryKiB, params.passes, params.lanes].every((n) => Number.isInteger(n) && n > 0);
  if (low || odd || params.memoryKiB > MEMORY_CEILING_KIB || params.passes > PASSES_CEILING || params.lanes > 64) {
    throw new OperatingError('vault-damaged', 'The header of this vault asks for weaker protection than this program accepts.', {
      remedy: 'The header may have been changed by somebody else. Restore vault.json from a backup.',
    });
  }
}

/** The key that a passphrase stands for. The text is brought to Unicode form NFKC, so that keyboards do not matter. */
export async function passphraseKey(passphrase: string, salt: Uint8Array, params: KdfParams): Promise<Buffer> {
  const key = await argon2id({
    password: passphrase.normalize('NFKC'),
    salt,
    memorySize: params.memoryKiB,
    iterations: params.passes,
    parallelism: params.lanes,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  });
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength);
}

/** Refuses a passphrase that would be guessed at once: too short, one repeated character, or a name in the vault. */
export function checkStrength(passphrase: string, names: readonly string[] = []): void {
  const text = passphrase.normalize('NFKC');
  const plain = text.trim().toLowerCase();
  const reason =
    [...text].length < MIN_CHARACTERS
      ? `it has fewer than ${MIN_CHARACTERS} characters`
      : new Set(text).size < 4
        ? 'it repeats the same few characters'
        : names.some((name) => name.trim().toLowerCase() === plain)
          ? 'it is a name used in this vault'
          : null;
  if (reason) {
    throw new OperatingError('passphrase-weak', `This passphrase is too easy to guess: ${reason}.`, {
      remedy: 'Use four or more unrelated words, or any text of at least ten characters that nobody would guess.',
    });
  }
}
