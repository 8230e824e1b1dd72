import type { FaultListener } from '../http/refuse.ts';

/**
 * Writes faults of our own to standard error: id, place, kind and where in the code. The message itself may hold a path
 * or a value and is written only where a developer asks for it with NEXUS_DEBUG=1.
 */
export function faultLog(write: (line: string) => void, env: NodeJS.ProcessEnv): FaultListener {
  return ({ id, where, error }) => {
    const kind = error instanceof Error ? error.name : typeof error;
    const message = env['NEXUS_DEBUG'] === '1' && error instanceof Error ? `: ${error.message}` : '';
    const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
    write([`fault ${id} in ${where}: ${kind}${message}`, ...frames.slice(0, 8)].join('\n'));
  };
}
