import { describe, expect, it } from 'vitest';
import { exampleFlags, exampleReconciliation } from './example.ts';
import { renderInWorker } from './pool.ts';
import { renderReport } from './render.ts';

const noFonts = (): Promise<never> => Promise.reject(new Error('not needed'));

describe('renderInWorker', () => {
  it('writes what the same code writes in this thread, over several pages of rows', async () => {
    const input = exampleReconciliation(2_300);
    const bytes = await renderInWorker(input, 'csv');
    expect(Buffer.compare(Buffer.from(bytes), Buffer.from(await renderReport(input, 'csv', noFonts)))).toBe(0);
  });

  it('finds the fonts by itself', async () => {
    expect(new TextDecoder().decode((await renderInWorker(exampleFlags(3), 'pdf')).subarray(0, 5))).toBe('%PDF-');
  });

  it('stops within a second when it is told to', async () => {
    const stop = new AbortController();
    const began = performance.now();
    const running = renderInWorker(exampleReconciliation(60_000), 'xlsx', { signal: stop.signal });
    setTimeout(() => stop.abort(), 150);
    await expect(running).rejects.toMatchObject({ data: { code: 'cancelled' } });
    expect(performance.now() - began).toBeLessThan(3_000);
    await expect(renderInWorker(exampleFlags(1), 'csv', { signal: stop.signal })).rejects.toMatchObject({ data: { code: 'cancelled' } });
  });

  it('says so when the fonts are not there', async () => {
    await expect(renderInWorker(exampleFlags(1), 'pdf', { fontFolder: '/nonexistent' })).rejects.toThrow(/ENOENT/);
  });
});
