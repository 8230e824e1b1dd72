import { z } from 'zod';
import { define } from './define.ts';

const fields = {
  theme: z.enum(['fin', 'mod', 'exe', 'aud']),
  mode: z.enum(['system', 'light', 'dark']),
  density: z.enum(['theme', 'compact', 'default', 'comfortable']),
  /** Interface size in percent. */
  size: z.int().min(90).max(200),
  singleKeys: z.boolean(),
  negatives: z.enum(['minus', 'parentheses']),
  /** Whether the first steps stand on a case's home; false once the person has put them away. */
  firstSteps: z.boolean(),
};

/** Interface settings of one user. Kept in the vault, so that the sign-in screen is the only thing in default dress. */
export const userSettings = z.object({
  theme: fields.theme.default('fin'),
  mode: fields.mode.default('system'),
  density: fields.density.default('theme'),
  size: fields.size.default(100),
  singleKeys: fields.singleKeys.default(true),
  negatives: fields.negatives.default('minus'),
  firstSteps: fields.firstSteps.default(true),
});
export type UserSettings = z.infer<typeof userSettings>;

export const settingsCommands = {
  'settings.get': define({
    kind: 'query',
    summary: 'The signed-in user’s settings',
    input: z.object({}),
    output: userSettings,
    permission: 'signed-in',
  }),
  'settings.set': define({
    kind: 'command',
    summary: 'Change some of the signed-in user’s settings',
    // Of the fields without their defaults: a default inside an optional field still fills it, and a change of one setting
    // would set all others back.
    input: z.object(fields).partial(),
    output: userSettings,
    permission: 'signed-in',
    audit: 'settings.changed',
  }),
};
