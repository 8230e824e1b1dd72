/** Which columns hold the movements: one signed amount, or debit and credit, and the running balance. */
import type { DecimalMark } from '../../shared/money.ts';
import { parseAmount } from '../../shared/money.ts';
import { BalanceCheck } from './balance-check.ts';
import { isNumberColumn, type ColumnProfile } from './profile.ts';
import { isMarkedCredit, signOfWord } from './sign-words.ts';
import { roleScore } from './vocabulary.ts';

/** One way to read the money of a row. Column numbers; -1 for none. */
export interface MoneyReading {
  readonly amount: number;
  readonly debit: number;
  readonly credit: number;
  readonly balance: number;
}

export interface Proof {
  readonly holds: number;
  readonly checked: number;
  /** Whether the steps hold with the newest row first. */
  readonly newestFirst: boolean;
}

export function minorOf(column: ColumnProfile | undefined, row: number, mark: DecimalMark): number {
  if (!column) return NaN;
  const parsed = parseAmount(column.cells[row] ?? '', mark, 4);
  return parsed.problem === undefined ? parsed.minor : NaN;
}

/** Signed amounts of the sample under a reading; NaN where a row has none. `flip` is -1 where money out is written positive. */
export function amountsUnder(
  columns: readonly ColumnProfile[],
  reading: MoneyReading,
  mark: DecimalMark,
  flip: 1 | -1,
  sign = -1,
): number[] {
  const rows = columns[0]?.cells.length ?? 0;
  return Array.from({ length: rows }, (_, row) => {
    if (reading.amount >= 0) {
      const amount = minorOf(columns[reading.amount], row, mark);
      if (sign < 0 && flip < 0 && isMarkedCredit(columns[reading.amount]!.cells[row]!)) return amount;
      return sign < 0 ? flip * amount : Math.abs(amount) * (signOfWord(columns[sign]!.cells[row]!) || NaN);
    }
    const debit = minorOf(columns[reading.debit], row, mark);
    const credit = minorOf(columns[reading.credit], row, mark);
    if (debit === debit && debit !== 0) return flip * -Math.abs(debit);
    return flip * (credit === credit ? credit : debit);
  });
}

/** How many steps of the running balance hold under the given amounts. */
export function prove(columns: readonly ColumnProfile[], balance: number, amounts: readonly number[], mark: DecimalMark): Proof {
  if (balance < 0) return { holds: 0, checked: 0, newestFirst: false };
  const check = new BalanceCheck();
  amounts.forEach((amount, row) => {
    if (amount === amount) check.add(amount, minorOf(columns[balance], row, mark), row);
  });
  const { holds, checked } = check.track;
  return { holds, checked, newestFirst: check.newestIsFirst };
}

export const holdsWell = ({ holds, checked }: Pick<Proof, 'holds' | 'checked'>) => checked > 0 && holds >= checked * 0.8;

/** A column named as money stays one when some of its cells can't be read; those are reported row by row. */
export function isNamedMoney(column: ColumnProfile): boolean {
  const name = Math.max(...(['amount', 'debit', 'credit', 'balance'] as const).map((role) => roleScore(column.name, role)));
  return name >= 60 && column.numbers > 0 && column.numbers >= column.filled * 0.3;
}

/** Columns by their names. Null where the names don't say enough. */
export function readingByNames(
  columns: readonly ColumnProfile[],
  taken: readonly number[],
): { reading: MoneyReading; rivals: number[] } | null {
  const usable = columns.filter(
    (column) => !taken.includes(column.index) && (isNumberColumn(column) || column.filled === 0 || isNamedMoney(column)),
  );
  const best = (role: 'balance' | 'debit' | 'credit') => {
    let found = -1;
    let top = 39;
    for (const column of usable) {
      const score = roleScore(column.name, role);
      const rival =
        role === 'balance'
          ? roleScore(column.name, 'amount')
          : Math.max(roleScore(column.name, 'balance'), roleScore(column.name, 'amount') - 5);
      if (score > top && score >= rival) [top, found] = [score, column.index];
    }
    return found;
  };
  const balance = best('balance');
  const debit = best('debit');
  const credit = best('credit');
  if (debit >= 0 && credit >= 0 && debit !== credit && areComplementary(columns[debit]!, columns[credit]!)) {
    return { reading: { amount: -1, debit, credit, balance }, rivals: [] };
  }
  const amounts = usable
    .filter((column) => column.index !== balance)
    .map((column) => ({ column, score: roleScore(column.name, 'amount') }))
    .filter(({ score, column }) => score > 0 && (column.filled > 0 || usable.every((other) => other.filled === 0)))
    .sort((a, b) => b.score - a.score || a.column.index - b.column.index);
  const top = amounts[0];
  if (!top) {
    const lone = debit >= 0 ? debit : credit;
    if (lone < 0) return null;
    const mixed = columns[lone]!.negatives > 0;
    return { reading: mixed ? { amount: lone, debit: -1, credit: -1, balance } : { amount: -1, debit, credit, balance }, rivals: [] };
  }
  const rivals = amounts
    .slice(1)
    .filter(({ score, column }) => score >= top.score - 15 && column.filled > 0 && differ(top.column, column))
    .map(({ column }) => column.index);
  return { reading: { amount: top.column.index, debit: -1, credit: -1, balance }, rivals };
}

function differ(a: ColumnProfile, b: ColumnProfile): boolean {
  return a.cells.some((cell, row) => cell.replace(/\s/g, '') !== b.cells[row]!.replace(/\s/g, ''));
}

/** At most a tenth of the rows has a value other than zero in both. */
function areComplementary(a: ColumnProfile, b: ColumnProfile): boolean {
  const isValue = (cell: string) => /[1-9]/.test(cell);
  const both = a.cells.filter((cell, row) => isValue(cell) && isValue(b.cells[row]!)).length;
  return both <= a.cells.length * 0.1;
}

/**
 * Columns by their contents, for files without names: readings proved by a running balance first, then the one column that
 * looks like money. `rivals` are others that could be meant as well.
 */
export function readingByContent(
  columns: readonly ColumnProfile[],
  taken: readonly number[],
  mark: DecimalMark,
): { reading: MoneyReading; rivals: number[]; proved: boolean } | null {
  const numbers = columns.filter((column) => !taken.includes(column.index) && isNumberColumn(column));
  const money = numbers.filter((column) => column.moneyLike >= column.filled * 0.1);
  const pool = (money.length > 0 ? money : numbers.filter((column) => column.meanLength <= 9)).slice(0, 8);
  const proved: { reading: MoneyReading; proof: Proof; flip: 1 | -1 }[] = [];
  for (const balance of pool) {
    const readings: MoneyReading[] = [];
    for (const a of pool) {
      if (a === balance) continue;
      readings.push({ amount: a.index, debit: -1, credit: -1, balance: balance.index });
      for (const b of pool) {
        if (b === a || b === balance || !areComplementary(a, b)) continue;
        readings.push({ amount: -1, debit: a.index, credit: b.index, balance: balance.index });
      }
    }
    for (const reading of readings) {
      for (const flip of reading.amount >= 0 ? ([1, -1] as const) : ([1] as const)) {
        const proof = prove(columns, balance.index, amountsUnder(columns, reading, mark, flip), mark);
        const whole = proof.holds === proof.checked || (proof.checked >= 20 && proof.holds >= proof.checked * 0.95);
        if (proof.checked >= 2 && whole) proved.push({ reading, proof, flip });
      }
    }
  }
  // A column of balances before each movement proves the turned signs as well: as written goes first.
  proved.sort((a, b) => b.proof.holds - a.proof.holds || b.flip - a.flip);
  if (proved[0]) return { reading: proved[0].reading, rivals: [], proved: true };
  const rows = columns[0]?.cells.length ?? 0;
  const weight = (column: ColumnProfile) =>
    (column.filled / Math.max(1, rows)) * 2 + (column.negatives > 0 ? 2 : 0) + column.moneyLike / Math.max(1, column.filled);
  const ranked = [...pool].sort((a, b) => weight(b) - weight(a) || a.index - b.index);
  const top = ranked[0];
  if (!top) return null;
  const pair = ranked.find(
    (other) =>
      other !== top && areComplementary(top, other) && top.filled + other.filled <= rows * 1.05 && other.filled > 0 && top.filled < rows,
  );
  if (pair) {
    const [debit, credit] = top.index < pair.index ? [top.index, pair.index] : [pair.index, top.index];
    return { reading: { amount: -1, debit, credit, balance: -1 }, rivals: [credit], proved: false };
  }
  const rivals = ranked
    .filter((other) => other !== top && weight(other) > weight(top) - 1 && differ(top, other))
    .map((column) => column.index);
  return { reading: { amount: top.index, debit: -1, credit: -1, balance: -1 }, rivals, proved: false };
}
