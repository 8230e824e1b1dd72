import { protocol } from 'electron';

export const SCHEME = 'nexus';
/** The page's origin. */
export const ORIGIN = `${SCHEME}://app`;

/**
 * Makes `nexus:` an origin like https, so that the page's policy, fetch and streams work on it. Nothing more: no bypass of
 * the policy, no service workers (they outlive a lock), no cross-origin reading. Must run before the app is ready.
 */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        bypassCSP: false,
        corsEnabled: false,
        allowServiceWorkers: false,
        codeCache: false,
      },
    },
  ]);
}

/** Whether an address lies on the page's own origin. */
export function isOwn(address: string): boolean {
  return address === ORIGIN || address.startsWith(`${ORIGIN}/`);
}

/** Whether an address is the page itself, at any place within it. */
export function isPage(address: string): boolean {
  return address.split('#')[0] === `${ORIGIN}/`;
}
