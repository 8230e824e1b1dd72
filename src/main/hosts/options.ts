import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { OperatingError } from '../../shared/errors.ts';
import { defaultVaultDir } from './places.ts';

/** What `npm start` and the packaged program take. */
export interface StartOptions {
  readonly vaultDir: string;
  /** Begin with the sample case. */
  readonly sample: boolean;
  /** Open a window (or a browser); otherwise only print the address. */
  readonly open: boolean;
  /** Print the ready line and end: for installation checks. */
  readonly exitAfterReady: boolean;
}

/** Reads the command line. @throws OperatingError `bad-request` naming the option that isn't known */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): StartOptions {
  const values = parse(args);
  const exitAfterReady = env['NEXUS_EXIT_AFTER_READY'] === '1';
  return {
    vaultDir: values.vault === undefined ? defaultVaultDir(platform, env) : resolve(values.vault),
    sample: values.sample ?? false,
    open: !(values['no-open'] ?? false) && !exitAfterReady,
    exitAfterReady,
  };
}

function parse(args: readonly string[]): { vault?: string; sample?: boolean; 'no-open'?: boolean } {
  try {
    return parseArgs({
      args: [...args],
      options: { vault: { type: 'string' }, sample: { type: 'boolean' }, 'no-open': { type: 'boolean' } },
    }).values;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('. ')[0] : 'it could not be read';
    throw new OperatingError('bad-request', `The command line was not understood: ${why}.`, {
      remedy: 'Options: --vault DIR, --sample, --no-open, --host loopback|electron.',
    });
  }
}

/** Where the page begins. */
export function startAddress(options: Pick<StartOptions, 'sample'>): string {
  return options.sample ? '/#/?sample=true' : '/';
}
