/** One statement (message) of an MT940 or MT942 file, from its first field to its end. */
import { isCurrency } from '../../../../shared/currency.ts';
import { reportControls } from '../control-findings.ts';
import type { StatementSink, StatementTail } from '../reader.ts';
import { readBalance, readTotal, totalsInText, type Balance } from './balance.ts';
import { emitMovement, rawOf, type Pending } from './movement.ts';
import type { Field } from './fields.ts';
import { MessageTotals, type Sides } from './totals.ts';

/** What one file's statements share. */
export interface FileState {
  /** Currency last stated for an account. */
  readonly currencies: Map<string, string>;
  readonly told: string;
  /** Movements of interim reports whose totals are still to come. */
  readonly pages: Map<string, Sides>;
}

export class Statement {
  readonly #sink: StatementSink;
  readonly #file: FileState;
  readonly #type: string | null;
  readonly #line: number;
  #reference = false;
  #account: string | null = null;
  #number = '';
  #floor = '';
  #intraday = false;
  #hadTime = false;
  #opening: Balance | null = null;
  #closing: Balance | null = null;
  #hadOpening = false;
  #hadClosing = false;
  readonly #totals = new MessageTotals();
  #pending: Pending | null = null;
  #begun = false;
  #rows = 0;

  /** @param type of the message (`940`), where its header says so */
  constructor(sink: StatementSink, file: FileState, type: string | null, line: number) {
    this.#sink = sink;
    this.#file = file;
    this.#type = type;
    this.#line = line;
  }

  get isIntraday(): boolean {
    return this.#type === null ? this.#intraday && !this.#hadOpening && !this.#hadClosing : this.#type === '942';
  }

  get account(): string | null {
    return this.#account;
  }

  /** Whether a field can only belong to another statement. */
  startsAnother(tag: string): boolean {
    if (tag === '20') return true;
    const under = this.#hadClosing || this.#rows > 0 || this.#pending !== null;
    return (tag === '25' || tag === '25P' || tag === '60F' || tag === '60M' || tag === '60') && under;
  }

  /** The account of the statement before goes on under a new opening balance without a header of its own. */
  continueFrom(account: string | null): void {
    this.#account = account;
  }

  take(field: Field): void {
    const value = field.pieces[0]!.text.trim();
    if (field.tag !== '86' && field.tag !== 'NS') this.#flush();
    switch (field.tag) {
      case '20':
        this.#reference = true;
        break;
      case '25':
      case '25P':
        this.#account = value.replace(/\s+/g, '') || null;
        if (!/^[A-Za-z0-9/?:().,'+\- ]{1,35}$/.test(value))
          this.#sink.problem('FLD-UNREADABLE', field.line, { values: [value, 'account'], raw: value });
        break;
      case '28':
      case '28C':
      case '28D':
        this.#number = value.replace(/^\s*\/?/, '');
        if (!/^\d{1,5}(?:\/\d{1,5})?$/.test(value))
          this.#sink.problem('FLD-UNREADABLE', field.line, { values: [value, 'statement number'], raw: value });
        break;
      case '34F':
        this.#intraday = true;
        this.#readFloor(value, field.line);
        break;
      case '13D':
      case '13':
      case '13C':
        if (field.tag === '13D') this.#intraday = this.#hadTime = true;
        if (!/^\d{10}(?:[+-]\d{4})?$/.test(value) && field.tag === '13D')
          this.#sink.problem('FLD-UNREADABLE', field.line, { values: [value, 'date and time'], raw: value });
        break;
      case '60F':
      case '60M':
      case '60':
        if (this.#hadOpening) this.#misplaced(field);
        this.#hadOpening = true;
        this.#opening = readBalance(field, this.#sink) ?? this.#opening;
        break;
      case '61':
        if (this.#hadClosing) this.#misplaced(field);
        this.#pending = { entry: field, texts: [] };
        break;
      case '86':
      case 'NS':
        this.#takeText(field);
        break;
      case '62F':
      case '62M':
      case '62':
        if (this.#hadClosing) this.#misplaced(field);
        this.#hadClosing = true;
        this.#closing = readBalance(field, this.#sink) ?? this.#closing;
        break;
      case '64':
      case '65':
        readBalance(field, this.#sink);
        break;
      case '90D':
        this.#totals.debits = readTotal(field, this.#sink) ?? this.#totals.debits;
        break;
      case '90C':
        this.#totals.credits = readTotal(field, this.#sink) ?? this.#totals.credits;
        break;
      default:
        break;
    }
  }

  /** Ends the statement. `last`: the file ends here. */
  end(last: boolean): void {
    this.#flush();
    this.#begin();
    const missing = (what: string) => this.#sink.problem('REC-MISSING', this.#line, { values: [what] });
    if (!this.#reference) missing('a reference (:20:)');
    if (this.#account === null) missing('an account (:25:)');
    if (this.#number === '') missing('a statement number (:28C:)');
    if (this.isIntraday && !this.#hadTime) missing('a date and time (:13D:)');
    if (!this.isIntraday) {
      if (!this.#hadOpening) missing('an opening balance (:60F: or :60M:)');
      if (!this.#hadClosing && last)
        this.#sink.problem('FILE-TRUNCATED', this.#line, { values: ['the closing balance (:62F: or :62M:) of this statement'] });
      else if (!this.#hadClosing) missing('a closing balance (:62F: or :62M:)');
    }
    const currency = this.#currency;
    let opening = this.#opening;
    let closing = this.#closing;
    if (closing !== null && closing.currency !== currency) {
      this.#sink.problem('CUR-MIXED', closing.line);
      closing = null;
    }
    if (opening !== null && opening.currency !== currency) opening = null;
    const page = /^(\d{1,5})\/\d{1,5}$/.exec(this.#number);
    const controls = this.#totals.controls(
      this.#file.pages,
      this.isIntraday && page !== null ? `${this.#account ?? ''} ${page[1]!}` : null,
    );
    reportControls(controls, currency, this.#sink);
    const tail: StatementTail = { opening: bare(opening), closing: bare(closing), controls };
    this.#sink.end(tail);
  }

  get #currency(): string {
    return this.#opening?.currency || this.#floor || (this.#file.currencies.get(this.#account ?? '') ?? this.#file.told);
  }

  #readFloor(value: string, line: number): void {
    const currency = /^([A-Z]{3})[CD]?\d+,?\d*$/.exec(value)?.[1];
    if (currency === undefined) this.#sink.problem('FLD-UNREADABLE', line, { values: [value, 'floor limit'], raw: value });
    else if (!isCurrency(currency)) this.#sink.problem('CUR-UNKNOWN', line, { values: [currency], raw: value });
    else if (this.#floor !== '' && this.#floor !== currency) this.#sink.problem('CUR-MIXED', line, { raw: value });
    else this.#floor = currency;
  }

  #takeText(field: Field): void {
    if (this.#pending !== null) {
      this.#pending.texts.push(field);
      return;
    }
    if (field.tag === 'NS' || !this.#hadClosing) return;
    const totals = totalsInText(field.pieces[0]!.text.trim(), this.#currency, field.line);
    if (totals === null) return;
    this.#totals.debits ??= totals.debit;
    this.#totals.credits ??= totals.credit;
  }

  #misplaced(field: Field): void {
    this.#sink.problem('REC-MISPLACED', field.line, { values: [`:${field.tag}:`], raw: rawOf(field) });
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const currency = this.#currency;
    if (this.#account !== null && currency !== '') this.#file.currencies.set(this.#account, currency);
    this.#sink.begin({ account: this.#account, currency, ...(this.#number === '' ? {} : { number: this.#number }), line: this.#line });
  }

  #flush(): void {
    if (this.#pending === null) return;
    const amount = emitMovement(this.#pending, this.#currency, this.#sink, () => this.#begin());
    this.#pending = null;
    this.#rows++;
    if (amount !== null) this.#totals.add(amount);
  }
}

function bare(balance: Balance | null): StatementTail['opening'] {
  return balance === null ? null : { minor: balance.minor, day: balance.day, line: balance.line };
}
