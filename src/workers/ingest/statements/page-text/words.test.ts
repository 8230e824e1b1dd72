import { describe, expect, it } from 'vitest';
import { balanceMentions, cardWords, directionOf, hintOf, isOtherBalance, isTotal } from './words.ts';

const kinds = (folded: string): string[] => balanceMentions(folded).map((each) => each.kind);

describe('words for balances', () => {
  it.each([
    ['alter saldo: eur 0,00 neuer saldo: eur 5,00', ['opening', 'closing']],
    ['previous balance $210.00 credit limit $5,000.00 new balance $1.00', ['opening', 'closing']],
    ['ancien solde au 29/02/2024 1 250,40', ['opening']],
    ['balance brought forward 10.00', ['opening']],
    ['balance carried forward 10.00', ['carried']],
    ['kontostand am 04.08.2023, auszug nr. 8', ['point']],
    ['solde crediteur au 31.03.2024 2 425,00', ['point']],
    ['available balance 10.00', []],
    ['saldo disponible 10,00', []],
    ['saldo der abschlussposten 4,90', []],
    ['balance transfer 10.00', []],
    ['minimum amount due $50.00', []],
    ['*** valutarischer saldo per 21.08. *** 18,54-', []],
  ])('%s', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it('tells balances that no movements explain', () => {
    expect(isOtherBalance('*** valutarischer saldo per 21.08. *** 18,54-')).toBe(true);
    expect(isOtherBalance('neuer saldo 18,54-')).toBe(false);
  });
});

describe('words for directions', () => {
  it('takes headings, not names of products', () => {
    expect(directionOf('deposits and additions')).toBe(1);
    expect(directionOf('atm & debit card withdrawals')).toBe(-1);
    expect(directionOf('foobar credit card')).toBe(0);
    expect(directionOf('soll haben')).toBe(0);
  });
  it('proposes by the first word', () => {
    expect(hintOf('uberweisungsauftrag')).toBe(-1);
    expect(hintOf('zahlungseingang')).toBe(1);
    expect(hintOf('max muster')).toBe(0);
  });
  it('knows totals and cards', () => {
    expect(isTotal('summe belastungen -10,12')).toBe(true);
    expect(isTotal('13.04.2024 shop 5,00')).toBe(false);
    expect(cardWords('payment due date 02/15/24 new balance $1', '')).toBe(2);
    expect(cardWords('account statement', 'girokonto')).toBe(0);
  });
});
