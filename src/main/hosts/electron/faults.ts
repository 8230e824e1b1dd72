import { app, dialog } from 'electron';
import type { FaultListener } from '../../http/refuse.ts';

/**
 * What happens when the main process meets an error nobody caught: it is written down without its message (which may hold a
 * path or a value), the user reads one sentence, and the program ends, as its state can no longer be trusted. The vault's
 * journal makes that safe. No crash reporter is ever started: its dumps are copies of memory.
 */
export function catchFaults(onFault: FaultListener): void {
  const end = (error: unknown) => {
    onFault({ id: crypto.randomUUID(), where: 'the main process', error });
    dialog.showErrorBox(
      'NEXUS Examiner has to close',
      'The program met a fault of its own. Everything that was saved is safe; start the program again to go on.',
    );
    app.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
