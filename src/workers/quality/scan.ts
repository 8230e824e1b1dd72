import type { ColumnProfile, RangeFinding } from '../../shared/contract/quality.ts';
import { MoneyProfile, TextProfile } from './field-profile.ts';
import { Ranges } from './ranges.ts';
import type { QualityRow, ScanFrame } from './row.ts';

/** What a scan of all rows of a file found. It follows from the rows' digest and the frame alone. */
export interface ScanResult {
  readonly rows: number;
  readonly columns: ColumnProfile[];
  readonly outOfRange: RangeFinding[];
  readonly badDates: number;
  /** Rows with a description, a counterparty or a reference. */
  readonly worded: number;
  /** Rows marked as repeats when they were read: later imports change the marks. */
  readonly repeats: number;
  /** Of `errorLines` those on which an amount was kept with its exact text: their finding rejected nothing. */
  readonly exactLines: ReadonlySet<number>;
}

/** Profiles the rows of a file, fed in slices in file order. */
export class QualityScan {
  readonly #frame: ScanFrame;
  readonly #date = new TextProfile('date', true);
  readonly #valueDate = new TextProfile('valueDate', true);
  readonly #amount = new MoneyProfile('amount');
  readonly #balance = new MoneyProfile('balance');
  readonly #currency = new TextProfile('currency');
  readonly #description = new TextProfile('description');
  readonly #counterparty = new TextProfile('counterparty');
  readonly #reference = new TextProfile('reference');
  readonly #category = new TextProfile('category');
  readonly #currencies = new Set<string>();
  readonly #exactLines = new Set<number>();
  readonly #ranges: Ranges;
  #rows = 0;
  #worded = 0;
  #repeats = 0;

  constructor(frame: ScanFrame) {
    this.#frame = frame;
    this.#ranges = new Ranges(frame);
  }

  add(rows: readonly QualityRow[]): void {
    for (const row of rows) {
      this.#rows++;
      this.#date.add(row.date ?? '');
      this.#valueDate.add(row.value_date ?? '');
      this.#amount.add(row.amount_minor);
      this.#balance.add(row.balance_minor);
      this.#currency.add(row.currency);
      this.#currencies.add(row.currency);
      this.#description.add(row.description);
      this.#counterparty.add(row.counterparty);
      this.#reference.add(row.reference);
      this.#category.add(row.category);
      if (row.description !== '' || row.counterparty !== '' || row.reference !== '') this.#worded++;
      if (row.amount_exact !== null && this.#frame.errorLines.has(row.line)) this.#exactLines.add(row.line);
      if (row.duplicate_of !== null) this.#repeats++;
      this.#ranges.add(row);
    }
  }

  finish(): ScanResult {
    const rows = this.#rows;
    const currency = this.#currencies.size === 1 ? [...this.#currencies][0]! : null;
    return {
      rows,
      columns: [
        this.#date.finish(rows),
        this.#valueDate.finish(rows),
        this.#amount.finish(rows, currency),
        this.#balance.finish(rows, currency),
        this.#currency.finish(rows),
        this.#description.finish(rows),
        this.#counterparty.finish(rows),
        this.#reference.finish(rows),
        this.#category.finish(rows),
      ],
      outOfRange: this.#ranges.finish(),
      badDates: this.#ranges.badDates,
      worded: this.#worded,
      repeats: this.#repeats,
      exactLines: this.#exactLines,
    };
  }
}
