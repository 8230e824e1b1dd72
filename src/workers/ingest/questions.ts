/** What only a person can say, put as a question with the choices that the sample leaves open. */
import type { Inspection, Layout } from '../../shared/contract/import.ts';
import type { MoneyReading } from './money-columns.ts';
import type { ColumnProfile } from './profile.ts';

export type Question = Inspection['questions'][number];

/** Neither names nor contents show where the date or the money stands: columns that could hold it are offered. */
export function missingQuestion(layout: Layout, profiles: readonly ColumnProfile[], role: 'date' | 'amount'): Question {
  const offered = profiles.filter(
    (column) =>
      column.filled > 0 &&
      (role === 'date' || column.numbers > 0) &&
      column.index !== layout.columns.find((other) => other.role === 'date')?.index,
  );
  return {
    code: 'columns',
    text: `No column could be recognised as the ${role} of the movement. Which one is it?`,
    choices: offered.slice(0, 8).map((column) => ({
      label: layout.columns[column.index]!.name,
      example: column.cells.find((cell) => cell !== '') ?? '',
      patch: { columns: layout.columns.map((other) => (other.index === column.index ? { ...other, role } : other)) },
    })),
  };
}

/** Which of several columns is the amount, or which of a pair is money out. */
export function columnQuestion(
  layout: Layout,
  profiles: readonly ColumnProfile[],
  reading: MoneyReading,
  rivals: readonly number[],
): Question {
  const pair = reading.amount < 0;
  const choices = pair
    ? [[reading.debit, reading.credit] as const, [reading.credit, reading.debit] as const]
    : [reading.amount, ...rivals].map((index) => [index, -1] as const);
  return {
    code: 'columns',
    text: pair
      ? 'Two columns hold amounts. Which one is money out?'
      : 'More than one column could be the amount of the movement. Which one is it?',
    choices: choices.slice(0, 8).map(([main, other]) => ({
      label: layout.columns[main]!.name,
      example: profiles[main]!.cells.find((cell) => cell !== '') ?? '',
      patch: {
        columns: layout.columns.map((column) => {
          if (column.index === main) return { ...column, role: pair ? ('debit' as const) : ('amount' as const) };
          if (column.index === other) return { ...column, role: 'credit' as const };
          return ['amount', 'debit', 'credit'].includes(column.role) ? { ...column, role: 'ignore' as const } : column;
        }),
      },
    })),
  };
}

/** What a positive amount means. */
export function signQuestion(layout: Layout, profiles: readonly ColumnProfile[], reading: MoneyReading, because: string): Question {
  const example =
    profiles[reading.amount >= 0 ? reading.amount : Math.max(reading.debit, reading.credit)]?.cells.find((cell) => /\d/.test(cell)) ?? '';
  const text = `What does a positive amount mean here? (${because}.)`;
  if (layout.signRule === 'debit-credit') {
    const swapped = layout.columns.map((column) =>
      column.role === 'debit'
        ? { ...column, role: 'credit' as const }
        : column.role === 'credit'
          ? { ...column, role: 'debit' as const }
          : column,
    );
    return {
      code: 'sign',
      text,
      choices: [
        { label: 'Debit is money out of the account', example, patch: { signRule: 'debit-credit', columns: layout.columns } },
        { label: 'Debit is money into the account', example, patch: { signRule: 'debit-credit', columns: swapped } },
      ],
    };
  }
  const choices: Question['choices'] = [
    { label: 'Positive amounts are money into the account', example, patch: { signRule: 'signed' } },
    { label: 'Positive amounts are money out of the account', example, patch: { signRule: 'inverted' } },
  ];
  if (layout.signRule === 'sign-word')
    choices.unshift({ label: 'The column with words says it', example, patch: { signRule: 'sign-word' } });
  return { code: 'sign', text, choices };
}

/** Three digits behind every mark, in a currency that has three decimals: thousands or decimals. */
export function markQuestion(example: string): Question {
  return {
    code: 'columns',
    text: `Three digits stand behind the mark in every amount, as in ${example}. Is the mark a decimal mark?`,
    choices: (['.', ','] as const).map((decimalMark) => ({
      label: `"${decimalMark}" is the decimal mark`,
      example,
      patch: { decimalMark },
    })),
  };
}
