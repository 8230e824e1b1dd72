import { expect, test } from './fixtures.ts';

/** Runs in the page: what a script that got in by some library's fault would try. */
const TRY_OUTSIDE = `(async () => {
  const outside = await fetch('http://example.invalid/').then(() => 'reached', () => 'refused');
  let inline = 'refused';
  try {
    const script = document.createElement('script');
    script.text = "document.title = 'inline ran'";
    document.head.append(script);
    if (document.title === 'inline ran') inline = 'ran';
  } catch {
    inline = 'refused';
  }
  return { outside, inline, globals: ['require', 'process', 'module', 'electron'].filter((name) => name in globalThis) };
})()`;

test('the program opens on the vault’s gate, under its own name and policy', async ({ program }) => {
  await expect(program.page).toHaveTitle(/NEXUS Examiner/);
  await expect(program.page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await program.client.call('vault.status', {})).toMatchObject({ state: 'none' });
  const policy = await program.page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
  expect(policy).toContain("default-src 'none'; script-src 'self'");
  expect(policy).not.toContain('unsafe');
});

test('the page can be loaded again and is still let in', async ({ program }) => {
  await program.page.reload();
  await expect(program.page.getByRole('heading', { level: 1 })).toBeVisible();
  expect((await program.client.call('vault.status', {})).state).toBe('none');
});

test('nothing of the program is reachable from the page beyond its own address', async ({ program }) => {
  program.watch.expectFinding(/example\.invalid|trusted-?types?-sink|TrustedScript|script-src/);
  const reached = await program.page.evaluate<unknown>(TRY_OUTSIDE);
  expect(reached).toEqual({ outside: 'refused', inline: 'refused', globals: [] });
});

test('a refused command comes back as a sentence', async ({ program }) => {
  await expect(program.client.call('case.list', {})).rejects.toMatchObject({
    data: { code: expect.stringMatching(/^(vault-missing|vault-locked|auth-required)$/), message: expect.stringMatching(/^[A-Z].*\.$/) },
  });
});
