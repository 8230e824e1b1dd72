import { z } from 'zod';
import { define } from './define.ts';

/** Interface settings of one user. Kept in the vault, so that the sign-in screen is the only thing in default dress. */
export const userSettings = z.object({
  theme: z.enum(['fin', 'mod', 'exe', 'aud']).default('fin'),
  mode: z.enum(['system', 'light', 'dark']).default('system'),
  density: z.enum(['theme', 'compact', 'default', 'comfortable']).default('theme'),
  /** Interface size in percent. */
  size: z.int().min(90).max(200).default(100),
  singleKeys: z.boolean().default(true),
  negatives: z.enum(['minus', 'parentheses']).default('minus'),
  /** Whether the first steps stand on a case's home; false once the person has put them away. */
  firstSteps: z.boolean().default(true),
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
    input: userSettings.partial(),
    output: userSettings,
    permission: 'signed-in',
    audit: 'settings.changed',
  }),
};
