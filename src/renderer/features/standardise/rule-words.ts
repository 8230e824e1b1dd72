import type { CategoryRow } from '../../../shared/contract/standard-rows.ts';
import type { RULE_TEXTS, RuleAction, RuleCondition, TEXT_TESTS } from '../../../shared/rules.ts';
import { formatMoney } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { categoryName } from './category-name.ts';

export function columnTitle(column: (typeof RULE_TEXTS)[number]): string {
  return {
    description: t('Description'),
    counterparty: t('Counterparty'),
    reference: t('Reference'),
    vendor: t('Vendor'),
    category: t('Category in the file'),
    account: t('Account'),
    currency: t('Currency'),
  }[column];
}

export function testTitle(test: (typeof TEXT_TESTS)[number]): string {
  return {
    contains: t('contains'),
    equals: t('is'),
    starts: t('starts with'),
    ends: t('ends with'),
    matches: t('matches the pattern'),
    empty: t('is empty'),
  }[test];
}

/** A condition as part of a sentence. */
export function conditionWords(condition: RuleCondition, currency: string): string {
  switch (condition.on) {
    case 'text':
      return t('{not, select, yes {not: } other {}}{column} {test} {value}', {
        not: condition.not ? 'yes' : 'no',
        column: columnTitle(condition.column),
        test: testTitle(condition.test),
        value: condition.test === 'empty' ? '' : `“${condition.value}”`,
      }).trim();
    case 'amount':
      return rangeWords(
        t('Amount'),
        condition.fromMinor === null ? null : formatMoney(condition.fromMinor, currency),
        condition.toMinor === null ? null : formatMoney(condition.toMinor, currency),
      );
    case 'sign':
      return condition.sign === 'in' ? t('Money in') : t('Money out');
    case 'date':
      return rangeWords(t('Date'), condition.from, condition.to);
    case 'source':
      return t('{n, plural, one {from one file} other {from # files}}', { n: condition.sourceIds.length });
  }
}

function rangeWords(what: string, from: string | null, to: string | null): string {
  if (from !== null && to !== null) return t('{what} {from} to {to}', { what, from, to });
  if (from !== null) return t('{what} from {from}', { what, from });
  if (to !== null) return t('{what} up to {to}', { what, to });
  return t('any {what}', { what });
}

/** An action as part of a sentence. */
export function actionWords(action: RuleAction, categories: readonly CategoryRow[]): string {
  switch (action.set) {
    case 'category':
      return t('category {name}', { name: categoryName(categories, action.categoryId) });
    case 'vendor':
      return t('vendor “{name}”', { name: action.name });
    case 'tag':
      return t('tag “{tag}”', { tag: action.tag });
    case 'transfer':
      return t('a transfer');
    case 'excluded':
      return t('left out of scoring: {reason}', { reason: action.reason });
  }
}
