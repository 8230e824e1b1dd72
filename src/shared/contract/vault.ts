import { z } from 'zod';
import { ROLES } from '../roles.ts';
import { define } from './define.ts';
import { nothing } from './common.ts';

const passphrase = z.string().min(1).max(1024);
const slot = z.object({
  id: z.string(),
  kind: z.enum(['passphrase', 'keyring', 'recovery']),
  label: z.string(),
  userId: z.string().nullable(),
  createdAt: z.string(),
});
const user = z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) });

export const vaultStatus = z.object({
  state: z.enum(['none', 'locked', 'unlocked', 'damaged', 'newer', 'gone']),
  location: z.string(),
  name: z.string(),
  /** Sentence for the states damaged, newer and gone. */
  message: z.string().nullable(),
  users: z.array(z.object({ id: z.string(), name: z.string() })),
  user: user.nullable(),
  keyring: z.object({ available: z.boolean(), enrolled: z.boolean(), reason: z.string().nullable() }),
  /** Seconds until the next attempt is taken, after wrong passphrases. */
  waitSeconds: z.number(),
  lastOpenedAt: z.string().nullable(),
  autoLockMinutes: z.number(),
  appVersion: z.string(),
});

export const vaultCommands = {
  'vault.status': define({
    kind: 'query',
    summary: 'Whether there is a vault here and what state it is in',
    input: nothing,
    output: vaultStatus,
    permission: 'anyone',
  }),
  'vault.create': define({
    kind: 'command',
    summary: 'Create an encrypted vault with its first user and a recovery code',
    input: z.object({
      name: z.string().min(1).max(120),
      userName: z.string().min(1).max(120),
      role: z.enum(ROLES).default('examiner'),
      passphrase,
      rememberInKeyring: z.boolean().default(false),
    }),
    output: z.object({ recoveryCode: z.string(), status: vaultStatus }),
    permission: 'anyone',
    audit: 'vault.created',
  }),
  'vault.unlock': define({
    kind: 'command',
    summary: 'Open the vault with a passphrase, the recovery code or the key in the operating system keyring',
    input: z.discriminatedUnion('with', [
      z.object({ with: z.literal('passphrase'), passphrase, userId: z.string().optional() }),
      z.object({ with: z.literal('recovery'), recoveryCode: z.string().min(1).max(200) }),
      z.object({ with: z.literal('keyring') }),
    ]),
    output: vaultStatus,
    permission: 'anyone',
    audit: 'vault.unlocked',
  }),
  'vault.lock': define({
    kind: 'command',
    summary: 'Lock the vault: keys are wiped, databases closed',
    input: z.object({ reason: z.enum(['user', 'idle', 'suspend', 'exit']).default('user') }),
    output: vaultStatus,
    permission: 'signed-in',
    audit: 'vault.locked',
  }),
  'vault.touch': define({
    kind: 'query',
    summary: 'Tell the vault that the user is active, so that it does not lock itself',
    input: nothing,
    output: nothing,
    permission: 'signed-in',
  }),
  'vault.slots': define({
    kind: 'query',
    summary: 'List the ways in',
    input: nothing,
    output: z.object({ slots: z.array(slot) }),
    permission: 'signed-in',
  }),
  'vault.changePassphrase': define({
    kind: 'command',
    summary: 'Change the signed-in user’s passphrase',
    input: z.object({ current: passphrase, next: passphrase }),
    output: nothing,
    permission: 'signed-in',
    audit: 'vault.passphrase-changed',
  }),
  'vault.newRecoveryCode': define({
    kind: 'command',
    summary: 'Replace the recovery code by a new one',
    input: z.object({ passphrase }),
    output: z.object({ recoveryCode: z.string() }),
    permission: 'vault.manage',
    audit: 'vault.recovery-replaced',
  }),
  'vault.addUser': define({
    kind: 'command',
    summary: 'Add a user with a passphrase of their own',
    input: z.object({ name: z.string().min(1).max(120), role: z.enum(ROLES), passphrase }),
    output: z.object({ user }),
    permission: 'users.manage',
    audit: 'user.added',
  }),
  'vault.setKeyring': define({
    kind: 'command',
    summary: 'Add or remove the key in the operating system keyring',
    input: z.object({ enrol: z.boolean() }),
    output: vaultStatus,
    permission: 'vault.manage',
    audit: 'vault.keyring-set',
  }),
  'vault.removeSlot': define({
    kind: 'command',
    summary: 'Remove one way in; the last passphrase can not be removed',
    input: z.object({ slotId: z.string() }),
    output: nothing,
    permission: 'vault.manage',
    audit: 'vault.slot-removed',
  }),
  'vault.setAutoLock': define({
    kind: 'command',
    summary: 'Minutes without activity after which the vault locks itself',
    input: z.object({ minutes: z.int().min(1).max(60) }),
    output: vaultStatus,
    permission: 'vault.manage',
    audit: 'vault.auto-lock-set',
  }),
  'vault.verify': define({
    kind: 'job',
    summary: 'Check every page, blob and record of the vault',
    input: nothing,
    output: z.object({ jobId: z.string() }),
    permission: 'signed-in',
    audit: 'vault.verified',
  }),
};
