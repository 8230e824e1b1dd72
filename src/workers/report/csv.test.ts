import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvChunks, csvField } from './csv.ts';
import { exampleReconciliation, HOSTILE } from './example.ts';
import { documentOf } from './render.ts';

describe('csvField', () => {
  it.each(['=1+1', '+44 20', '-5', '@SUM(A1)', '\tx', '\rx', '\nx'])('makes text %j harmless', (text) => {
    const [[field]] = Papa.parse<[string]>(csvField('text', text, ''), { delimiter: ',' }).data as [[string]];
    expect(field).toBe(`'${text}`);
  });

  it('keeps amounts and counts below zero as numbers', () => {
    expect(csvField('money', -5, 'GBP')).toBe('-0.05');
    expect(csvField('money', -5, 'JPY')).toBe('-5');
    expect(csvField('money', 9_007_199_254_740_991, 'GBP')).toBe('90071992547409.91');
    expect(csvField('integer', -3, '')).toBe('-3');
  });

  it('quotes separators, quotes and line ends, and leaves nothing where there is nothing', () => {
    expect(csvField('text', 'a,"b"\nc', '')).toBe('"a,""b""\nc"');
    expect(csvField('money', null, 'GBP')).toBe('');
    expect(csvField('number', Number.NaN, '')).toBe('');
  });
});

describe('the reconciliation as CSV', () => {
  const input = exampleReconciliation(300);
  const { flat } = documentOf(input);
  const text = [...csvChunks(flat)].map((chunk) => new TextDecoder('utf-8', { fatal: true }).decode(chunk)).join('');
  const { data, errors } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });

  it('has a row for every transaction that took part', () => {
    expect(errors).toEqual([]);
    expect(data.length).toBe(2 * (300 + 30) + 30 + 30);
    expect(text).not.toContain('\r');
  });

  it('says of every row which file, line and hash it came from', () => {
    const broken = data.filter(
      (row) => !/^[12]{64}$/.test(row['SHA-256']!) || !(Number(row['Line']) > 8) || !row['File']!.endsWith('.csv'),
    );
    expect(broken).toEqual([]);
  });

  it('keeps amounts exact and words as they are, formulas apart', () => {
    const pence = data
      .filter((row) => row['State'] === 'accepted' && row['Side'] === 'left')
      .map((row) => Math.round(Number(row['Amount']) * 100));
    expect(pence).toEqual(input.matches.filter((match) => match.state === 'accepted').map((match) => match.left.amountMinor));
    expect(data.some((row) => row['Description'] === `'${HOSTILE}`)).toBe(true);
    expect(data.some((row) => row['Counterparty'] === 'Łódź Precision Sp. z o.o.')).toBe(true);
  });
});
