import type { Page } from '@playwright/test';
import { createClient } from '../../src/shared/client.ts';
import type { Client } from '../../src/shared/client.ts';

/**
 * The typed client speaking through a page that is open, so that it works in every host alike: set a case up quickly, then
 * test the screens. Not for `events`: answers arrive whole.
 */
export function pageClient(page: Page): Client {
  return createClient(async (path, init) => {
    const body =
      typeof init.body === 'string' || init.body === undefined ? init.body : { base64: Buffer.from(init.body).toString('base64') };
    const answer = await page.evaluate(
      async (given) => {
        const sent =
          typeof given.body === 'object' ? Uint8Array.from(atob(given.body.base64), (letter) => letter.charCodeAt(0)) : given.body;
        const response = await fetch(given.path, {
          method: given.method,
          headers: given.headers,
          ...(sent === undefined ? {} : { body: sent }),
        });
        return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
      },
      { path, method: init.method, headers: init.headers, body },
    );
    return new Response(answer.text, { status: answer.status, headers: { 'content-type': answer.type } });
  });
}
