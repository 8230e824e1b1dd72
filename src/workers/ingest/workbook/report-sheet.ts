/** Findings about the sheet that is read: what it hides, what was calculated, what its cells do not say plainly. */
import type { ProblemSink } from '../problem-sink.ts';
import { cellName, columnName } from './cell-name.ts';
import type { SheetTable } from './sheet-table.ts';

export function reportSheet(sheet: SheetTable, problems: ProblemSink): void {
  const hidden = [
    sheet.hidden ? 'itself from view' : '',
    sheet.hiddenRows > 0 ? `${sheet.hiddenRows} rows` : '',
    sheet.hiddenColumns > 0 ? `${sheet.hiddenColumns} columns` : '',
  ].filter((text) => text !== '');
  if (hidden.length > 0) problems.add('SHT-HIDDEN', 0, { values: [hidden.join(' and ')] });
  if (sheet.merges.count > 0) problems.add('SHT-MERGED', 0, { values: [sheet.merges.count] });
  if (sheet.formulas.count > 0) problems.add('CELL-FORMULA', 0, { values: [sheet.formulas.count] });
  if (sheet.breaks.count > 0) problems.add('CELL-BREAKS', 0, { values: [sheet.breaks.count, sheet.breaks.first] });
  if (sheet.unevenTags > 0)
    problems.add('REC-MISSING', 0, { values: [`a beginning and an end of every cell (${sheet.unevenTags} stand alone)`] });
  for (const type of [...sheet.strange].slice(0, 20)) problems.add('REC-UNKNOWN', 0, { values: [`record ${type}`] });
  sheet.columns.forEach((column, index) => {
    if (!column) return;
    const name = columnName(index + 1);
    if (column.dates > 1 && column.dateTexts > 0 && column.dateTexts + column.dates > 3)
      problems.add('SHT-MIXED-DATES', 0, { column: index + 1, values: [name, column.dates, column.dateTexts] });
    if (column.dates > 0 && column.numbers > 0)
      problems.add('SHT-MIXED-TYPES', 0, { column: index + 1, values: [name, column.dates, column.numbers] });
    if (column.numbers > 1 && column.numberTexts > 0)
      problems.add('SHT-MIXED-NUMBERS', 0, { column: index + 1, values: [name, column.numbers, column.numberTexts] });
  });
  for (const { code, row, column, value } of sheet.notes) {
    if (code === 'DIA-COLUMNS') problems.add(code, row, { values: value.split(' ') });
    else problems.add(code, row, { column, values: [cellName(row, column), value] });
  }
}
