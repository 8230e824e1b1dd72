import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures.ts';

// What only a real browser can prove: that another site in the same browser, with the same cookies at hand, gets nothing.

/** The other site: tries everything a page can and writes the outcome into its body. */
const attacker = (target: string) => `<!doctype html><html lang="en"><title>Another site</title><body>
<a id="link" href="${target}/">open</a><output id="got"></output>
<script type="module">
const attempt = (path, init) =>
  fetch('${target}' + path, { credentials: 'include', ...init }).then((response) => response.type + ' ' + response.status, () => 'refused');
const element = (name, attributes) => new Promise((resolve) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.addEventListener('load', () => resolve('loaded'));
  made.addEventListener('error', () => resolve('refused'));
  document.body.append(made);
});
const json = { 'content-type': 'application/json' };
document.getElementById('got').textContent = JSON.stringify({
  read: await attempt('/', {}),
  post: await attempt('/rpc/vault.status', { method: 'POST', body: '{}', headers: json }),
  blind: await attempt('/rpc/vault.status', { method: 'POST', body: '{}', mode: 'no-cors' }),
  events: await attempt('/events', {}),
  script: await element('script', { src: '${target}/' }),
  image: await element('img', { src: '${target}/favicon.ico' }),
});
</script></body></html>`;

test('another site in the same browser can neither read, post, embed nor open the program', async ({ program, context }, info) => {
  info.skip(info.project.name === 'electron', 'Only the loopback host listens on a port');
  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(attacker(program.origin));
  });
  await new Promise<void>((resolve) => {
    site.listen(0, '127.0.0.1', resolve);
  });
  // The browser grumbles about every one of the refusals, on the other site's console.
  program.watch.expectFinding(/127\.0\.0\.1|localhost/);
  const other = await context.newPage();
  try {
    await other.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    await expect(other.locator('#got')).not.toBeEmpty();
    expect(JSON.parse((await other.locator('#got').textContent()) ?? '')).toEqual({
      read: 'refused',
      post: 'refused',
      blind: 'refused',
      events: 'refused',
      script: 'refused',
      image: 'refused',
    });
    await other.click('#link');
    await expect(other.locator('body')).toContainText('The request comes from another site.');
    expect((await program.client.call('vault.status', {})).state).toBe('none');
  } finally {
    await other.close();
    site.close();
  }
});

test('the cookie is the browser’s secret', async ({ program, context }, info) => {
  info.skip(info.project.name === 'electron', 'There is no cookie in Electron');
  const cookies = await context.cookies(program.origin);
  expect(cookies).toEqual([expect.objectContaining({ name: '__Host-nexus', httpOnly: true, secure: true, sameSite: 'Strict', path: '/' })]);
  expect(await program.page.evaluate('document.cookie')).toBe('');
});
