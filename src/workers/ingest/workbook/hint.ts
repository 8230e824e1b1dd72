/** What a rendition says about its own reading: always the dialect, and the decimal mark where typed numbers settle it. */
import type { Layout } from '../../../shared/contract/import.ts';
import type { SheetTable } from './sheet-table.ts';

/**
 * Numbers of a spreadsheet are written with a dot, so a column of them asks nothing. Texts that look like numbers keep their
 * own mark; where more of them need a comma than numbers have decimals, nothing is said and the reader decides.
 */
export function hintOf(sheet: SheetTable): Partial<Layout> {
  let fractions = 0;
  let numbers = 0;
  let commas = 0;
  let texts = 0;
  for (const column of sheet.columns) {
    fractions += column?.fractions ?? 0;
    numbers += column?.numbers ?? 0;
    commas += column?.commaTexts ?? 0;
    texts += column?.numberTexts ?? 0;
  }
  const settled = numbers > 0 && (fractions > commas || (commas === 0 && (fractions > 0 || texts === 0)));
  return { encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', ...(settled ? { decimalMark: '.' as const } : {}) };
}
