/** Opening and closing balances that stand in title rows, footers and balance rows. */
import { parseAmount } from '../../shared/money.ts';
import type { StatedBalances } from './balance-check.ts';
import type { Plan } from './plan.ts';
import { plainWords } from './vocabulary.ts';

const OPENING =
  /\b(opening|beginning|previous|start|brought forward|anfang|anfangssaldo|alter kontostand|anterior|inicial|initial|iniziale|ouverture|nyito|poczatkowe|begin|ancien)\b/;
const CLOSING =
  /\b(closing|ending|end of period|end|carried forward|endsaldo|neuer kontostand|schluss|final|finale|cloture|zaro|koncowe|eind|nouveau)\b/;
const BALANCE = /\b(balance|saldo|kontostand|solde|egyenleg|anfangssaldo|endsaldo)\b/;

/** Keeps the first opening and the last closing balance that a row outside the movements names. */
export function noteStatedBalance(row: readonly string[], line: number, plan: Plan, stated: StatedBalances): void {
  for (let i = 0; i < row.length; i++) {
    const words = row[i]!.length > 80 ? '' : plainWords(row[i]!);
    if (words === '' || !BALANCE.test(words)) continue;
    const opening = OPENING.test(words);
    if (!opening && !CLOSING.test(words)) continue;
    const minor = amountIn(row, i, plan);
    if (minor === null) continue;
    if (opening) {
      if (stated.openingMinor === null) [stated.openingMinor, stated.openingLine] = [minor, line];
    } else [stated.closingMinor, stated.closingLine] = [minor, line];
    return;
  }
}

/** The balance column's value, else the only other amount of the row. */
function amountIn(row: readonly string[], label: number, plan: Plan): number | null {
  const read = (text: string | undefined) => parseAmount(text ?? '', plan.decimalMark, plan.exponent);
  const inColumn = plan.balance >= 0 ? read(row[plan.balance]) : null;
  if (inColumn && inColumn.problem === undefined) return inColumn.minor;
  const found = row.flatMap((cell, i) => {
    const parsed = i === label ? null : read(cell);
    return parsed && parsed.problem === undefined ? [parsed.minor] : [];
  });
  return found.length === 1 ? found[0]! : null;
}
