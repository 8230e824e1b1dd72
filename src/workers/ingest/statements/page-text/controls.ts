/** Totals of money in and out that a statement prints about its own movements. */
import type { ControlTotal } from '../reader.ts';
import type { Printed } from './printed.ts';
import { signedOf, type Movement, type Segment } from './segments.ts';
import { parseAmount } from '../../../../shared/money.ts';
import { directionOf } from './words.ts';

/** Lines with a word for a total, one direction and one amount; other totals are not compared, since what they count is unknown. */
export function controlsOf(
  lines: readonly Printed[],
  segment: Segment,
  movements: readonly Movement[],
  amounts: readonly number[],
  exponent: number,
): ControlTotal[] {
  const controls: ControlTotal[] = [];
  if (movements.length === 0) return controls;
  for (let i = segment.from; i < segment.to; i++) {
    const line = lines[i]!;
    if (!line.total || line.amounts.length !== 1 || line.tail.length !== 1 || line.folded.length > 100) continue;
    // "Total fees" or "total card purchases" count a part only.
    if (
      !/^\W*(?:total|summe|gesamt|totaal|totale|suma|somme)\W*(?:der|of|des|dei|de|all|amount of)?\W*[a-z]+\W*$/.test(
        line.folded.slice(0, line.amounts[0]!.start).replace(/\b(?:eur|chf|usd|gbp)\b/, ''),
      )
    )
      continue;
    const direction = directionOf(line.folded);
    if (direction === 0 || /fee|charge|purchase|check|gebuhr|entgelt/.test(line.folded)) continue;
    const token = line.amounts[0]!;
    const minor = signedOf(line, token, {
      inverted: false,
      digits: (of, each, start) => {
        const parsed = parseAmount(of.line.text.slice(start, each.digitsEnd), each.mark === '' ? '.' : each.mark, exponent);
        return parsed.problem === undefined ? parsed.minor : NaN;
      },
    });
    if (Number.isNaN(minor)) continue;
    const counted = amounts.reduce((sum, amount) => (Math.sign(amount) === direction ? sum + amount : sum), 0);
    controls.push({
      name: direction > 0 ? 'money in' : 'money out',
      stated: Math.abs(minor) * direction,
      counted,
      line: line.line.number,
      unit: 'money',
    });
  }
  return controls;
}
