import { session } from 'electron';
import type { Session } from 'electron';
import { isOwn, ORIGIN, SCHEME } from './scheme.ts';

/** No `persist:` in the name: everything the browser part remembers lives in memory and ends with the program. */
const PARTITION = 'nexus';

/** The page's session: answers only from the door, reaches no network, grants no permission. */
export function secureSession(answer: (request: Request) => Response | Promise<Response>): Session {
  const own = session.fromPartition(PARTITION, { cache: false });
  own.protocol.handle(SCHEME, (request) => (isOwn(request.url) ? answer(request) : new Response(null, { status: 404 })));
  refuseEverything(own);
  own.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isReachable(details.url) }));
  own.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`${ORIGIN}/download/`)) event.preventDefault();
  });
  return own;
}

/** Denies what a session can be asked for. Used on the page's session and on any other that should ever come to be. */
export function refuseEverything(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.setDisplayMediaRequestHandler(null);
  target.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  // The spell checker would fetch dictionaries from outside.
  target.setSpellCheckerEnabled(false);
}

/** The page's own files, what it made itself, and the developer tools' own pages (which exist in a checkout only). */
function isReachable(address: string): boolean {
  return isOwn(address) || address.startsWith(`blob:${ORIGIN}/`) || /^(data|devtools):/.test(address);
}
