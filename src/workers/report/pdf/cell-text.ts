import { formatMinor } from '../../../shared/money.ts';
import type { CellKind, CellValue } from '../document.ts';
import { percent, utcTime } from '../words.ts';

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const precise = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 6 });

/** A cell as it is printed. Money keeps its exact minor units and stands without a code: the column or label names the currency. */
export function cellText(kind: CellKind, value: CellValue, currency: string): string {
  if (value === null) return '';
  if (typeof value === 'string') return kind === 'time' ? utcTime(value) : value;
  if (kind === 'money') return formatMinor(value, currency);
  if (kind === 'share') return percent(value);
  return (kind === 'integer' ? grouped : precise).format(value).replace('-', '\u2212');
}

export function isRight(kind: CellKind): boolean {
  return kind === 'money' || kind === 'integer' || kind === 'number' || kind === 'share';
}
