import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportFonts } from './pdf/fonts.ts';

/** Reads the bundled fonts from their folder (`resources/fonts` in a checkout). */
export async function loadFonts(folder: string): Promise<ReportFonts> {
  const [regular, strong, code] = await Promise.all(
    ['Inter-Regular.ttf', 'Inter-SemiBold.ttf', 'JetBrainsMono-Regular.ttf'].map((name) => readFile(join(folder, name))),
  );
  return { regular: regular!, strong: strong!, code: code! };
}
