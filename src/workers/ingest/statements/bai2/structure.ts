/** Follows the nesting of a BAI2 file: file (01 … 99), group (02 … 98), account (03 … 49). */
import { NO_DAY } from '../../../../shared/columns.ts';
import { exponentOf, isCurrency } from '../../../../shared/currency.ts';
import type { StatementSink } from '../reader.ts';
import { Account } from './account.ts';
import { cellSpan, Cells } from './cells.ts';
import type { DetailContext } from './detail.ts';
import type { Bai2Record } from './records.ts';
import { readAccountHead } from './summary.ts';
import { Level, trailerTotals } from './totals.ts';
import { bai2Day } from './values.ts';

const GROUP_STATUS: Readonly<Record<string, string>> = { '2': 'a deletion', '3': 'a correction', '4': 'a test' };
const NO_CONTEXT: DetailContext = { currency: '', day: NO_DAY, daySpan: undefined };

export class Structure {
  readonly #sink: StatementSink;
  readonly #told: string | undefined;
  #file: Level | null = null;
  #group: Level | null = null;
  #groups = 0;
  #context = NO_CONTEXT;
  /** Open, or ended by its trailer and waiting for the totals that may follow. */
  #account: Account | null = null;
  #accountOpen = false;
  accounts = 0;

  /** @param told currency a person chose for where the file names none */
  constructor(sink: StatementSink, told: string | undefined) {
    this.#sink = sink;
    this.#told = told;
  }

  take(record: Bai2Record): void {
    switch (record.code) {
      case '01':
        this.#beginFile(record);
        break;
      case '02':
        this.#beginGroup(record);
        break;
      case '03':
        this.#beginAccount(record);
        break;
      case '16':
        if (!this.#accountOpen) this.#withoutAccount(record);
        this.#count(record, this.#account!.level);
        this.#account!.detail(record);
        break;
      case '49':
        if (!this.#accountOpen) return this.#stray(record);
        this.#count(record, this.#account!.level);
        this.#account!.trailer(record);
        this.#leaveAccount();
        break;
      case '98':
        this.#endGroup(record);
        break;
      default:
        this.#endFile(record);
    }
  }

  /** The file's bytes end here. */
  end(lastLine: number): void {
    const within = this.#accountOpen
      ? 'the account trailer (49)'
      : this.#group !== null
        ? 'the group trailer (98)'
        : this.#file !== null
          ? 'the file trailer (99)'
          : null;
    if (this.#accountOpen) this.#leaveAccount();
    this.#conclude();
    if (within !== null) this.#sink.problem('FILE-TRUNCATED', lastLine, { values: [within] });
  }

  #beginFile(record: Bai2Record): void {
    this.#finishBefore(record.line, 'file');
    this.#conclude();
    this.#file = new Level();
    this.#groups = 0;
    this.#count(record, null);
    const cells = new Cells(record);
    const fields = Array.from({ length: 8 }, () => cells.next()?.text ?? '');
    if (bai2Day(fields[2]!) === NO_DAY) this.#unreadable(record, fields[2]!, 'file creation date');
    if (fields[7] !== '2') this.#unreadable(record, fields[7]!, 'version number (2 is the one that is read)');
  }

  #beginGroup(record: Bai2Record): void {
    this.#finishBefore(record.line, 'group');
    if (this.#file === null) {
      this.#missing(record.line, 'a file header (01)');
      this.#file = new Level();
    }
    this.#conclude();
    this.#group = new Level();
    this.#groups++;
    this.#file.parts++;
    this.#count(record, null);
    const cells = new Cells(record);
    cells.next();
    cells.next();
    const status = cells.next()?.text ?? '';
    const date = cells.next();
    cells.next();
    const currency = cells.next()?.text.toUpperCase() ?? '';
    const marked = GROUP_STATUS[status];
    if (marked !== undefined) this.#sink.problem('GRP-STATUS', record.line, { values: [marked] });
    else if (status !== '1') this.#unreadable(record, status, 'group status');
    const day = bai2Day(date?.text ?? '');
    if (day === NO_DAY) this.#unreadable(record, date?.text ?? '', 'as-of date');
    if (currency !== '' && !isCurrency(currency)) this.#sink.problem('CUR-UNKNOWN', record.line, { values: [currency] });
    // The standard's default.
    const used = isCurrency(currency) ? currency : (this.#told ?? 'USD');
    this.#context = { currency: used, day, daySpan: day === NO_DAY ? undefined : cellSpan(date) };
  }

  #beginAccount(record: Bai2Record): void {
    this.#finishBefore(record.line, 'account');
    if (this.#group === null) {
      this.#missing(record.line, 'a group header (02)');
      this.#file ??= new Level();
      this.#group = new Level();
      this.#context = { ...NO_CONTEXT, currency: this.#told ?? 'USD' };
    }
    this.#conclude();
    const head = readAccountHead(record, this.#context.currency, this.#sink);
    this.#openAccount(new Account(this.#sink, head, { ...this.#context, currency: head.currency }, record.line));
    this.#count(record, this.#account!.level);
  }

  /** A movement outside of any account is kept: in a statement without account. */
  #withoutAccount(record: Bai2Record): void {
    this.#stray(record);
    this.#conclude();
    this.#file ??= new Level();
    this.#group ??= new Level();
    const currency = this.#context.currency || (this.#told ?? 'USD');
    this.#openAccount(new Account(this.#sink, { account: null, currency, summaries: [] }, { ...this.#context, currency }, record.line));
  }

  #openAccount(account: Account): void {
    this.#account = account;
    this.#accountOpen = true;
    this.accounts++;
    this.#group!.parts++;
  }

  /** The account ended: its amounts count for the group; its statement stays open for the totals that follow. */
  #leaveAccount(): void {
    this.#group!.sum += this.#account!.level.sum;
    this.#accountOpen = false;
  }

  #endGroup(record: Bai2Record): void {
    this.#finishBefore(record.line, 'account');
    if (this.#group === null) return this.#stray(record);
    this.#count(record, null);
    this.#compare(record, this.#group, `group ${this.#groups}`, 'accounts');
    this.#file!.sum += this.#group.sum;
    this.#group = null;
  }

  #endFile(record: Bai2Record): void {
    this.#finishBefore(record.line, 'group');
    if (this.#file === null) return this.#stray(record);
    this.#count(record, null);
    this.#compare(record, this.#file, 'file', 'groups');
    this.#conclude();
    this.#file = null;
  }

  #compare(record: Bai2Record, level: Level, about: string, parts: string): void {
    const { currency } = this.#context;
    const controls = trailerTotals(record, level, about, parts, exponentOf(currency), this.#sink);
    if (this.#account !== null) this.#account.add(controls);
    else
      for (const { name, stated, counted, line } of controls)
        if (stated !== counted) this.#sink.problem('CTRL-TOTAL', line, { values: [stated, name, counted] });
  }

  /** Trailers that are missing before a record of this level. */
  #finishBefore(line: number, level: 'account' | 'group' | 'file'): void {
    if (this.#accountOpen) {
      this.#missing(line, 'an account trailer (49)');
      this.#leaveAccount();
    }
    if (level !== 'account' && this.#group !== null) {
      this.#missing(line, 'a group trailer (98)');
      if (this.#file !== null) this.#file.sum += this.#group.sum;
      this.#group = null;
    }
    if (level === 'file' && this.#file !== null) this.#missing(line, 'a file trailer (99)');
  }

  #conclude(): void {
    this.#account?.end();
    this.#account = null;
  }

  #count(record: Bai2Record, account: Level | null): void {
    if (this.#file !== null) this.#file.records += record.count;
    if (this.#group !== null) this.#group.records += record.count;
    if (account !== null) account.records += record.count;
  }

  #stray(record: Bai2Record): void {
    this.#sink.problem('REC-MISPLACED', record.line, { values: [record.code], raw: record.segments[0]!.line.text });
  }

  #missing(line: number, what: string): void {
    this.#sink.problem('REC-MISSING', line, { values: [what] });
  }

  #unreadable(record: Bai2Record, value: string, what: string): void {
    if (value === '') this.#sink.problem('FLD-MISSING', record.line, { values: [what] });
    else this.#sink.problem('FLD-UNREADABLE', record.line, { values: [value, what], raw: record.segments[0]!.line.text });
  }
}
