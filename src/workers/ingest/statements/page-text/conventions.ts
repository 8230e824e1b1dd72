/** What a whole file agrees on: decimal mark, decimals, order of day and month, currency. */
import { exponentOf, isCurrency } from '../../../../shared/currency.ts';
import type { DecimalMark } from '../../../../shared/money.ts';
import { fold, type PageLine } from './page-line.ts';
import type { Printed } from './printed.ts';

export interface Choice<T> {
  readonly value: T;
  readonly because: string;
  readonly confidence: number;
}

const SIGNS: Readonly<Record<string, string>> = {
  '\u20ac': 'EUR',
  '\u00a3': 'GBP',
  '\u20b9': 'INR',
  US$: 'USD',
  A$: 'AUD',
  C$: 'CAD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  R$: 'BRL',
  'Fr.': 'CHF',
};

const NAMED = /(?:w\u00e4hrung|waehrung|currency|devise|valuta|moneda|divisa|munt)\W{1,4}([A-Z]{3})(?![A-Za-z])/i;

/** The currency that lines say by its name (`Currency: USD`), or null. */
export function namedCurrency(lines: readonly Printed[], from: number, to: number): string | null {
  for (let i = from; i < to && i < lines.length; i++) {
    const code = NAMED.exec(lines[i]!.line.text.slice(0, 400))?.[1];
    if (code !== undefined && isCurrency(code)) return code;
  }
  return null;
}

/** The currency that is named most: at the words for it, in brackets, beside amounts. '' where none is. */
export function currencyOf(lines: readonly PageLine[]): Choice<string> {
  const votes = new Map<string, number>();
  const vote = (code: string, weight: number): void => void (isCurrency(code) && votes.set(code, (votes.get(code) ?? 0) + weight));
  for (const { text } of lines.slice(0, 4_000)) {
    if (text.length > 500) continue;
    for (const m of text.matchAll(/(?:w\u00e4hrung|waehrung|currency|devise|valuta|moneda|divisa|munt)\W{1,4}([A-Z]{3})(?![A-Za-z])/gi))
      vote(m[1]!, 20);
    for (const m of text.matchAll(/\(([A-Z]{3})\)|(?:\bin |[-\s])([A-Z]{3})(?=[-\s]|$)/g))
      vote((m[1] ?? m[2])!, m[1] === undefined ? 1 : 4);
    for (const m of text.matchAll(/(?:US|A|C|NZ|HK|S|R)\$|[\u20ac\u00a3\u20b9]|Fr\.(?= ?\d)/g)) vote(SIGNS[m[0]] ?? '', 2);
  }
  let best = '';
  for (const [code, count] of votes) if (best === '' || count > votes.get(best)!) best = code;
  return best === ''
    ? { value: '', because: 'no currency is named', confidence: 50 }
    : { value: best, because: `${best} is named most`, confidence: 85 };
}

/** Decimals that amounts are printed with: those of the currency, unless the file plainly prints two. */
export function decimalsOf(lines: readonly PageLine[], currency: string): 0 | 2 | 3 {
  const exponent = exponentOf(currency);
  if (exponent === 2 || exponent > 3) return 2;
  let two = 0;
  for (const { text } of lines) if (/\d[.,]\d{2}(?:\s?(?:[-+]|CR|DR))?\s*$/.test(text.slice(-40))) two++;
  return two > lines.length * 0.2 ? 2 : exponent === 0 ? 0 : 3;
}

/** The decimal mark, from what stands before the last two digits of the amounts at line ends. */
export function decimalMarkOf(lines: readonly Printed[], decimals: 0 | 2 | 3 = 2): Choice<DecimalMark> {
  if (decimals === 0) {
    // Without decimals the mark is the one that does not group.
    const dots = lines.some((line) => line.amounts.some((token) => line.line.text.slice(token.digits, token.digitsEnd).includes('.')));
    return { value: dots ? ',' : '.', because: 'amounts are printed without decimals', confidence: 80 };
  }
  const votes = { '.': 0, ',': 0 };
  for (const line of lines) for (const token of line.amounts) if (token.mark !== '') votes[token.mark] += line.tail.includes(token) ? 5 : 1;
  const value: DecimalMark = votes[','] > votes['.'] ? ',' : '.';
  const share = Math.max(votes['.'], votes[',']) / Math.max(1, votes['.'] + votes[',']);
  return {
    value,
    because: `${Math.round(share * 100)} % of the amounts have it before their decimals`,
    confidence: Math.round(share * 100),
  };
}

/** Order of day and month where figures leave it open, proved by any date that only one order allows. */
export function dateOrderOf(lines: readonly Printed[]): Choice<'dmy' | 'mdy' | 'open'> {
  // Numbers of houses and parts look like dates: movements count before all other lines.
  const movements = lines.filter((line) => line.tail.length > 0 && line.dates.length > 0);
  const found = movements.length > 0 ? orderIn(movements) : orderIn(lines);
  return found.value === 'open' ? orderIn(lines) : found;
}

function orderIn(lines: readonly Printed[]): Choice<'dmy' | 'mdy' | 'open'> {
  let dmy = 0;
  let mdy = 0;
  let open = 0;
  const months = new Set<string>();
  for (const line of lines) {
    for (const date of line.dates) {
      if (!/^(?:dd|MM)[/-](?:dd|MM)/.test(date.style)) continue;
      if (date.order === 'dmy' && date.a > 12) dmy++;
      else if (date.order === 'mdy') mdy++;
      else if (date.order === 'open') {
        open++;
        months.add(`${date.a}|${date.b}`);
      }
    }
  }
  if (open === 0) return { value: mdy > dmy ? 'mdy' : 'dmy', because: 'every date allows one order only', confidence: 100 };
  if (dmy > 0 && mdy === 0) return { value: 'dmy', because: `${dmy} dates have a first figure above 12`, confidence: 98 };
  if (mdy > 0 && dmy === 0) return { value: 'mdy', because: `${mdy} dates have a second figure above 12`, confidence: 98 };
  // A statement spans few months and many days: the figure that varies least is the month.
  const first = new Set([...months].map((each) => each.split('|')[0]));
  const second = new Set([...months].map((each) => each.split('|')[1]));
  if (dmy === 0 && mdy === 0 && months.size >= 4) {
    if (second.size <= 2 && first.size >= 4) return { value: 'dmy', because: 'only the first figure varies', confidence: 80 };
    if (first.size <= 2 && second.size >= 4) return { value: 'mdy', because: 'only the second figure varies', confidence: 80 };
  }
  return { value: 'open', because: 'day and month can be read either way', confidence: 40 };
}

/** Words of the whole file, folded, bounded in length. */
export function foldedText(lines: readonly PageLine[]): string {
  let out = '';
  for (const line of lines) {
    if (line.text.length > 400) continue;
    out += `${fold(line.text)}\n`;
    if (out.length > 200_000) break;
  }
  return out;
}
