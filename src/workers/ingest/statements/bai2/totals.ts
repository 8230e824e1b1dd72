/** Control totals of accounts (49), groups (98) and files (99). */
import type { ControlTotal, StatementSink } from '../reader.ts';
import { Cells } from './cells.ts';
import type { Bai2Record } from './records.ts';
import { bai2Amount } from './values.ts';

/** What is counted between a header and its trailer, both included. */
export class Level {
  /** Algebraic sum of the amounts as written; BigInt, for nothing bounds it. */
  sum = 0n;
  /** Accounts of a group, groups of a file. */
  parts = 0;
  records = 0;
}

/**
 * Compares a trailer with what was counted.
 * @param about `account 123`, `group 1`, `file`
 * @param parts name of what is counted between total and records (`accounts`), null for an account
 */
export function trailerTotals(
  record: Bai2Record,
  level: Level,
  about: string,
  parts: string | null,
  exponent: number,
  sink: Pick<StatementSink, 'problem'>,
): ControlTotal[] {
  const cells = new Cells(record);
  const controls: ControlTotal[] = [];
  const report = (value: string, what: string) =>
    value === ''
      ? sink.problem('FLD-MISSING', record.line, { values: [what] })
      : sink.problem('FLD-UNREADABLE', record.line, { values: [value, what], raw: record.segments[0]!.line.text });
  const total = cells.next()?.text ?? '';
  const amount = bai2Amount(total, exponent);
  // An empty total stands for nothing where there is nothing to sum.
  if (amount !== null)
    controls.push({ name: `amounts of the ${about}`, stated: amount.minor, counted: Number(level.sum), line: record.line, unit: 'money' });
  else if (total !== '' || level.sum !== 0n) report(total, `control total of the ${about}`);
  const count = (what: string, counted: number) => {
    const text = cells.next()?.text ?? '';
    if (/^\d{1,12}$/.test(text))
      controls.push({ name: `${what} of the ${about}`, stated: Number(text), counted, line: record.line, unit: 'count' });
    else report(text, `number of ${what} of the ${about}`);
  };
  if (parts !== null) count(parts, level.parts);
  count('records', level.records);
  return controls;
}
