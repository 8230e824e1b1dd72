import type { z } from 'zod';
import type { filterField } from '../../../shared/contract/common.ts';
import { formatMoney } from '../../text/format.ts';
import { parseAmount } from '../../../shared/money.ts';
import type { Column } from './column.ts';

export type Condition = z.infer<ReturnType<typeof filterField.unwrap>>[number];

/**
 * What was typed over a column as a condition of the contract.
 * @returns null for nothing typed, `unreadable` for a bound that is no value of this column
 */
export function conditionOf<Row>(column: Column<Row>, typed: string, currency: string): Condition | null | 'unreadable' {
  const text = typed.trim();
  if (text === '') return null;
  if (column.filter !== 'range') {
    const listed = Array.isArray(column.filter);
    return listed ? { column: column.id, op: 'is', value: text } : { column: column.id, op: 'text', value: text };
  }
  const [from, to] = boundsOf(text);
  const low = from === '' ? null : boundOf(column, from, currency, false);
  const high = to === '' ? null : boundOf(column, to, currency, true);
  if (low === undefined || high === undefined || (low === null && high === null)) return 'unreadable';
  return { column: column.id, op: 'range', from: low, to: high };
}

/** `a..b`, `>a`, `<b`, or one value that is both ends. */
function boundsOf(text: string): [string, string] {
  const dots = text.indexOf('..');
  if (dots >= 0) return [text.slice(0, dots).trim(), text.slice(dots + 2).trim()];
  if (text.startsWith('>')) return [text.replace(/^>=?/, '').trim(), ''];
  if (text.startsWith('<')) return ['', text.replace(/^<=?/, '').trim()];
  return [text, text];
}

/** One bound in the column's own values; a year or month stands for its first or last day. */
function boundOf<Row>(column: Column<Row>, text: string, currency: string, end: boolean): string | number | undefined {
  if (column.kind === 'date') {
    const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text);
    if (!match) return undefined;
    const [, year, month = end ? '12' : '01', day = end ? '31' : '01'] = match;
    return `${year}-${month}-${day}`;
  }
  if (column.kind === 'money') {
    const amount = parseAmount(text.replace('\u2212', '-'), '.', decimals(currency));
    return amount.problem === undefined ? amount.minor : undefined;
  }
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function decimals(currency: string): number {
  const [, fraction = ''] = formatMoney(0, currency).split('.');
  return fraction.length;
}

/** A condition as it would be typed, to fill the filter row from an address. */
export function typedOf<Row>(column: Column<Row>, condition: Condition, currency: string): string {
  if (condition.op === 'text') return condition.value;
  if (condition.op === 'is') return String(condition.value ?? '');
  if (condition.op === 'in') return condition.values.join(', ');
  const show = (bound: string | number | null) =>
    bound === null
      ? ''
      : column.kind === 'money' && typeof bound === 'number'
        ? formatMoney(bound, currency).replaceAll(',', '')
        : String(bound);
  return condition.from === condition.to ? show(condition.from) : `${show(condition.from)}..${show(condition.to)}`;
}
