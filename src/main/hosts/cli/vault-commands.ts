import { ROLES, type Role } from '../../../shared/roles.ts';
import { oneOf } from './case-commands.ts';
import { EXIT, UsageError, type CliResult } from './output.ts';
import { readPassphrase } from './passphrase.ts';
import { openSession, unlockedSession, type UnlockOptions } from './session.ts';

export async function vaultCreate(
  dir: string,
  o: { name?: string | undefined; user?: string | undefined; role?: string | undefined; passphraseFd?: string | undefined },
): Promise<CliResult> {
  const session = await openSession(dir);
  try {
    const passphrase = await readPassphrase(o.passphraseFd, 'New passphrase: ');
    if (o.passphraseFd === undefined && (await readPassphrase(undefined, 'Once more: ')) !== passphrase)
      throw new UsageError('The two passphrases differ. Nothing was created.');
    const role: Role = o.role === undefined ? 'administrator' : oneOf(o.role, ROLES, '--role');
    const made = await session.call('vault.create', { name: o.name ?? 'Vault', userName: o.user ?? 'Examiner', role, passphrase });
    const text = `The vault was created.\n\nRecovery code (write it down and keep it apart; without it and without the passphrase nobody can open this vault):\n\n  ${made.recoveryCode}\n`;
    return { json: { location: made.status.location, name: made.status.name, recoveryCode: made.recoveryCode }, text };
  } finally {
    await session.close();
  }
}

export async function vaultInfo(dir: string): Promise<CliResult> {
  const session = await openSession(dir);
  try {
    const status = await session.call('vault.status', {});
    const text = [
      `${status.name || 'No vault'} (${status.state}) in ${status.location}`,
      status.message ?? '',
      `Users: ${status.users.map((user) => user.name).join(', ') || 'none'}`,
      `Last opened: ${status.lastOpenedAt ?? 'never'}`,
    ];
    return { json: status, text: text.filter(Boolean).join('\n'), exitCode: status.state === 'locked' ? EXIT.ok : EXIT.findings };
  } finally {
    await session.close();
  }
}

export async function vaultVerify(dir: string, options: UnlockOptions): Promise<CliResult> {
  const session = await unlockedSession({ ...options, vault: dir });
  try {
    const { jobId } = await session.call('vault.verify', {});
    const job = await session.finish(jobId);
    const result = job.result as { holds: boolean; findings: { message: string }[] };
    const text = result.holds
      ? 'The vault is whole: every page, sealed file and audit record checks.'
      : result.findings.map((finding) => finding.message).join('\n');
    return { json: result, text, exitCode: result.holds ? EXIT.ok : EXIT.findings };
  } finally {
    await session.close();
  }
}
