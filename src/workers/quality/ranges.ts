import { dayOfIso, isoOfDay } from '../../shared/calendar.ts';
import type { Example, RangeFinding } from '../../shared/contract/quality.ts';
import { formatMinor } from '../../shared/money.ts';
import type { QualityRow, ScanFrame } from './row.ts';
import { Spread, SPREAD_LEAST } from './spread.ts';

const EXAMPLES = 5;
/** No bank kept accounts by computer and no statement in machine-readable form is older. */
const EARLIEST = '1970-01-01';
/** Banks backdate value dates by weeks at most. */
const VALUE_DAYS = 31;

interface Rule {
  readonly code: RangeFinding['code'];
  readonly title: string;
  readonly rule: string;
}

/** Heard row by row: which dates and amounts are outside of what can be expected. */
export class Ranges {
  readonly #frame: ScanFrame;
  /** A day is allowed on top: the import is dated in UTC, and somewhere it was tomorrow already. */
  readonly #latest: string;
  readonly #found = new Map<RangeFinding['code'], { rows: number; examples: Example[] }>();
  readonly #spreads = new Map<string, Spread>();
  /** The largest amounts of each currency, largest first: what is beyond the fence is among them. */
  readonly #largest = new Map<string, QualityRow[]>();
  /** Rows whose date says nothing or can not be right. */
  badDates = 0;

  constructor(frame: ScanFrame) {
    this.#frame = frame;
    this.#latest = isoOfDay(dayOfIso(frame.importedOn) + 1);
  }

  add(row: QualityRow): void {
    const { date, amount_minor: minor } = row;
    if (date === null) this.badDates++;
    else {
      const period = this.#frame.periods.get(row.statement);
      const outside = period !== undefined && ((period.from !== null && date < period.from) || (period.to !== null && date > period.to));
      if (date > this.#latest) this.#note('date-future', row, date);
      if (date < EARLIEST) this.#note('date-early', row, date);
      if (outside) this.#note('date-period', row, `${date}, statement ${period.from ?? '…'} to ${period.to ?? '…'}`);
      if (date > this.#latest || date < EARLIEST || outside) this.badDates++;
      if (row.value_date !== null && row.value_date !== date && Math.abs(dayOfIso(row.value_date) - dayOfIso(date)) > VALUE_DAYS)
        this.#note('value-date-far', row, `${date}, valued ${row.value_date}`);
    }
    if (minor === 0) this.#note('amount-zero', row, '0');
    this.#size(row);
  }

  #size(row: QualityRow): void {
    let spread = this.#spreads.get(row.currency);
    if (!spread) this.#spreads.set(row.currency, (spread = new Spread()));
    spread.add(row.amount_minor);
    let largest = this.#largest.get(row.currency);
    if (!largest) this.#largest.set(row.currency, (largest = []));
    const size = Math.abs(row.amount_minor);
    if (largest.length === EXAMPLES && size <= Math.abs(largest[EXAMPLES - 1]!.amount_minor)) return;
    const at = largest.findIndex((each) => Math.abs(each.amount_minor) < size);
    largest.splice(at < 0 ? largest.length : at, 0, row);
    if (largest.length > EXAMPLES) largest.pop();
  }

  #note(code: RangeFinding['code'], row: QualityRow, raw: string): void {
    let found = this.#found.get(code);
    if (!found) this.#found.set(code, (found = { rows: 0, examples: [] }));
    found.rows++;
    if (found.examples.length < EXAMPLES) found.examples.push({ ...this.#placeOf(row), raw, message: '' });
  }

  #placeOf(row: QualityRow): Pick<Example, 'line' | 'rowId' | 'position'> {
    return { line: row.line, rowId: row.id, position: row.id - this.#frame.firstId };
  }

  /** What was found, in a fixed order. */
  finish(): RangeFinding[] {
    const rules: readonly Rule[] = [
      { code: 'date-future', title: 'Dated after the import', rule: `Later than ${this.#latest}, the day after the file was imported.` },
      { code: 'date-early', title: 'Dated before 1970', rule: 'Earlier than 1 January 1970.' },
      { code: 'date-period', title: 'Outside of the statement’s period', rule: 'Outside of the period that its statement names.' },
      { code: 'value-date-far', title: 'Value date far from the booking', rule: `More than ${VALUE_DAYS} days before or after the booking date.` },
      { code: 'amount-zero', title: 'Amount of zero', rule: 'The amount is zero.' },
    ]; // prettier-ignore
    const listed = rules.flatMap((rule) => {
      const found = this.#found.get(rule.code);
      return found ? [{ ...rule, ...found }] : [];
    });
    return [...listed, ...this.#far()];
  }

  #far(): RangeFinding[] {
    return [...this.#spreads].flatMap(([currency, spread]) => {
      const fence = spread.fence();
      const rows = fence === null ? 0 : spread.above(fence.limit);
      if (fence === null || rows === 0) return [];
      const money = (minor: number): string => `${formatMinor(minor, currency)} ${currency}`.trim();
      return [
        {
          code: 'amount-far' as const,
          title: 'Amount far above the usual',
          rule: `Larger than ${money(fence.limit)}: the upper quartile (${money(fence.q3)}) times the cube of its ratio to the lower one (${money(fence.q1)}), the ratio at least 2; with ${SPREAD_LEAST} amounts or more.`,
          rows,
          examples: this.#largest
            .get(currency)!
            .filter((row) => Math.abs(row.amount_minor) > fence.limit)
            .map((row) => ({ ...this.#placeOf(row), raw: money(row.amount_minor), message: row.description.slice(0, 120) })),
        },
      ];
    });
  }
}
