/** One statement, report or notification under way: its head, its entries as they come, its balances and totals at the end. */
import { NO_DAY } from '../../../../shared/columns.ts';
import { exponentOf, isCurrency } from '../../../../shared/currency.ts';
import { checkIban } from '../../../../shared/iban.ts';
import { formatMinor } from '../../../../shared/money.ts';
import type { StatedBalance, StatementFormat, StatementRow, StatementSink } from '../reader.ts';
import { readDay } from './amount.ts';
import { balanceOf, bookedPair, statedBalance, type Balance, type Page } from './balances.ts';
import type { Movement } from './entry.ts';
import { all, at, firstOf, textOf, type XmlNode } from './node.ts';
import { compareTotals, statedTotals, Tally, type Stateds } from './totals.ts';
import { XmlLimit } from './xml-events.ts';

/** Entries that are not booked held back until their statement ends. */
const MOST_PENDING = 50_000;

export class CamtStatement {
  readonly #sink: StatementSink;
  readonly #format: StatementFormat;
  readonly #line: number;
  #id = '';
  #account: string | null = null;
  #accounts = 0;
  #currency: string | null = null;
  #page: Page | null;
  #begun = false;
  /** Opening and closing balance were stated before the first entry, as the schema has it. */
  #proves = false;
  readonly #balances: Balance[] = [];
  #totals: Stateds = [];
  #from = NO_DAY;
  #to = NO_DAY;
  readonly #all = new Tally();
  readonly #booked = new Tally();
  #bookedMinor = 0;
  #reversals = 0;
  #reversedMinor = 0;
  #mixed = false;
  readonly #pending: StatementRow[] = [];

  /** @param page that of the message, where the statement names none of its own */
  constructor(sink: StatementSink, format: StatementFormat, line: number, page: Page | null) {
    this.#sink = sink;
    this.#format = format;
    this.#line = line;
    this.#page = page;
  }

  /** A direct child of the statement. */
  take(node: XmlNode): void {
    if (node.name === 'Id') this.#id = textOf(node);
    else if (node.name === 'Acct') this.#takeAccount(node);
    else if (node.name === 'Bal') this.#takeBalance(node);
    else if (node.name === 'TxsSummry') this.#totals.push(...statedTotals(node));
    else if (node.name === 'StmtPgntn' || node.name === 'RptPgntn' || node.name === 'NtfctnPgntn') this.#page = pageOf(node) ?? this.#page;
    else if (node.name === 'FrToDt') {
      this.#from = readDay(textOf(firstOf(node, ['FrDtTm'], ['FrDt'])));
      this.#to = readDay(textOf(firstOf(node, ['ToDtTm'], ['ToDt'])));
    }
  }

  #takeBalance(node: XmlNode): void {
    // Two balances that have lost what stood between them are neither the one nor the other.
    if (all(node, 'Amt').length > 1)
      return this.#sink.problem('BAL-UNREADABLE', node.line, { values: [all(node, 'Amt').map(textOf).join(' ')] });
    const balance = balanceOf(node);
    this.#balances.push(balance);
    if (!balance.known) this.#sink.problem('FLD-UNREADABLE', node.line, { values: [balance.type, 'type of a balance'] });
  }

  #takeAccount(node: XmlNode): void {
    if (this.#accounts++ > 0) return this.#sink.problem('REC-MISPLACED', node.line, { values: [node.name] });
    const iban = firstOf(node, ['Id', 'IBAN']);
    const id = iban ?? firstOf(node, ['Id', 'Othr', 'Id'], ['Id', 'PrtryAcct', 'Id'], ['Id', 'BBAN'], ['Id', 'UPIC'], ['Prxy', 'Id']);
    if (id !== undefined) this.#account = id.text.replace(/\s/g, '');
    if (iban !== undefined && checkIban(iban.text) !== 'valid') this.#sink.problem('ACC-CHECKDIGIT', iban.line, { values: [textOf(iban)] });
    const code = firstOf(node, ['Ccy']);
    if (code === undefined) return;
    if (isCurrency(textOf(code))) this.#currency = textOf(code);
    else this.#sink.problem('CUR-UNKNOWN', code.line, { values: [textOf(code)] });
  }

  /** The statement's currency: the account's, else that of its booked balances, else that of its first entry. */
  begin(entryCurrency: string | undefined): string {
    if (this.#begun) return this.#currency!;
    const { opening, closing } = this.#pair();
    const candidates = [this.#currency, opening?.currency, closing?.currency, this.#balances[0]?.currency, entryCurrency];
    this.#currency = candidates.find((code) => typeof code === 'string' && isCurrency(code)) ?? '';
    this.#begun = true;
    this.#proves = opening !== undefined && closing !== undefined;
    if (this.#account === null) this.#sink.problem('FLD-MISSING', this.#line, { values: ['account'] });
    this.#sink.begin({
      account: this.#account,
      currency: this.#currency,
      line: this.#line,
      ...(this.#id === '' ? {} : { number: this.#id }),
    });
    return this.#currency;
  }

  add({ row, pending, reversal }: Movement, credit: boolean): void {
    const size = Math.abs(row.amountMinor);
    const foreign = row.currency !== undefined;
    if (foreign && !this.#mixed) this.#sink.problem('CUR-MIXED', row.line);
    this.#mixed ||= foreign;
    this.#all.add(size, credit);
    if (!pending) {
      this.#booked.add(size, credit);
      this.#bookedMinor += row.amountMinor;
      if (reversal) {
        this.#reversals++;
        this.#reversedMinor += row.amountMinor;
      }
    }
    // What is not booked yet must not explain booked balances: it makes a statement of its own.
    if (!pending || !this.#proves) return this.#sink.row(row);
    if (this.#pending.length >= MOST_PENDING) throw new XmlLimit(`more than ${MOST_PENDING} entries of one statement are not booked`);
    this.#pending.push(row);
  }

  /** @param whole its closing tag was read */
  end(whole: boolean): void {
    const currency = this.begin(undefined);
    const exponent = exponentOf(currency);
    const pair = this.#pair();
    const used = [pair.opening, pair.closing].map((balance) => this.#stated(balance, currency, exponent));
    const [opening = null, closing = null] = used;
    if (whole && this.#format === 'camt053' && this.#balances.length === 0) {
      this.#sink.problem('REC-MISSING', this.#line, { values: ['a balance'] });
    }
    const { controls, unreadable } = compareTotals(this.#totals, { all: this.#all, booked: this.#booked }, currency, this.#mixed);
    for (const { line, value } of unreadable) this.#sink.problem('FLD-UNREADABLE', line, { values: [value, 'total'] });
    for (const { name, stated, counted, line, unit } of controls) {
      const shown = (value: number) => (unit === 'money' ? formatMinor(value, currency) : value);
      if (stated !== counted) this.#sink.problem('CTRL-TOTAL', line, { values: [shown(stated), name, shown(counted)] });
    }
    this.#checkReversals(opening, closing, currency);
    const interim = this.#balances.findLast(({ type }) => type === 'ITBD');
    const statedOnly = closing === null && interim?.currency === currency ? statedBalance(interim, exponent) : null;
    this.#sink.end({
      ...{ opening, closing, from: this.#from, to: this.#to, controls },
      ...(statedOnly === null ? {} : { statedOnly }),
    });
    this.#endPending(currency);
  }

  #pair(): ReturnType<typeof bookedPair> {
    return bookedPair(this.#balances, this.#format === 'camt053' ? this.#page : null);
  }

  #stated(balance: Balance | undefined, currency: string, exponent: number): StatedBalance | null {
    if (balance === undefined) return null;
    if (balance.currency !== currency) {
      this.#sink.problem('CUR-MIXED', balance.line);
      return null;
    }
    const stated = statedBalance(balance, exponent);
    if (stated === null) this.#sink.problem('BAL-UNREADABLE', balance.line, { values: [`${balance.amount} ${balance.sign}`.trim()] });
    return stated;
  }

  /** Banks differ in whether the mark of a reversal is already turned round. The balances may tell; nothing is changed. */
  #checkReversals(opening: StatedBalance | null, closing: StatedBalance | null, currency: string): void {
    if (this.#reversals === 0 || this.#mixed || opening === null || closing === null) return;
    const difference = closing.minor - opening.minor - this.#bookedMinor;
    if (difference === 0 || difference !== -2 * this.#reversedMinor) return;
    this.#sink.problem('SIGN-REVERSAL', closing.line, { values: [this.#reversals, formatMinor(difference, currency)] });
  }

  #endPending(currency: string): void {
    if (this.#pending.length === 0) return;
    this.#sink.begin({ account: this.#account, currency, line: this.#line, number: `${this.#id} (not booked)`.trim() });
    for (const row of this.#pending) this.#sink.row(row);
    this.#sink.end({ opening: null, closing: null });
  }
}

/** Page number and whether it is the last; null where the element says neither. */
export function pageOf(node: XmlNode): Page | null {
  const number = Number(textOf(at(node, 'PgNb')));
  const last = textOf(at(node, 'LastPgInd'));
  return Number.isInteger(number) && number > 0 && last !== '' ? { number, last: last === 'true' || last === '1' } : null;
}
