/** Words with which statements say whether money came in or went out. */
import { plainWords } from './vocabulary.ts';

const IN = new Set(
  'c k cr credit credited in inflow deposit deposits bij haben h gutschrift credito abono haber entrada entrate avere bevetel jovairas kredit kredyt credite recette + income received incoming ingreso crdt 收入 приход eingang inkomend inn'.split(
    ' ',
  ),
);
const OUT = new Set(
  'd dr db debit debited out outflow withdrawal withdrawals af soll s lastschrift debito cargo debe saida uscite dare kiadas terheles debet depense - expense sent outgoing gasto dbit 支出 расход ausgang uitgaand'.split(
    ' ',
  ),
);

/** Whether an amount carries the mark of a credit, `100.00 CR`: it is money in whatever unmarked amounts mean. */
export function isMarkedCredit(amount: string): boolean {
  const last = amount.charCodeAt(amount.length - 1) & 0xdf;
  return last === 82 && /(?<![A-Za-z])cr$/i.test(amount);
}

/** 1 money in, -1 money out, 0 where the word says neither. */
export function signOfWord(word: string): -1 | 0 | 1 {
  const trimmed = word.trim();
  if (trimmed === '+') return 1;
  if (trimmed === '-' || trimmed === '\u2212') return -1;
  const plain = plainWords(trimmed);
  return IN.has(plain) ? 1 : OUT.has(plain) ? -1 : 0;
}
