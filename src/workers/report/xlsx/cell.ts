import { exponentOf } from '../../../shared/currency.ts';
import { plainDecimal } from '../../../shared/money.ts';
import type { CellKind, CellValue } from '../document.ts';
import { formatIndex, moneyFormat, type FormatName } from './styles.ts';
import { xmlText } from './xml.ts';

/** Letters of a 0-based column: A, B … Z, AA. */
export function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** Excel refuses longer cell text (specifications and limits: 32,767 characters). */
const CELL_CHARACTERS = 32_767;

/** A text cell. It is never a formula; text that looks like one also gets the quote prefix, so that editing the cell keeps it text. */
export function textCell(at: string, text: string, format: FormatName = 'text'): string {
  if (text === '') return '';
  const formula = /^[=+\-@\t\r\n]/.test(text);
  const style = formatIndex(formula ? 'quotedText' : format);
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text.slice(0, CELL_CHARACTERS))}</t></is></c>`;
}

function numberCell(at: string, text: string, format: FormatName): string {
  return `<c r="${at}" s="${formatIndex(format)}"><v>${text}</v></c>`;
}

const UNIX_EPOCH_SERIAL = 25_569;
const DAY_MS = 86_400_000;

/** Days since 1899-12-30, or null before 1900-03-01, where spreadsheets disagree about a leap day. */
function serialOf(iso: string): number | null {
  const at = Date.parse(iso);
  const serial = at / DAY_MS + UNIX_EPOCH_SERIAL;
  return Number.isNaN(at) || serial < 61 ? null : serial;
}

/**
 * One cell of a table. Amounts are real numbers written digit by digit from their minor units; one of more than 15 digits,
 * which a spreadsheet would round, is written as text.
 */
export function cellXml(at: string, kind: CellKind, value: CellValue, currency: string): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return '';
    if (kind === 'money') {
      const text = plainDecimal(value, currency);
      return Math.abs(value) >= 1e15 ? textCell(at, text) : numberCell(at, text, moneyFormat(exponentOf(currency)));
    }
    return numberCell(at, String(value), kind === 'share' ? 'share' : kind === 'integer' ? 'integer' : 'number');
  }
  if (kind === 'date' || kind === 'time') {
    const serial = serialOf(value);
    // Seconds are kept, not fractions of them: 1e-5 of a day is under one second.
    if (serial !== null) return numberCell(at, kind === 'date' ? String(serial) : String(Math.round(serial * 86_400) / 86_400), kind);
  }
  return textCell(at, value, kind === 'code' ? 'code' : 'text');
}
