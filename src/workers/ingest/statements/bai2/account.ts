/** One account of a BAI2 group: a statement. */
import { exponentOf } from '../../../../shared/currency.ts';
import { reportControls } from '../control-findings.ts';
import type { ControlTotal, StatedBalance, StatementSink, StatementTail } from '../reader.ts';
import { emitDetail, type DetailContext } from './detail.ts';
import type { Bai2Record } from './records.ts';
import type { AccountHead } from './summary.ts';
import { Level, trailerTotals } from './totals.ts';

/** Status codes of the booked balances. 040 and 045 (available) prove nothing. */
const OPENING_LEDGER = 10;
const CLOSING_LEDGER = 15;
const TOTAL_CREDITS = 100;
const TOTAL_DEBITS = 400;

export class Account {
  readonly level = new Level();
  readonly #sink: StatementSink;
  readonly #head: AccountHead;
  readonly #context: DetailContext;
  readonly #line: number;
  #details = 0;
  #controls: ControlTotal[] = [];
  readonly #in = { count: 0, minor: 0 };
  readonly #out = { count: 0, minor: 0 };

  constructor(sink: StatementSink, head: AccountHead, context: DetailContext, line: number) {
    this.#sink = sink;
    this.#head = head;
    this.#context = context;
    this.#line = line;
    for (const { minor } of head.summaries) this.level.sum += BigInt(minor);
    sink.begin({ account: head.account, currency: head.currency, line });
  }

  detail(record: Bai2Record): void {
    const { written, amountMinor } = emitDetail(record, this.#context, this.#sink);
    this.level.sum += BigInt(written);
    this.#details++;
    if (amountMinor === null) return;
    const side = amountMinor < 0 ? this.#out : this.#in;
    side.count++;
    side.minor += Math.abs(amountMinor);
  }

  trailer(record: Bai2Record): void {
    const about = this.#head.account === null ? 'account' : `account ${this.#head.account}`;
    this.add(trailerTotals(record, this.level, about, null, exponentOf(this.#head.currency), this.#sink));
  }

  /** Control totals that are told with this account: its own, and those of the group and file that end behind it. */
  add(controls: readonly ControlTotal[]): void {
    reportControls(controls, this.#head.currency, this.#sink);
    this.#controls.push(...controls);
  }

  /** Concludes the statement. */
  end(): void {
    const opening = this.#balance(OPENING_LEDGER);
    const closing = this.#balance(CLOSING_LEDGER);
    const moved = (code: number) => this.#head.summaries.some((summary) => summary.code === code && summary.minor !== 0);
    const summaryOnly =
      this.#details === 0 &&
      (moved(TOTAL_CREDITS) || moved(TOTAL_DEBITS) || (opening !== null && closing !== null && opening.minor !== closing.minor));
    if (summaryOnly) {
      // Totals without their details: nothing here could explain the balances.
      this.#sink.problem('REC-MISSING', this.#line, { values: ['the movements of this account (only totals are stated)'] });
    } else if (this.#details > 0)
      this.add([...this.#summaryTotals(TOTAL_CREDITS, 'credits', this.#in), ...this.#summaryTotals(TOTAL_DEBITS, 'debits', this.#out)]);
    const tail: StatementTail = summaryOnly
      ? { opening: null, closing: null, controls: this.#controls, ...(closing === null ? {} : { statedOnly: closing }) }
      : { opening, closing, controls: this.#controls };
    this.#sink.end(tail);
  }

  #balance(code: number): StatedBalance | null {
    const found = this.#head.summaries.find((summary) => summary.code === code);
    return found === undefined ? null : { minor: found.minor, day: this.#context.day, line: found.line };
  }

  #summaryTotals(code: number, name: string, counted: { count: number; minor: number }): ControlTotal[] {
    const total = this.#head.summaries.find((summary) => summary.code === code);
    if (total === undefined) return [];
    const { line, items } = total;
    const sum: ControlTotal = {
      name: `total ${name} (${code})`,
      stated: Math.abs(total.minor),
      counted: counted.minor,
      line,
      unit: 'money',
    };
    return items === null
      ? [sum]
      : [sum, { name: `number of ${name} (${code})`, stated: items, counted: counted.count, line, unit: 'count' }];
  }
}
