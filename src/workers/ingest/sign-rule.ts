/** What a positive amount means. Proved by the balances where there are any; else told by the file; else asked. */
import type { Layout } from '../../shared/contract/import.ts';
import type { DecimalMark } from '../../shared/money.ts';
import { amountsUnder, holdsWell, prove as proveSteps, type MoneyReading, type Proof } from './money-columns.ts';
import type { ColumnProfile } from './profile.ts';
import { isMarkedCredit, signOfWord } from './sign-words.ts';
import { plainWords, roleScore } from './vocabulary.ts';

export interface SignDecision {
  readonly rule: Layout['signRule'];
  readonly reading: MoneyReading;
  /** Column of sign words, or -1. */
  readonly sign: number;
  readonly because: string;
  readonly confidence: number;
  readonly ask: boolean;
  /** Said to the user where the sign is taken as written without proof. */
  readonly unproven: boolean;
}

/** A published list of payments names who was paid and what it was booked on; a card's export never has both. */
const PAID_TO = /\b(supplier|vendor|creditor|payee)\b/;
const BOOKED_ON = /\b(expenditure|expense|department|directorate|service area|body name|cost centre|organisational unit)\b/;
/** What a payment processor lists: who paid, and the fee it kept. */
const PAID_BY = /\b(customer|customer id|customer email|payer)\b/;
const FEE = /\b(fee|fees|amount refunded)\b/;
const CARD = /\b(card|visa|mastercard|amex|american express|kreditkarte|carte|tarjeta)\b/;
/** Names of columns that a book of accounts has: seen from there, debit and credit are the other way round. */
const LEDGER =
  /\b(gl|general ledger|ledger|journal|voucher|nominal|posting key|account code|account name|belegnummer|buchungsschlussel|gegenkonto)\b/;
const OUT_WORDS =
  /\b(purchase|withdrawal|withdrawals|atm|fee|fees|debit|direct debit|pos|lastschrift|achat|retrait|compra|saque|bill|rent|buy|bought|reinvestment|payment sent)\b/;
const IN_WORDS =
  /\b(salary|payroll|deposit|refund|gutschrift|lohn|gehalt|interest|dividend|contribution|sell|sold|payment received|payment thank you|thank you|cashback|pagamento recebido|payment received thank you|virement recu|wages)\b/;

/** Order of the rows by their dates: 1 oldest first, -1 newest first, 0 where they do not show it. */
export type TimeOrder = 1 | 0 | -1;

const AGAINST_TIME = 'the balances only hold against the order of the dates: they may be those before each movement';

/** @param order by the dates: a proof against it proves balances before each movement, and with them the opposite sign */
export function decideSign(
  columns: readonly ColumnProfile[],
  reading: MoneyReading,
  mark: DecimalMark,
  around: string,
  order: TimeOrder,
): SignDecision {
  let againstTime = false;
  const prove = (balance: number, amounts: readonly number[]): Proof => {
    const proof = proveSteps(columns, balance, amounts, mark);
    if (order === 0 || proof.holds === 0 || proof.newestFirst === order < 0) return proof;
    againstTime ||= holdsWell(proof);
    return { ...proof, holds: 0 };
  };
  const decision = reading.amount < 0 ? debitCredit(columns, reading, mark, prove) : oneColumn(columns, reading, mark, around, prove);
  return againstTime && decision.confidence < 99 ? { ...decision, ask: true, because: AGAINST_TIME, confidence: 30 } : decision;
}

type Prove = (balance: number, amounts: readonly number[]) => Proof;

function oneColumn(
  columns: readonly ColumnProfile[],
  reading: MoneyReading,
  mark: DecimalMark,
  around: string,
  prove: Prove,
): SignDecision {
  const amount = columns[reading.amount]!;
  const sign = signColumn(columns, reading);
  const base = { reading, sign: -1, unproven: false };
  const signed = prove(reading.balance, amountsUnder(columns, reading, mark, 1));
  const inverted = prove(reading.balance, amountsUnder(columns, reading, mark, -1));
  if (sign >= 0) {
    const worded = prove(reading.balance, amountsUnder(columns, reading, mark, 1, sign));
    const agrees = amountsUnder(columns, reading, mark, 1, sign).every(
      (minor, row) => minor !== minor || minor === amountsAt(columns, reading, mark, row),
    );
    if (agrees) return { ...base, rule: 'signed', because: `the signs agree with column ${sign + 1}`, confidence: 99, ask: false };
    if (amount.negatives === 0 || holdsWell(worded)) {
      const because = holdsWell(worded)
        ? `column ${sign + 1} says it, and the running balance proves it`
        : `column ${sign + 1} says which way money went`;
      return { ...base, rule: 'sign-word', sign, because, confidence: holdsWell(worded) ? 100 : 95, ask: false };
    }
    if (!holdsWell(signed))
      return {
        ...base,
        rule: 'sign-word',
        sign,
        because: `column ${sign + 1} and the signs contradict each other`,
        confidence: 30,
        ask: true,
      };
  }
  if (holdsWell(signed) && signed.holds > inverted.holds)
    return {
      ...base,
      rule: 'signed',
      because: `${signed.holds} of ${signed.checked} running balances prove it`,
      confidence: 100,
      ask: false,
    };
  if (holdsWell(inverted) && inverted.holds > signed.holds)
    return {
      ...base,
      rule: 'inverted',
      because: `${inverted.holds} of ${inverted.checked} running balances hold only with the signs turned`,
      confidence: 100,
      ask: false,
    };
  const list = listReason(columns, reading);
  if (list !== null) return { ...base, rule: 'signed', unproven: true, because: list, confidence: 60, ask: false };
  const marked = amount.negatives === 0 ? creditMark(columns, reading) : null;
  if (marked !== null) return { ...base, ...marked, confidence: 90, ask: false };
  if (amount.negatives === 0) return unsigned(amount, base);
  const words = wordsOf(columns, reading, mark);
  const fewNegatives = amount.negatives < amount.filled * 0.35;
  const contrary = words.against > words.agree * 2 && (words.against >= 2 || fewNegatives);
  // A card's export may write spending as positive: few negative amounts need words that agree with the signs.
  if (contrary || (fewNegatives && (words.agree < 2 || CARD.test(plainWords(around))))) {
    return {
      ...base,
      rule: 'signed',
      because: 'negative amounts look like payments received: a card statement may write money out as positive',
      confidence: 40,
      ask: true,
    };
  }
  return { ...base, rule: 'signed', because: 'the file writes negative amounts', confidence: 85, ask: false };
}

function amountsAt(columns: readonly ColumnProfile[], reading: MoneyReading, mark: DecimalMark, row: number): number {
  return amountsUnder(columns, reading, mark, 1)[row]!;
}

/**
 * A list of payments or of receipts has no running balance, says by its columns which of the two it is, and writes nearly
 * everything as positive on purpose. Null for anything else.
 */
function listReason(columns: readonly ColumnProfile[], reading: MoneyReading): string | null {
  const { negatives, filled } = columns[reading.amount]!;
  if (reading.balance >= 0 || negatives > filled * 0.2) return null;
  const names = plainWords(columns.map((column) => column.name).join(' | '));
  if (PAID_TO.test(names) && BOOKED_ON.test(names)) return 'a list of payments: amounts are kept as written, no statement says otherwise';
  if (PAID_BY.test(names) && FEE.test(names)) return 'a list of receipts with the fees taken off them: amounts are money in as written';
  return null;
}

/** At most this share of the rows carries a mark that tells few rows from the others. */
const MARKED = 0.6;

/**
 * Where some rows are marked as one direction, and nothing else tells rows apart, the unmarked ones are the other: card
 * statements mark payments with CR. Null where there is no such mark.
 */
function creditMark(columns: readonly ColumnProfile[], reading: MoneyReading): Pick<SignDecision, 'rule' | 'sign' | 'because'> | null {
  const amount = columns[reading.amount]!;
  if (amount.filled < 2) return null;
  const credits = amount.cells.filter(isMarkedCredit).length;
  if (credits > 0 && credits <= amount.filled * MARKED)
    return { rule: 'inverted', sign: -1, because: `${credits} amounts are marked CR, so that the others are money out` };
  const column = columns.find(
    (other) =>
      other.index !== reading.amount &&
      other.index !== reading.balance &&
      other.filled > 0 &&
      other.signs === other.filled &&
      other.filled <= amount.filled * MARKED &&
      other.distinct === 1 &&
      (other.name === '' || roleScore(other.name, 'sign') > 0),
  );
  if (!column) return null;
  const word = column.cells.find((cell) => cell !== '')!;
  const into = signOfWord(word) > 0;
  return {
    rule: into ? 'inverted' : 'signed',
    sign: column.index,
    because: `column ${column.index + 1} marks rows with "${word}", so that the others are money ${into ? 'out' : 'in'}`,
  };
}

function unsigned(amount: ColumnProfile, base: Pick<SignDecision, 'reading' | 'sign' | 'unproven'>): SignDecision {
  if (amount.filled === 0) return { ...base, rule: 'signed', because: 'there are no amounts', confidence: 50, ask: false };
  if (amount.cells.every((cell) => cell === '' || /^\s*[^\d]{0,3}\+/.test(cell))) {
    return { ...base, rule: 'signed', because: 'every amount is written with a plus', confidence: 95, ask: false };
  }
  const because = 'no amount has a sign, and nothing in the file says what a positive one means';
  return { ...base, rule: 'signed', because, confidence: 30, ask: true };
}

function debitCredit(columns: readonly ColumnProfile[], reading: MoneyReading, mark: DecimalMark, prove: Prove): SignDecision {
  const base = { rule: 'debit-credit' as const, sign: -1, unproven: false };
  const normal = prove(reading.balance, amountsUnder(columns, reading, mark, 1));
  const swapped: MoneyReading = { ...reading, debit: reading.credit, credit: reading.debit };
  const turned = prove(reading.balance, amountsUnder(columns, swapped, mark, 1));
  if (holdsWell(normal) && normal.holds > turned.holds)
    return {
      ...base,
      reading,
      because: `debit and credit columns; ${normal.holds} of ${normal.checked} running balances prove them`,
      confidence: 100,
      ask: false,
    };
  if (holdsWell(turned) && turned.holds > normal.holds)
    return {
      ...base,
      reading: swapped,
      because: `${turned.holds} of ${turned.checked} running balances hold only with debit as money in`,
      confidence: 100,
      ask: false,
    };
  const debit = columns[reading.debit];
  const credit = columns[reading.credit];
  const mixed = (column: ColumnProfile | undefined) => {
    const values = column?.cells.filter((cell) => /[1-9]/.test(cell)) ?? [];
    return column !== undefined && column.negatives > 0 && column.negatives < values.length;
  };
  if (mixed(debit) || (credit?.negatives ?? 0) > 0) {
    return { ...base, reading, because: 'signs inside the debit and credit columns contradict each other', confidence: 40, ask: true };
  }
  const names = plainWords(columns.map((column) => column.name).join(' | '));
  if (LEDGER.test(names)) {
    return { ...base, reading, because: "in a ledger of one's own a debit of the bank account is money in", confidence: 40, ask: true };
  }
  return { ...base, reading, because: 'the columns are named debit and credit', confidence: 92, ask: false };
}

/** A column in which every cell says in or out, and not always the same unless its name says that it is the sign. */
function signColumn(columns: readonly ColumnProfile[], reading: MoneyReading): number {
  const taken = [reading.amount, reading.balance];
  const found = columns.filter(
    (column) =>
      !taken.includes(column.index) &&
      column.filled > 0 &&
      column.signs === column.filled &&
      column.filled >= columns[reading.amount]!.filled * 0.95,
  );
  const named = found.find((column) => roleScore(column.name, 'sign') > 0);
  return (named ?? found.find((column) => column.distinct > 1))?.index ?? -1;
}

/** How often what the descriptions say agrees with the signs, and how often it speaks against them (a purchase as money in). */
function wordsOf(columns: readonly ColumnProfile[], reading: MoneyReading, mark: DecimalMark): { agree: number; against: number } {
  const amounts = amountsUnder(columns, reading, mark, 1);
  const texts = columns.filter(
    (column) => column.meanLength > 3 && column.numbers < column.filled * 0.5 && column.dates < column.filled * 0.5,
  );
  let agree = 0;
  let against = 0;
  amounts.forEach((amount, row) => {
    if (amount !== amount || amount === 0) return;
    const words = plainWords(texts.map((column) => column.cells[row]).join(' | '));
    const out = OUT_WORDS.test(words);
    const into = IN_WORDS.test(words);
    if (out === into) return;
    if (into === amount > 0) agree++;
    else against++;
  });
  return { agree, against };
}
