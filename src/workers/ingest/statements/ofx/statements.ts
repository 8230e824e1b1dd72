/** Follows the aggregates of a file and gives statements, rows and balances to the sink. */
import { NO_DAY } from '../../../../shared/columns.ts';
import { exponentOf, isCurrency } from '../../../../shared/currency.ts';
import type { DecimalMark } from '../../../../shared/money.ts';
import type { ProblemCode } from '../../../../shared/problems.ts';
import type { ProblemPlace } from '../../problem-sink.ts';
import type { StatedBalance, StatementSink } from '../reader.ts';
import { isOpenAmount, readLooseAmount } from '../loose-amount.ts';
import { readDate } from './date.ts';
import { isSecurities, isStatement } from './grammar.ts';
import { readMovement, type MovementContext, type Place } from './movement.ts';
import type { TagScanner } from './scan.ts';
import type { TextReader } from './text.ts';
import type { Frame, Tree, TreeEvents, Value } from './tree.ts';

/** Identifiers remembered at once; beyond it the memory begins anew, and only nearer repeats are seen. */
const MOST_IDENTIFIERS = 4_000_000;
const MOST_FOREIGN = 200;
/** Lists of movements, whose own values hold no amount. */
const MAY_LOSE = new Set(['BANKTRANLIST', 'INVTRANLIST', 'INVBANKTRAN']);
const ACCOUNTS = ['BANKACCTFROM.ACCTID', 'CCACCTFROM.ACCTID', 'INVACCTFROM.ACCTID'] as const;

interface Open {
  readonly frame: Frame | null;
  readonly account: string;
  readonly currency: string;
  from: number;
  to: number;
}

export interface StatementSettings {
  readonly text: TextReader;
  readonly provenMark: DecimalMark | null;
  readonly sign: 1 | -1;
  readonly currency: string;
}

export class Statements implements TreeEvents {
  readonly #sink: StatementSink;
  readonly #settings: StatementSettings;
  readonly #scanner: () => TagScanner;
  readonly #tree: () => Tree;
  /** Line on which each identifier stood first, by account. */
  readonly #identifiers = new Map<string, Map<string, number>>();
  #identified = 0;
  readonly #foreign = new Set<string>();
  #open: Open | null = null;
  #context: MovementContext | null = null;
  #mixed = false;
  /** An amount that nothing in the file settles, for the question. */
  openAmount: string | null = null;
  statements = 0;
  /** Movements and what stood in their place: rows, rejected records, pending ones, securities. */
  records = 0;

  constructor(sink: StatementSink, settings: StatementSettings, scanner: () => TagScanner, tree: () => Tree) {
    this.#sink = sink;
    this.#settings = settings;
    this.#scanner = scanner;
    this.#tree = tree;
  }

  opened(frame: Frame): void {
    if (isStatement(frame.name)) this.#end(null);
    if (isRecord(frame.name)) this.#scanner().hold(frame.start);
  }

  closed(frame: Frame, end: number, whole: boolean, over: boolean): void {
    if (MAY_LOSE.has(frame.name) || isStatement(frame.name)) this.#lost(frame);
    if (isStatement(frame.name)) {
      this.#begin(frame);
      this.#end(frame);
    } else if (frame.name === 'STMTTRN') this.#movement(frame, end, over && !whole);
    else if (frame.name === 'STMTTRNP') this.#note('ROW-PENDING', frame, end, []);
    else if (frame.name === 'STATUS') this.#status(frame);
    else if (frame.name === 'LEDGERBAL') this.#checkBalance(frame);
    else if (isSecurities(frame.name)) {
      const total = frame.values.find((value) => /(?:^|\.)TOTAL$/.test(value.path));
      this.#note('ROW-SECURITIES', frame, end, [frame.name, total === undefined ? 'none' : this.#settings.text.text(total)]);
    }
    if (isRecord(frame.name)) this.#scanner().hold(-1);
  }

  problem(code: ProblemCode, place: number, more: ProblemPlace = {}): void {
    const scanner = this.#scanner();
    const line = scanner.lineAt(place);
    const raw = more.raw === undefined ? {} : { raw: this.#settings.text.raw(more.raw.slice(0, 500)) };
    this.#sink.problem(code, line, { ...more, ...raw, column: scanner.columnAt(place) });
  }

  /** The file is over: ends what is open. */
  finish(): void {
    this.#end(null);
  }

  #movement(frame: Frame, end: number, cutOff: boolean): void {
    const open = this.#begin(this.#statementFrame());
    this.#context ??= this.#contextOf(open);
    this.records++;
    const movement = readMovement(frame, end, this.#context);
    if ('reject' in movement) {
      const code = cutOff && movement.reject === 'AMT-MISSING' ? 'ROW-REJECTED' : movement.reject;
      const values = code === 'ROW-REJECTED' && movement.values.length === 0 ? ['the file ends inside it'] : movement.values;
      this.#sink.reject(code, frame.line, { column: frame.column, values, raw: this.#raw(frame, end) });
      return;
    }
    const { row } = movement;
    this.#identify(open.account, row.reference, frame);
    if (row.currency !== undefined && open.currency !== '' && !this.#mixed) {
      this.#mixed = true;
      this.#at('CUR-MIXED', frame);
    }
    this.#sink.row(row);
  }

  /** A bank may use an identifier again, for equal or for quite different movements: evidence to look at, no proof. */
  #identify(account: string, reference: string, frame: Frame): void {
    if (reference === '' || !frame.values.some((value) => value.path === 'FITID' && value.runs.length > 0)) return;
    if (this.#identified >= MOST_IDENTIFIERS) {
      this.#identifiers.clear();
      this.#identified = 0;
    }
    let held = this.#identifiers.get(account);
    if (held === undefined) this.#identifiers.set(account, (held = new Map()));
    const first = held.get(reference);
    if (first !== undefined) {
      this.#at('DUP-POSSIBLE', frame, { values: [reference, first] });
      return;
    }
    this.#identified++;
    // A copy: a slice would keep the whole piece of the file in memory.
    held.set(Buffer.from(reference).toString(), frame.line);
  }

  #note(code: ProblemCode, frame: Frame, end: number, values: readonly string[]): void {
    this.#begin(this.#statementFrame());
    this.records++;
    this.#at(code, frame, { values, raw: this.#raw(frame, end) });
  }

  #raw(frame: Frame, end: number): string {
    return this.#settings.text.raw(this.#scanner().slice(frame.start, end));
  }

  /** Amounts that stand in the list itself: the tag that begins their movement is missing. */
  #lost(frame: Frame): void {
    for (const value of frame.values) {
      if (value.path !== 'TRNAMT') continue;
      this.#begin(this.#statementFrame() ?? (isStatement(frame.name) ? frame : null));
      this.records++;
      const raw = this.#settings.text.text(value);
      this.#sink.reject('ROW-REJECTED', value.line, { column: value.column, values: ['the tag <STMTTRN> before it is missing'], raw });
    }
  }

  #checkBalance(frame: Frame): void {
    if (frame.values.some((value) => value.path === 'BALAMT')) return;
    this.#at('FLD-MISSING', frame, { values: ['ledger balance (BALAMT)'] });
  }

  #status(frame: Frame): void {
    const of = (path: string): string => this.#textOf(frame.values, path);
    const code = of('CODE');
    if (!/^(?:ERROR|WARN)$/i.test(of('SEVERITY')) && (code === '' || /^0+$/.test(code))) return;
    if (/^INFO$/i.test(of('SEVERITY'))) return;
    this.#at('BANK-STATUS', frame, { values: [of('SEVERITY') || 'no severity', code, of('MESSAGE')] });
  }

  #statementFrame(): Frame | null {
    return this.#tree().stack.find((frame) => isStatement(frame.name)) ?? null;
  }

  /** Begins the statement with the first thing it holds: by then the format has named its account and currency. */
  #begin(frame: Frame | null): Open {
    if (this.#open !== null && (this.#open.frame === frame || frame === null)) return this.#open;
    this.#end(null);
    const values = this.#visible(frame);
    const at = frame ?? this.#tree().stack[0] ?? { line: 1, column: 1 };
    if (frame === null) this.#at('REC-MISSING', at, { values: ['<STMTRS>'] });
    const account = ACCOUNTS.map((path) => this.#textOf(values, path)).find((found) => found !== '') ?? '';
    if (account === '' && frame !== null) this.#at('FLD-MISSING', at, { values: ['account (ACCTID)'] });
    const written = this.#textOf(values, 'CURDEF').toUpperCase();
    const known = isCurrency(written);
    if (written === '') {
      if (frame !== null) this.#at('FLD-MISSING', at, { values: ['currency (CURDEF)'] });
    } else if (!known) this.#at('CUR-UNKNOWN', at, { values: [written] });
    const currency = known ? written : this.#settings.currency;
    this.#sink.begin({ account: account === '' ? null : account.replace(/\s+/g, ''), currency, line: at.line });
    this.statements++;
    this.#open = { frame, account, currency, from: NO_DAY, to: NO_DAY };
    return this.#open;
  }

  /** @param frame the statement's aggregate with all its values; null where it has none or is cut off */
  #end(frame: Frame | null): void {
    const open = this.#open;
    if (open === null) return;
    const values = frame?.values ?? open.frame?.values ?? [];
    const period = (path: string): number => {
      const days = values.filter((value) => value.path.endsWith(path)).map((value) => this.#day(value));
      const known = days.filter((day) => day !== NO_DAY);
      return known.length === 0 ? NO_DAY : path === 'DTSTART' ? Math.min(...known) : Math.max(...known);
    };
    const late = ACCOUNTS.map((path) => this.#textOf(values, path)).find((found) => found !== '') ?? '';
    if (late !== '' && late !== open.account) {
      const place = values.find((value) => ACCOUNTS.some((path) => path === value.path))!;
      this.#at('REC-MISPLACED', place, { values: [`<ACCTID> ${late}`] });
    }
    const stated = this.#ledgerBalance(values, open);
    this.#sink.end({
      opening: null,
      closing: null,
      from: period('DTSTART'),
      to: period('DTEND'),
      ...(stated === null ? {} : { statedOnly: stated }),
    });
    this.#open = null;
    this.#context = null;
  }

  /** The ledger balance is that of the moment it was asked for, not of the last row: nothing says that the rows explain it. */
  #ledgerBalance(values: readonly Value[], open: Open): StatedBalance | null {
    const { text, provenMark, sign } = this.#settings;
    const place = values.find((value) => value.path.endsWith('LEDGERBAL.BALAMT'));
    if (place === undefined) return null;
    const written = text.text(place);
    if (written === '') {
      this.#at('FLD-MISSING', place, { values: ['ledger balance (BALAMT)'] });
      return null;
    }
    const amount = readLooseAmount(written, provenMark, exponentOf(open.currency));
    if (amount.problem !== undefined || !place.ended) {
      this.#at('BAL-UNREADABLE', place, { values: [written] });
      return null;
    }
    if (amount.exact !== undefined) this.#at('AMT-PRECISION', place, { values: [written], raw: written });
    const date = values.find((value) => value.path.endsWith('LEDGERBAL.DTASOF'));
    return { minor: amount.minor === 0 ? 0 : amount.minor * sign, day: date === undefined ? NO_DAY : this.#day(date), line: place.line };
  }

  #day(value: Value): number {
    const written = this.#settings.text.text(value);
    const { day, regular } = readDate(written);
    if (!regular && written !== '') {
      this.#at('FLD-UNREADABLE', value, { values: [written, `date (${value.path.replace(/^.*\./, '')})`], raw: written });
    }
    return value.ended ? day : NO_DAY;
  }

  #at(code: ProblemCode, at: Place, more: ProblemPlace = {}): void {
    this.#sink.problem(code, at.line, { ...more, column: at.column });
  }

  #textOf(values: readonly Value[], path: string): string {
    const value = values.find((held) => held.path === path && held.runs.length > 0);
    return value === undefined ? '' : this.#settings.text.text(value);
  }

  /** The statement's values so far, with those below tags that may turn out to be empty values. */
  #visible(frame: Frame | null): Value[] {
    const { stack } = this.#tree();
    const from = frame === null ? stack.length : stack.indexOf(frame);
    if (frame !== null && from < 0) return frame.values;
    return stack.slice(from).flatMap((inner) => (inner === frame || inner.rank < 0 ? inner.values : []));
  }

  #contextOf(open: Open): MovementContext {
    return {
      ...this.#settings,
      currency: open.currency,
      openAmount: (text, exponent) => {
        if (this.openAmount === null && isOpenAmount(text, this.#settings.provenMark, exponent)) this.openAmount = text;
      },
      foreign: (path, at) => {
        if (this.#foreign.has(path) || this.#foreign.size >= MOST_FOREIGN) return;
        this.#foreign.add(path);
        this.#at('TAG-UNKNOWN', at, { values: [path] });
      },
      problem: (code, at, more) => this.#at(code, at, more),
    };
  }
}

const isRecord = (name: string): boolean => name === 'STMTTRN' || name === 'STMTTRNP' || isSecurities(name);
