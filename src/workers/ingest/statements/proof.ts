/** The arithmetic of statements: opening + movements = closing, running balances, and each opening the closing before it. */
import { isoOfDay } from '../../../shared/calendar.ts';
import { NO_DAY } from '../../../shared/columns.ts';
import type { StatementSummary } from '../../../shared/contract/cases.ts';
import { formatMinor } from '../../../shared/money.ts';
import { BalanceCheck, type Equation } from '../balance-check.ts';
import type { ProblemSink } from '../problem-sink.ts';
import type { StatementHead, StatementRow, StatementTail } from './reader.ts';

interface Closing {
  readonly minor: number;
  readonly seq: number;
}

/** Hears a file's statements in file order and concludes each one as it ends. Memory grows with the statements, not the rows. */
export class Proof {
  readonly statements: StatementSummary[] = [];
  readonly currencies: string[] = [];
  readonly #problems: ProblemSink;
  readonly #closings = new Map<string, Closing>();
  #head: StatementHead = { account: null, currency: '', line: 0 };
  #check = new BalanceCheck();
  #foreign = false;
  #inMinor = 0;
  #outMinor = 0;
  #firstDay = NO_DAY;
  #lastDay = NO_DAY;

  constructor(problems: ProblemSink) {
    this.#problems = problems;
  }

  /** Index of the statement under way. */
  get seq(): number {
    return this.statements.length;
  }

  get currency(): string {
    return this.#head.currency;
  }

  begin(head: StatementHead): void {
    this.#head = head;
    this.#check = new BalanceCheck();
    this.#foreign = false;
    this.#inMinor = this.#outMinor = 0;
    this.#firstDay = this.#lastDay = NO_DAY;
    if (head.currency !== '') this.currencies.push(head.currency);
  }

  add(row: StatementRow): void {
    this.#check.add(row.amountMinor, row.balanceMinor ?? NaN, row.line);
    if (row.amountMinor >= 0) this.#inMinor += row.amountMinor;
    else this.#outMinor -= row.amountMinor;
    if (row.currency !== undefined && row.currency !== this.#head.currency) {
      this.#foreign = true;
      this.currencies.push(row.currency);
    }
    if (row.day === NO_DAY) return;
    if (this.#firstDay === NO_DAY || row.day < this.#firstDay) this.#firstDay = row.day;
    if (this.#lastDay === NO_DAY || row.day > this.#lastDay) this.#lastDay = row.day;
  }

  end(tail: StatementTail): void {
    const { currency, account } = this.#head;
    const equations: Equation[] = [];
    const { checked, holds, breaks } = this.#check.track;
    if (checked > 0) {
      equations.push({
        name: `Running balance, ${holds} of ${checked} steps`,
        holds: holds === checked,
        differenceMinor: breaks.reduce((sum, { differenceMinor }) => sum + differenceMinor, 0),
        line: breaks[0]?.line ?? null,
      });
      for (const { line, differenceMinor } of breaks)
        this.#problems.add('BAL-ROW', line, { values: [formatMinor(differenceMinor, currency)] });
    }
    const { opening, closing } = tail;
    if (opening !== null && closing !== null) {
      const differenceMinor = closing.minor - (opening.minor + this.#check.sumMinor);
      equations.push({ name: 'Opening + movements = closing', holds: differenceMinor === 0, differenceMinor, line: closing.line });
      if (differenceMinor !== 0) this.#problems.add('BAL-EQUATION', closing.line, { values: [formatMinor(differenceMinor, currency)] });
      if (this.#foreign) this.#problems.add('CUR-MIXED', closing.line);
    }
    if (opening !== null && closing === null && checked === 0) this.#problems.add('BAL-NO-CLOSING', opening.line);
    const proofs = equations.length;
    for (const { name, stated, counted, line, unit } of tail.controls ?? []) {
      equations.push({
        name: `The file's own figure: ${name}`,
        holds: stated === counted,
        differenceMinor: unit === 'money' ? stated - counted : 0,
        line,
      });
    }
    if (opening !== null && account !== null) this.#continuity(`${account} ${currency}`, opening, equations);
    if (closing !== null && account !== null) this.#closings.set(`${account} ${currency}`, { minor: closing.minor, seq: this.seq });
    this.statements.push({
      ...{ seq: this.seq, account, currency, number: this.#head.number ?? '', line: this.#head.line },
      firstDate: iso(this.#firstDay),
      lastDate: iso(this.#lastDay),
      periodFrom: iso(tail.from),
      periodTo: iso(tail.to),
      ...{ rows: this.#check.rows, inMinor: this.#inMinor, outMinor: this.#outMinor },
      openingMinor: opening?.minor ?? null,
      closingMinor: (closing ?? tail.statedOnly)?.minor ?? null,
      balance: proofs === 0 ? 'none' : equations.slice(0, proofs).every((each) => each.holds) ? 'proved' : 'differs',
      equations,
    });
  }

  /** The opening balance should be the closing balance of the same account's statement before it. */
  #continuity(key: string, opening: { minor: number; line: number }, equations: Equation[]): void {
    const before = this.#closings.get(key);
    if (before === undefined) return;
    const differenceMinor = opening.minor - before.minor;
    equations.push({
      name: 'Opening = closing of the statement before',
      holds: differenceMinor === 0,
      differenceMinor,
      line: opening.line,
    });
  }

  finish(): void {
    this.#closings.clear();
  }
}

function iso(day: number | undefined): string | null {
  return day === undefined || day === NO_DAY ? null : isoOfDay(day);
}
