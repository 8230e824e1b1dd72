/** The record 03: account, currency, and any number of type codes with amount, item count and funds type. */
import { exponentOf, isCurrency } from '../../../../shared/currency.ts';
import type { StatementSink } from '../reader.ts';
import { Cells, type Cell } from './cells.ts';
import type { Bai2Record } from './records.ts';
import { bai2Amount, takeFunds } from './values.ts';

export interface Summary {
  readonly code: number;
  readonly minor: number;
  /** Number of items, null where the file does not say. */
  readonly items: number | null;
  readonly line: number;
}

export interface AccountHead {
  readonly account: string | null;
  readonly currency: string;
  readonly summaries: readonly Summary[];
}

/** @param currency of the group, or what is to be taken where nothing is stated */
export function readAccountHead(record: Bai2Record, currency: string, sink: Pick<StatementSink, 'problem'>): AccountHead {
  const cells = new Cells(record);
  const account = cells.next()?.text.replace(/\s+/g, ' ') || null;
  if (account === null) sink.problem('FLD-MISSING', record.line, { values: ['account number'] });
  const stated = cells.next()?.text.toUpperCase() ?? '';
  if (stated !== '' && !isCurrency(stated)) sink.problem('CUR-UNKNOWN', record.line, { values: [stated] });
  const used = isCurrency(stated) ? stated : currency;
  const summaries: Summary[] = [];
  let reported = false;
  let held: Cell | null = null;
  for (;;) {
    const code: Cell | null = held ?? cells.next();
    held = null;
    if (code === null) break;
    // Commas too many, or a group left empty.
    if (code.text === '') continue;
    const line = code.segment.line.number;
    if (!/^\d{3}$/.test(code.text)) {
      if (!reported) sink.problem('FLD-UNREADABLE', line, { values: [code.text, 'type code'], raw: code.segment.line.text });
      reported = true;
      continue;
    }
    const text = cells.next()?.text ?? '';
    const amount = bai2Amount(text, exponentOf(used));
    if (amount === null && text !== '')
      sink.problem('FLD-UNREADABLE', line, { values: [text, `amount of type ${code.text}`], raw: code.segment.line.text });
    if (amount?.pointed === true)
      sink.problem('FLD-UNREADABLE', line, { values: [text, 'amount (BAI2 has no decimal point)'], raw: code.segment.line.text });
    const items = isGroupAhead(cells) ? '' : (cells.next()?.text ?? '');
    if (items !== '' && !/^\d+$/.test(items))
      sink.problem('FLD-UNREADABLE', line, { values: [items, 'item count'], raw: code.segment.line.text });
    const funds: Cell | null = isGroupAhead(cells) ? null : cells.next();
    if (funds !== null && /^\d{3}$/.test(funds.text)) {
      // The funds type was left out: this is the next type code.
      sink.problem('FLD-MISSING', line, { values: ['funds type'] });
      held = funds;
    } else if (!takeFunds(funds?.text ?? '', cells).known)
      sink.problem('FLD-UNREADABLE', line, { values: [funds!.text, 'funds type'], raw: code.segment.line.text });
    if (amount !== null)
      summaries.push({ code: Number(code.text), minor: amount.minor, items: /^\d{1,9}$/.test(items) ? Number(items) : null, line });
  }
  return { account, currency: used, summaries };
}

/** Banks drop the last commas of a line: a continuation that begins with a type code and an amount begins a group. */
function isGroupAhead(cells: Cells): boolean {
  if (!cells.atContinuation) return false;
  const [code, amount] = cells.peek(2);
  return /^\d{3}$/.test(code ?? '') && /^[+-]?\d+$/.test(amount ?? '');
}
