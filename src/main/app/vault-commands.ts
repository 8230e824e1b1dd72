import type { CommandName, OutputOf, ParsedInputOf } from '../../shared/contract/table.ts';
import { OperatingError } from '../../shared/errors.ts';
import { probeKeyring } from '../vault/device-key.ts';
import { createVault, openVault, vaultStatus, type OpenVault } from '../vault/vault.ts';

/** Commands that open, close or re-key the vault itself; all others run inside an unlocked one. */
export type VaultCommandName = Exclude<Extract<CommandName, `vault.${string}`>, 'vault.verify'>;

export interface VaultPlace {
  readonly vaultDir: string;
  readonly appVersion: string;
}

type Status = OutputOf<'vault.status'>;

/** The state of the vault as the gate shows it. Reads the header only; works with no key. */
export async function statusOf(place: VaultPlace, vault: OpenVault | null): Promise<Status> {
  const outside = vaultStatus(place.vaultDir);
  const keyring = await probeKeyring();
  return {
    state: vault ? 'unlocked' : outside.state,
    location: place.vaultDir,
    name: outside.name,
    message: vault ? null : outside.message,
    users: outside.users,
    user: vault ? vault.user : null,
    keyring: { available: keyring.available, reason: keyring.reason, enrolled: outside.keyringEnrolled },
    waitSeconds: outside.waitSeconds,
    lastOpenedAt: outside.lastOpenedAt,
    autoLockMinutes: vault?.autoLockMinutes ?? 10,
    appVersion: place.appVersion,
  };
}

/** Runs one of these commands; the vault writes their audit records itself. The vault in the answer is the one open afterwards. */
export async function runVaultCommand(
  place: VaultPlace,
  vault: OpenVault | null,
  name: VaultCommandName,
  rawInput: unknown,
): Promise<{ vault: OpenVault | null; output: unknown }> {
  switch (name) {
    case 'vault.status':
    case 'vault.lock':
      return { vault, output: await statusOf(place, vault) };

    case 'vault.touch':
      return { vault, output: {} };

    case 'vault.create': {
      if (vault) throw new OperatingError('vault-exists', 'A vault is open here already. Lock it first.');
      const input = rawInput as ParsedInputOf<'vault.create'>;
      const made = await createVault(place.vaultDir, { ...input, appVersion: place.appVersion });
      return { vault: made.vault, output: { recoveryCode: made.recoveryCode, status: await statusOf(place, made.vault) } };
    }

    case 'vault.unlock': {
      if (vault) return { vault, output: await statusOf(place, vault) };
      const input = rawInput as ParsedInputOf<'vault.unlock'>;
      const opened = await openVault(
        place.vaultDir,
        input.with === 'passphrase'
          ? input
          : input.with === 'recovery'
            ? { with: 'recovery', recoveryCode: input.recoveryCode }
            : { with: 'keyring' },
      );
      return { vault: opened, output: await statusOf(place, opened) };
    }

    case 'vault.slots':
      return { vault, output: { slots: open(vault).slots() } };

    case 'vault.changePassphrase': {
      const input = rawInput as ParsedInputOf<'vault.changePassphrase'>;
      await open(vault).changePassphrase(input.current, input.next);
      return { vault, output: {} };
    }

    case 'vault.newRecoveryCode': {
      const recoveryCode = await open(vault).newRecoveryCode((rawInput as ParsedInputOf<'vault.newRecoveryCode'>).passphrase);
      return { vault, output: { recoveryCode } };
    }

    case 'vault.addUser': {
      const input = rawInput as ParsedInputOf<'vault.addUser'>;
      const user = await open(vault).addUser(input);
      return { vault, output: { user } };
    }

    case 'vault.setKeyring': {
      const { enrol } = rawInput as ParsedInputOf<'vault.setKeyring'>;
      await open(vault).setKeyring(enrol);
      return { vault, output: await statusOf(place, vault) };
    }

    case 'vault.removeSlot': {
      await open(vault).removeSlot((rawInput as ParsedInputOf<'vault.removeSlot'>).slotId);
      return { vault, output: {} };
    }

    case 'vault.setAutoLock': {
      const { minutes } = rawInput as ParsedInputOf<'vault.setAutoLock'>;
      open(vault).autoLockMinutes = minutes;
      return { vault, output: await statusOf(place, vault) };
    }
  }
}

function open(vault: OpenVault | null): OpenVault {
  if (!vault) throw new OperatingError('vault-locked', 'The vault is locked.', { remedy: 'Unlock it to go on.' });
  return vault;
}
