/** From cells to transactions: dates, minor units, texts, keys. The only place where a row becomes a movement. */
import { NO_DAY } from '../../shared/columns.ts';
import type { Layout } from '../../shared/contract/import.ts';
import { exponentOf, isCurrency } from '../../shared/currency.ts';
import { parseDate } from '../../shared/date-format.ts';
import { LIMITS } from '../../shared/limits.ts';
import { AccountStatements } from './account-statements.ts';
import { BalanceCheck, type StatedBalances } from './balance-check.ts';
import { BatchBuilder, type RowBatch } from './batch.ts';
import type { SegmentRows } from './cells.ts';
import { planOf, type Plan } from './plan.ts';
import type { ProblemSink } from './problem-sink.ts';
import { cellMinor, rowAmount, type AmountTrouble } from './row-amount.ts';
import { carriesBalance } from './carried-balance.ts';
import { statusOf, type RowStatus } from './row-status.ts';
import { rowKey } from './row-key.ts';
import type { Segment } from './scanner.ts';
import { noteStatedBalance } from './stated-balance.ts';
import { reportOddCells } from './odd-cells.ts';
import { namesBalance } from './vocabulary.ts';

/** Accounts followed in one file; a column with more values names something else. */
const ACCOUNTS_CHECKED = 200;

/** Cheap look before a description is read closely. */
const MAYBE_BALANCE = /balan|saldo|solde|forward|fwd|[bc][/ ]f|vortrag|bertrag|bestand|kontostand|egyenleg|nouveau/i;

export class Normaliser {
  readonly plan: Plan;
  rowsRead = 0;
  rowsKept = 0;
  rowsRejected = 0;
  inMinor = 0;
  outMinor = 0;
  firstDay: number = NO_DAY;
  lastDay: number = NO_DAY;
  account: string | null = null;
  /** Running balances by currency, and by currency and account where a column names accounts. */
  readonly checks = new Map<string, BalanceCheck>();
  readonly accountChecks = new Map<string, BalanceCheck>();
  readonly stated: StatedBalances = { openingMinor: null, openingLine: 0, closingMinor: null, closingLine: 0 };
  /** Set where the file's accounts are statements of their own. */
  readonly accounts: AccountStatements | null;
  readonly #layout: Layout;
  readonly #problems: ProblemSink;
  readonly #trouble: AmountTrouble = { code: 'none', column: -1, values: [], exact: '' };
  /** Records still to pass before the data: preamble and header. */
  #before: number;
  #headerKey = '';
  #lastDateText = '';
  #lastDateDay: number = NO_DAY;
  #lastCurrencyText = '';
  #lastStatusText = '';
  #lastStatus: RowStatus = 'booked';
  #lastCurrency = '';
  #exponent: number;
  #currencyTold = false;
  #previousKept = false;
  #mixedReported = false;
  #minusDebits: number[] = [];
  #plusDebits = 0;

  constructor(layout: Layout, problems: ProblemSink) {
    this.#layout = layout;
    this.plan = planOf(layout);
    this.#problems = problems;
    this.accounts = layout.perAccount && this.plan.account >= 0 ? new AccountStatements() : null;
    this.#before = layout.preambleRows + (layout.hasHeader ? 1 : 0);
    this.#lastCurrency = layout.currency;
    this.#exponent = this.plan.exponent;
  }

  /** Reads the rows of one segment; the batch holds those that are transactions. */
  batch(segment: Segment, { rows, ascii }: SegmentRows): RowBatch {
    const { plan } = this;
    const out = new BatchBuilder(segment.count);
    if (this.accounts) out.statement = new Int32Array(segment.count);
    let check = this.checks.get(this.#lastCurrency);
    for (let i = 0; i < segment.count; i++) {
      const row = rows[i]!;
      if (this.#before > 0) {
        this.#passBefore(row, segment.lines[i]!);
        continue;
      }
      if (row.length <= 1 && (row.length === 0 || row[0]!.trim() === '')) continue;
      this.rowsRead++;
      const line = segment.lines[i]!;
      if (row.length !== plan.width && this.#oddWidth(row)) {
        this.#problems.add('DIA-COLUMNS', line, { values: [row.length, plan.width] });
      }
      reportOddCells(row, plan, line, ascii, this.#problems);
      if (plan.currency >= 0) {
        this.#currencyOf(row[plan.currency], line);
        check = this.checks.get(this.#lastCurrency);
      }
      const status = plan.status < 0 ? 'booked' : this.#statusOf(row[plan.status]);
      if (status === 'not-moved') {
        this.#problems.add('ROW-CANCELLED', line, {
          column: plan.status + 1,
          values: [row[plan.status]!.trim()],
          raw: row.join(this.#layout.delimiter),
        });
        this.#previousKept = false;
        continue;
      }
      const day = this.#dayOf(row[plan.date]);
      let amount = rowAmount(row, plan, this.#exponent, this.#trouble);
      if (this.#beyondExact(amount)) amount = NaN;
      if (amount !== amount || day === NO_DAY) {
        if (!this.#keepOdd(row, line, day, amount)) {
          this.#previousKept = false;
          continue;
        }
      }
      const { exact } = this.#trouble;
      let balance = NaN;
      if (plan.balance >= 0) {
        balance = cellMinor(row[plan.balance], plan, this.#exponent, plan.balance, this.#trouble);
        if (balance !== balance && this.#trouble.code !== 'none') {
          this.#problems.add('BAL-UNREADABLE', line, { column: plan.balance + 1, values: this.#trouble.values });
        }
      }
      if (this.#carriesBalance(row, amount, balance)) {
        noteStatedBalance(row, line, plan, this.stated);
        this.#problems.add('ROW-BALANCE', line);
        this.#previousKept = false;
        continue;
      }
      if (status === 'pending') this.#problems.add('ROW-PENDING', line, { column: plan.status + 1 });
      if (!check) this.checks.set(this.#lastCurrency, (check = new BalanceCheck()));
      check.add(amount, balance, line);
      if (this.accounts) {
        const index = this.accounts.add(cellText(row, plan.account), this.#lastCurrency, amount, balance, day, line);
        (out.statement as Int32Array)[out.rows] = index;
      } else if (plan.account >= 0 && plan.balance >= 0) this.#addByAccount(row[plan.account] ?? '', amount, balance, line);
      if (plan.debit >= 0) this.#noteDebit(row[plan.debit]!, line);
      if (exact !== '') this.#noteExact(out, row, line, amount, exact);
      this.#keep(out, segment, i, row, day, amount, balance);
    }
    return out.finish(this.#problems.take());
  }

  /** The totals of a file are exact as well: a movement that takes one of them beyond that is refused like an amount that is. */
  #beyondExact(amount: number): boolean {
    if (!(Math.abs(amount) > LIMITS.amountMinor - (amount < 0 ? this.outMinor : this.inMinor))) return false;
    const { debit, credit, amount: signed } = this.plan;
    const column = signed >= 0 ? signed : amount < 0 ? debit : credit;
    Object.assign(this.#trouble, { code: 'AMT-RANGE', column, values: [String(amount)] });
    return true;
  }

  /** More decimals than the currency has: the rounded amount counts, the exact one is kept with the sign that it counts with. */
  #noteExact(out: BatchBuilder, row: readonly string[], line: number, amount: number, exact: string): void {
    const { amount: signed, debit, credit } = this.plan;
    const column = signed >= 0 ? signed : amount < 0 ? debit : credit;
    this.#problems.add('AMT-PRECISION', line, { column: column + 1, values: [row[column] ?? ''] });
    out.exact.set(out.rows, `${amount < 0 ? '-' : ''}${exact.replace('-', '')}`);
  }

  /** A file may hold several accounts in turn; each then has a running balance of its own. */
  #addByAccount(account: string, amount: number, balance: number, line: number): void {
    const key = `${this.#lastCurrency} ${account.trim()}`.trim();
    let check = this.accountChecks.get(key);
    if (!check) {
      if (this.accountChecks.size >= ACCOUNTS_CHECKED) return;
      this.accountChecks.set(key, (check = new BalanceCheck()));
    }
    check.add(amount, balance, line);
  }

  #keep(out: BatchBuilder, segment: Segment, i: number, row: readonly string[], day: number, amount: number, balance: number): void {
    const { plan } = this;
    const k = out.rows++;
    const description = plan.description.length === 1 ? cellText(row, plan.description[0]!) : joined(row, plan.description);
    const reference = cellText(row, plan.reference);
    out.rowNo[k] = this.rowsRead;
    out.line[k] = segment.lines[i]!;
    out.byteStart[k] = segment.offset + segment.starts[i]!;
    out.byteLength[k] = segment.ends[i]! - segment.starts[i]!;
    out.day[k] = day;
    out.amountMinor[k] = amount;
    out.balanceMinor[k] = balance;
    out.rowKey[k] = rowKey(day, amount, this.#lastCurrency, description, reference);
    out.currency.push(this.#lastCurrency);
    out.description.push(description);
    out.reference.push(reference);
    out.counterparty.push(cellText(row, plan.counterparty));
    out.category.push(cellText(row, plan.category));
    if (this.account === null && plan.account >= 0) this.account = cellText(row, plan.account) || null;
    this.rowsKept++;
    this.#previousKept = true;
    if (amount >= 0) this.inMinor += amount;
    else this.outMinor -= amount;
    if (day === NO_DAY) return;
    if (this.firstDay === NO_DAY || day < this.firstDay) this.firstDay = day;
    if (this.lastDay === NO_DAY || day > this.lastDay) this.lastDay = day;
  }

  /** Reports what only shows at the end. */
  finish(): void {
    if (this.#minusDebits.length > 0 && this.#plusDebits > 0) {
      for (const line of this.#minusDebits) this.#problems.add('AMT-SIGNS', line, { column: this.plan.debit + 1 });
    }
    if (this.rowsRead === 0) this.#problems.add('FILE-NO-ROWS', 0);
  }

  #passBefore(row: readonly string[], line: number): void {
    this.#before--;
    if (this.#before === 0 && this.#layout.hasHeader) this.#headerKey = row.join('\u0001');
    else noteStatedBalance(row, line, this.plan, this.stated);
  }

  /** Whether another field count is worth a word: empty fields behind the last, and one-cell section rows, are not. */
  #oddWidth(row: readonly string[]): boolean {
    const { width } = this.plan;
    if (row.length < width) return row.filter((cell) => cell !== '').length > 1;
    for (let i = width; i < row.length; i++) if (row[i] !== '') return true;
    return false;
  }

  #dayOf(text: string | undefined): number {
    if (text === undefined) return NO_DAY;
    if (text === this.#lastDateText) return this.#lastDateDay;
    this.#lastDateText = text;
    return (this.#lastDateDay = parseDate(text, this.plan.dateFormat));
  }

  #statusOf(text: string | undefined): RowStatus {
    if (text === undefined || text === this.#lastStatusText) return text === undefined ? 'booked' : this.#lastStatus;
    this.#lastStatusText = text;
    return (this.#lastStatus = statusOf(text.trim()));
  }

  /** A balance carried forward and printed as if it were a movement: named so, and no other than the row's own balance. */
  #carriesBalance(row: readonly string[], amount: number, balance: number): boolean {
    const { description, balance: column } = this.plan;
    // Without a balance beside it nothing proves that it is none: it stays a movement.
    if (column < 0 || Math.abs(balance) !== Math.abs(amount)) return false;
    return description.some((at) => MAYBE_BALANCE.test(row[at] ?? '') && carriesBalance(row[at]!));
  }

  #currencyOf(text: string | undefined, line: number): void {
    if (text === this.#lastCurrencyText || text === undefined) return;
    this.#lastCurrencyText = text;
    const code = text.trim().toUpperCase();
    if (isCurrency(code)) {
      if (this.#currencyTold && code !== this.#lastCurrency && !this.#mixedReported) {
        this.#mixedReported = true;
        this.#problems.add('CUR-MIXED', line);
      }
      this.#lastCurrency = code;
      this.#exponent = exponentOf(code);
      this.#currencyTold = true;
      return;
    }
    if (code !== '') this.#problems.add('CUR-UNKNOWN', line, { column: this.plan.currency + 1, values: [text] });
    this.#lastCurrency = this.plan.currencyCode;
    this.#exponent = this.plan.exponent;
  }

  #noteDebit(text: string, line: number): void {
    const debit = cellMinor(text, this.plan, this.#exponent, this.plan.debit, this.#trouble);
    if (debit < 0 && this.#minusDebits.length < 1000) this.#minusDebits.push(line);
    else if (debit > 0) this.#plusDebits++;
  }

  /** A row without a readable date or amount: reported; true where it is a movement all the same (an amount without a date). */
  #keepOdd(row: readonly string[], line: number, day: number, amount: number): boolean {
    const problems = this.#problems;
    const { plan } = this;
    if (day === NO_DAY && this.#headerKey !== '' && row.join('\u0001') === this.#headerKey) {
      problems.add('ROW-NOT-A-MOVEMENT', line);
      return false;
    }
    const dateText = (row[plan.date] ?? '').trim();
    const balanceRow = row.some((cell) => cell.length < 60 && namesBalance(cell));
    if (amount !== amount && this.#trouble.code !== 'none' && (day !== NO_DAY || dateText === '')) {
      if (day === NO_DAY && row.filter((cell) => cell.trim() !== '').length < 3) {
        noteStatedBalance(row, line, plan, this.stated);
        problems.add('ROW-NOT-A-MOVEMENT', line);
        return false;
      }
      const { code, column, values } = this.#trouble;
      problems.add(code, line, { column: column + 1, values, raw: row.join(this.#layout.delimiter) });
      this.rowsRejected++;
      return false;
    }
    if (amount !== amount) {
      noteStatedBalance(row, line, plan, this.stated);
      if (day === NO_DAY) {
        const continued = this.#previousKept && dateText === '' && plan.description.some((column) => (row[column] ?? '').trim() !== '');
        problems.add(balanceRow ? 'ROW-BALANCE' : continued ? 'ROW-CONTINUED' : 'ROW-NOT-A-MOVEMENT', line);
        return false;
      }
      if (balanceRow) {
        problems.add('ROW-BALANCE', line);
        return false;
      }
      problems.add('AMT-MISSING', line, { raw: row.join(this.#layout.delimiter) });
      this.rowsRejected++;
      return false;
    }
    if (dateText === '') {
      if (balanceRow || this.#isSum(amount)) {
        noteStatedBalance(row, line, plan, this.stated);
        problems.add('ROW-BALANCE', line);
        return false;
      }
      problems.add('DATE-MISSING', line, { column: plan.date + 1 });
      return true;
    }
    if (balanceRow && !/\d/.test(dateText)) {
      noteStatedBalance(row, line, plan, this.stated);
      problems.add('ROW-BALANCE', line);
      return false;
    }
    const code = /^(pending|vorgemerkt|offen|processing|pendiente|en attente|authori[sz]ed|reserved)/i.test(dateText);
    if (code) problems.add('ROW-NOT-BOOKED', line, { column: plan.date + 1, values: [dateText] });
    else problems.add('DATE-UNREADABLE', line, { column: plan.date + 1, values: [dateText, plan.dateFormat] });
    return true;
  }

  /** Whether an undated amount is the sum of everything above it: then it is a total, proved by arithmetic. */
  #isSum(amount: number): boolean {
    if (this.rowsKept < 2) return false;
    const sum = this.inMinor - this.outMinor;
    return Math.abs(amount) === Math.abs(sum) || Math.abs(amount) === this.inMinor || Math.abs(amount) === this.outMinor;
  }
}

function cellText(row: readonly string[], column: number): string {
  const cell = row[column];
  if (cell === undefined) return '';
  const text = cell.trim();
  return text.length > LIMITS.textCharacters ? text.slice(0, LIMITS.textCharacters) : text;
}

function joined(row: readonly string[], columns: readonly number[]): string {
  let text = '';
  for (const column of columns) {
    const part = cellText(row, column);
    if (part !== '') text = text === '' ? part : `${text} ${part}`;
  }
  return text.length > LIMITS.textCharacters ? text.slice(0, LIMITS.textCharacters) : text;
}
