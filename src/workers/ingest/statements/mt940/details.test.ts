import { describe, expect, test } from 'vitest';
import { readDetails, readNs } from './details.ts';

describe('numbered subfields', () => {
  test('wrapped anywhere, also inside a mark', () => {
    const got = readDetails([
      '166?00GUTSCHRIFT?10123?20EREF+A-77?21MREF+M1?2',
      '2SVWZ+Rechnung 4?30BANKDEFF?31DE001?32ACME Vertriebs',
      'gesellschaft?33 mbH?34000',
    ]);
    expect(got).toEqual({
      description: '166 GUTSCHRIFT 123 EREF+A-77 MREF+M1 SVWZ+Rechnung 4 BANKDEFF DE001 ACME Vertriebsgesellschaft mbH 000',
      counterparty: 'ACME Vertriebsgesellschaft mbH',
      reference: 'A-77',
    });
  });
  test.each(['?', '>', '~', '^', '@'])('separator %s', (separator) => {
    const text = '166|00TRANSFER|20one|21two|32NAME'.replaceAll('|', separator);
    expect(readDetails([text])).toMatchObject({ description: '166 TRANSFER one two NAME', counterparty: 'NAME' });
  });
  test('a full subfield goes on without a blank', () => {
    expect(readDetails(['177?20abcdefghijklmnopqrstuvwxyzA?21bc?22d']).description).toBe('177 abcdefghijklmnopqrstuvwxyzAbc d');
  });
  test('Polish subfields behind <: 27 and 28 are the name where nothing else is', () => {
    expect(readDetails(['020<00Przelew<20tytul<27Jan Kowalski<28Krakow<38PL00'])).toMatchObject({ counterparty: 'Jan Kowalski Krakow' });
  });
  test('a separator that is only text stays text', () => {
    expect(readDetails(['Why? 20 pieces?']).description).toBe('Why? 20 pieces?');
  });
});

describe('keys between slashes', () => {
  test('Dutch', () => {
    const got = readDetails(['/TRTP/SEPA OVERBOEKING/IBAN/NL00X/BIC/XNL2A/NAME/J. DE VRI', 'ES/REMI/FACTUUR 7/EREF/E-1']);
    expect(got).toMatchObject({ counterparty: 'J. DE VRIES', reference: 'E-1' });
  });
  test('empty keys and NOTPROVIDED give nothing', () => {
    expect(readDetails(['/EREF/NOTPROVIDED/ORDP//NAME/A B/REMI//ISDT/2024-01-01'])).toMatchObject({ counterparty: 'A B', reference: '' });
  });
  test('account and name on two lines', () => {
    expect(readDetails(['/BENM/300000', '/SOME COMPANY', '/00//00']).counterparty).toBe('SOME COMPANY');
  });
  test('the third part of CNTP', () => {
    expect(readDetails(['/EREF/X//CNTP/NL00/XNL2A/SOME NAME///REMI/USTD//text/'])).toMatchObject({
      counterparty: 'SOME NAME',
      reference: 'X',
    });
  });
});

describe('free text', () => {
  test('lines are joined with a blank, full ones inside a word without', () => {
    expect(readDetails([' first ', '', 'second']).description).toBe('first second');
    expect(readDetails([`${'a'.repeat(64)}STR`, 'EET']).description).toBe(`${'a'.repeat(64)}STREET`);
    expect(readDetails([`${'a'.repeat(60)}00001`, '2222']).description).toBe(`${'a'.repeat(60)}00001 2222`);
  });
});

test(':NS: lines lose their numbers, 15 and 16 are the other party', () => {
  expect(readNs(['01text', '15Name', '16 of it'])).toEqual({ description: 'text Name of it', counterparty: 'Name of it', reference: '' });
});
