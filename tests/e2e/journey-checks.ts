import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules that the screen breaks, in light and in dark, as `mode rule: first place`. */
export async function brokenRules(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const mode of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: mode });
    await expect(page.locator('html')).toHaveAttribute('data-mode', mode);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(RULES).analyze();
    found.push(...violations.map((each) => `${mode} ${each.id}: ${each.nodes[0]?.html}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** Runs in the page; as text, because the benches that share it are checked without the browser's names. */
const CUT_FIGURES = `[...document.querySelectorAll('[role=gridcell], td, dd')]
  .filter((cell) => /^[−(]?[\\d,]+\\.\\d{2}\\)?$|^\\d{4}-\\d{2}-\\d{2}$/.test(cell.textContent.trim()))
  .filter((cell) => cell.scrollWidth > cell.clientWidth)
  .map((cell) => cell.textContent + ': ' + cell.scrollWidth + ' in ' + cell.clientWidth)`;

/** Amounts and dates that do not fit their place: a cut figure is a wrong figure. */
export async function cutFigures(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(CUT_FIGURES);
}

/** Scripts that the first view loaded, in bytes as gzip would send them. */
export async function scriptBytes(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const scripts = performance.getEntriesByType('resource').filter((entry) => new URL(entry.name).pathname.endsWith('.js'));
    let bytes = 0;
    for (const script of scripts) {
      const body = (await fetch(script.name)).body!.pipeThrough(new CompressionStream('gzip'));
      bytes += (await new Response(body).arrayBuffer()).byteLength;
    }
    return bytes;
  });
}
