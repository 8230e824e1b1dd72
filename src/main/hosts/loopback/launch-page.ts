import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LAUNCH_PATH } from './guard.ts';

/**
 * The local page that carries the launch token into the browser. A file that only its owner can read (0600 in a 0700
 * folder) rather than an argument or an address: those are seen by every user in the process list and stay in histories.
 */
export class LaunchPage {
  readonly #folder: string;
  readonly #origin: string;

  private constructor(folder: string, origin: string) {
    this.#folder = folder;
    this.#origin = origin;
  }

  static async create(parent: string, origin: string, token: string): Promise<LaunchPage> {
    const page = new LaunchPage(await mkdtemp(join(parent, 'nexus-launch-')), origin);
    await page.write(token);
    return page;
  }

  get address(): string {
    return pathToFileURL(this.#file).href;
  }

  get #file(): string {
    return join(this.#folder, 'open.html');
  }

  /** Puts another token in. Written aside and renamed: a browser never reads half a page, and the mode holds from the first byte. */
  async write(token: string): Promise<void> {
    const aside = join(this.#folder, 'next.html');
    await writeFile(aside, launchHtml(this.#origin, token), { mode: 0o600, flag: 'wx' });
    await rename(aside, this.#file);
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function launchHtml(origin: string, token: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>NEXUS Examiner</title>
<form method="post" action="${origin}${LAUNCH_PATH}">
<input type="hidden" name="token" value="${token}">
<noscript><button>Open NEXUS Examiner</button></noscript>
</form>
<script>document.forms[0].submit()</script>
</html>
`;
}

/**
 * What a redeemed token is answered with: a page that replaces itself by the program. A redirect would not do, as the
 * browser counts it as still coming from the file and holds back the Strict cookie.
 */
export function arrivalHtml(nonce: string, startAt: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>NEXUS Examiner</title>
<script nonce="${nonce}">location.replace(${JSON.stringify(startAt).replaceAll('<', '\\u003c')})</script>
</html>
`;
}
