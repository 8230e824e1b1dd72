/** What a person has to say about statements on pages. */
import type { Question } from '../../questions.ts';
import type { Printed } from './printed.ts';

/** No balance, or more than one reading, leaves open what a positive amount means. */
export function askSign(example: string, open: number, movements: number): Question {
  return {
    code: 'sign',
    text: `The balances do not prove the direction of ${open} of ${movements} movements. Is what the statement prints positive money into the account?`,
    choices: [
      { label: 'Positive amounts are money into the account', example, patch: { signRule: 'signed' } },
      { label: 'Positive amounts are money out of the account', example, patch: { signRule: 'inverted' } },
    ],
  };
}

/** Every date can be read with the day or the month first. */
export function askDateOrder(lines: readonly Printed[], style: string): Question {
  const line = lines.find((each) => each.leading[0]?.order === 'open') ?? lines.find((each) => each.dates[0]?.order === 'open');
  const date = line?.dates.find((each) => each.order === 'open');
  const example = date === undefined ? '' : line!.line.text.slice(date.start, date.end);
  const separator = style.includes('-') ? '-' : '/';
  const year = /yyyy/.test(style) || !/y/.test(style) ? 'yyyy' : 'yy';
  return {
    code: 'date-order',
    text: `Day and month can be read either way in every date, as in ${example}. Which comes first?`,
    choices: [
      { label: 'The day', example, patch: { dateFormat: `dd${separator}MM${separator}${year}` } },
      { label: 'The month', example, patch: { dateFormat: `MM${separator}dd${separator}${year}` } },
    ],
  };
}
