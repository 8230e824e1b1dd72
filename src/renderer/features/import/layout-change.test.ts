import { expect, test } from 'vitest';
import type { ColumnRole, Layout } from '../../../shared/contract/import.ts';
import { openQuestions, signRuleFor, withRole } from './layout-change.ts';

const columns = (...roles: ColumnRole[]): Layout['columns'] => roles.map((role, index) => ({ index, name: `c${index}`, role }));
const rolesOf = (layout: Layout['columns']) => layout.map((column) => column.role);

test('a role moves from the column that had it', () => {
  expect(rolesOf(withRole(columns('date', 'description', 'amount'), 1, 'date'))).toEqual(['ignore', 'date', 'amount']);
});

test('several columns may be ignored', () => {
  expect(rolesOf(withRole(columns('ignore', 'description', 'amount'), 1, 'ignore'))).toEqual(['ignore', 'ignore', 'amount']);
});

test('one amount column and the pair of debit and credit exclude each other', () => {
  expect(rolesOf(withRole(columns('date', 'amount', 'ignore'), 2, 'debit'))).toEqual(['date', 'ignore', 'debit']);
  expect(rolesOf(withRole(columns('date', 'debit', 'credit'), 1, 'amount'))).toEqual(['date', 'amount', 'ignore']);
});

test('the sign rule follows the columns', () => {
  expect(signRuleFor(columns('date', 'debit', 'credit'), 'signed')).toBe('debit-credit');
  expect(signRuleFor(columns('date', 'amount'), 'debit-credit')).toBe('signed');
  expect(signRuleFor(columns('date', 'amount'), 'inverted')).toBe('inverted');
  expect(signRuleFor(columns('date', 'amount'), 'sign-word')).toBe('signed');
  expect(signRuleFor(columns('sign', 'amount'), 'sign-word')).toBe('sign-word');
});

const inspection = (currency: string, roles: Layout['columns']): Parameters<typeof openQuestions>[0] => ({
  questions: [],
  rowsKept: 3,
  layout: {
    ...{ format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', preambleRows: 0, hasHeader: true, columns: roles },
    ...{ dateFormat: 'yyyy-MM-dd', decimalMark: '.', signRule: 'signed', currency },
  },
});
const codes = (questions: readonly { code: string }[]) => questions.map((question) => question.code);

test('a question about the sign stays open until the sign is chosen', () => {
  const question = { code: 'sign' as const, text: 'What does a positive amount mean here?', choices: [] };
  const read = inspection('GBP', columns('date', 'amount'));
  expect(openQuestions(read, question, {}, 'GBP')).toEqual([question]);
  expect(openQuestions(read, question, { signRule: 'inverted' }, 'GBP')).toEqual([]);
  expect(codes(openQuestions({ ...read, questions: [question] }, question, {}, 'GBP'))).toEqual(['sign']);
});

test('a file without a currency asks for it, the case’s first; a currency column answers', () => {
  const [question] = openQuestions(inspection('', columns('date', 'amount')), null, {}, 'CHF');
  expect(question).toMatchObject({ code: 'currency' });
  expect(question!.choices.map((choice) => choice.patch.currency)).toEqual(['CHF', 'EUR', 'USD', 'GBP']);
  expect(openQuestions(inspection('', columns('date', 'amount', 'currency')), null, {}, 'CHF')).toEqual([]);
  expect(openQuestions({ ...inspection('', columns('date')), rowsKept: 0 }, null, {}, 'CHF')).toEqual([]);
});
