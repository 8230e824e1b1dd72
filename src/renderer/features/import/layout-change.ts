import type { ColumnRole, Inspection, Layout } from '../../../shared/contract/import.ts';
import { t } from '../../text/t.ts';
import type { Question } from './queue.ts';

/** Roles that one column at most can have: the row has one date, one amount, one text of each kind. */
const ONE_COLUMN: ReadonlySet<ColumnRole> = new Set([
  'date', 'valueDate', 'amount', 'debit', 'credit', 'sign', 'balance', 'description', 'reference', 'counterparty', 'category', 'currency',
  'account',
]); // prettier-ignore

/**
 * The columns with one role changed. A role that another column had moves over, and a single amount column and a pair of
 * debit and credit exclude each other.
 */
export function withRole(columns: Layout['columns'], index: number, role: ColumnRole): Layout['columns'] {
  const gone = (other: ColumnRole) =>
    (ONE_COLUMN.has(role) && other === role) ||
    (role === 'amount' && (other === 'debit' || other === 'credit')) ||
    ((role === 'debit' || role === 'credit') && other === 'amount');
  return columns.map((column) => {
    if (column.index === index) return { ...column, role };
    return gone(column.role) ? { ...column, role: 'ignore' as const } : column;
  });
}

/** The sign rule that fits the columns: two columns of amounts can only be debit and credit. */
export function signRuleFor(columns: Layout['columns'], rule: Layout['signRule']): Layout['signRule'] {
  const has = (role: ColumnRole) => columns.some((column) => column.role === role);
  if (has('debit') || has('credit')) return 'debit-credit';
  if (rule === 'sign-word' && !has('sign')) return 'signed';
  return rule === 'debit-credit' ? 'signed' : rule;
}

/** What the person decided, as the reader takes it; undefined while nothing was. */
export function asked(layout: Partial<Layout>): Partial<Layout> | undefined {
  return Object.keys(layout).length === 0 ? undefined : layout;
}

/**
 * The questions still open: those of the reader; a question about the sign that it stopped asking only because columns were
 * set by hand, which says nothing about the sign; and the currency where the file names none, because sums of an unknown
 * currency prove nothing.
 * @param caseCurrency the first currency offered
 */
export function openQuestions(
  inspection: Pick<Inspection, 'questions' | 'layout' | 'rowsKept'>,
  carried: Question | null,
  told: Partial<Layout>,
  caseCurrency: string,
): Question[] {
  const questions = [...inspection.questions];
  const has = (code: Question['code']) => questions.some((question) => question.code === code);
  if (carried && told.signRule === undefined && !has(carried.code)) questions.push(carried);
  const isUnnamed = inspection.layout.currency === '' && !inspection.layout.columns.some((column) => column.role === 'currency');
  if (isUnnamed && inspection.rowsKept > 0 && !has('currency')) questions.push(currencyQuestion(caseCurrency));
  return questions;
}

function currencyQuestion(caseCurrency: string): Question {
  const codes = [...new Set([caseCurrency, 'EUR', 'USD', 'GBP'])].filter((code) => code !== '');
  return {
    code: 'currency',
    text: t('The file names no currency. Which one is it in?'),
    choices: codes.map((code) => ({ label: code, example: code === caseCurrency ? t('as the case') : '', patch: { currency: code } })),
  };
}
