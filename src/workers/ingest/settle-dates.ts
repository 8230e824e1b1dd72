/** Looks through the rest of a long file for a date that settles what its beginning left open. */
import { NO_DAY } from '../../shared/columns.ts';
import type { Layout } from '../../shared/contract/import.ts';
import { parseDate } from '../../shared/date-format.ts';
import { segmentRows } from './cells.ts';
import type { Survey } from './encoding.ts';
import { dialectOf } from './pass.ts';
import { ProblemSink } from './problem-sink.ts';
import { RecordScanner } from './scanner.ts';
import type { ByteSource } from './source.ts';

/** The only format that reads the first date which not all formats can read; null where every date fits them all. */
export async function settleDates(
  source: ByteSource,
  survey: Survey,
  layout: Layout,
  formats: readonly string[],
  signal?: AbortSignal,
): Promise<string | null> {
  const column = layout.columns.find(({ role }) => role === 'date')?.index;
  if (column === undefined) return null;
  const dialect = dialectOf(layout, survey);
  const scanner = new RecordScanner(source, dialect, {
    encoding: layout.encoding,
    start: survey.markBytes,
    width: layout.columns.length,
    signal,
  });
  const counts = formats.map(() => 0);
  let last = '';
  for (let segment = await scanner.next(); segment !== null; segment = await scanner.next()) {
    const { rows } = segmentRows(segment, dialect, { encoding: layout.encoding, fallback: survey.fallback }, new ProblemSink(0));
    for (const row of rows) {
      const cell = row[column];
      if (cell === undefined || cell === last) continue;
      last = cell;
      formats.forEach((format, i) => {
        if (parseDate(cell, format) !== NO_DAY) counts[i]!++;
      });
    }
  }
  const most = Math.max(...counts);
  const winners = formats.filter((_, i) => counts[i] === most);
  return winners.length === 1 ? winners[0]! : null;
}
