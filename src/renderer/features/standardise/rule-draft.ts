import { exponentOf } from '../../../shared/currency.ts';
import { parseAmount } from '../../../shared/money.ts';
import { ruleBody, type RULE_TEXTS, type RuleBody, type RuleCondition, type TEXT_TESTS } from '../../../shared/rules.ts';
import { plainDecimal } from '../../../shared/money.ts';

export type ConditionKind = (typeof RULE_TEXTS)[number] | 'amount' | 'sign' | 'date' | 'source';
export type ActionKind = RuleBody['actions'][number]['set'];

/** A condition while it is typed: everything is text until it is read. */
export interface DraftCondition {
  readonly kind: ConditionKind;
  readonly test: (typeof TEXT_TESTS)[number];
  readonly not: boolean;
  readonly value: string;
  readonly from: string;
  readonly to: string;
  readonly sign: 'in' | 'out';
  readonly sourceId: string;
}

export interface DraftAction {
  readonly kind: ActionKind;
  readonly categoryId: number | null;
  readonly value: string;
}

export interface Draft {
  readonly title: string;
  readonly conditions: readonly DraftCondition[];
  readonly actions: readonly DraftAction[];
  readonly stop: boolean;
}

export const EMPTY_CONDITION: DraftCondition = {
  kind: 'description',
  test: 'contains',
  not: false,
  value: '',
  from: '',
  to: '',
  sign: 'out',
  sourceId: '',
};
export const EMPTY_ACTION: DraftAction = { kind: 'category', categoryId: null, value: '' };

/** A stored rule as a draft. */
export function draftOf(body: RuleBody | null, currency: string): Draft {
  if (!body) return { title: '', conditions: [EMPTY_CONDITION], actions: [EMPTY_ACTION], stop: false };
  return {
    title: body.title,
    stop: body.stop,
    conditions: body.conditions.map((each) => draftCondition(each, currency)),
    actions: body.actions.map((each) => ({
      kind: each.set,
      categoryId: each.set === 'category' ? each.categoryId : null,
      value: each.set === 'vendor' ? each.name : each.set === 'tag' ? each.tag : each.set === 'excluded' ? each.reason : '',
    })),
  };
}

function draftCondition(each: RuleCondition, currency: string): DraftCondition {
  switch (each.on) {
    case 'text':
      return { ...EMPTY_CONDITION, kind: each.column, test: each.test, not: each.not, value: each.value };
    case 'amount': {
      const money = (minor: number | null): string => (minor === null ? '' : plainDecimal(minor, currency));
      return { ...EMPTY_CONDITION, kind: 'amount', from: money(each.fromMinor), to: money(each.toMinor) };
    }
    case 'sign':
      return { ...EMPTY_CONDITION, kind: 'sign', sign: each.sign };
    case 'date':
      return { ...EMPTY_CONDITION, kind: 'date', from: each.from ?? '', to: each.to ?? '' };
    case 'source':
      return { ...EMPTY_CONDITION, kind: 'source', sourceId: String(each.sourceIds[0] ?? '') };
  }
}

/** The rule a draft says, or null while something in it can not be read. */
export function readDraft(draft: Draft, currency: string): RuleBody | null {
  const parsed = ruleBody.safeParse({
    title: draft.title,
    stop: draft.stop,
    conditions: draft.conditions.map((each) => conditionOf(each, currency)),
    actions: draft.actions.map(({ kind, categoryId, value }) => {
      if (kind === 'category') return { set: 'category', categoryId };
      if (kind === 'vendor') return { set: 'vendor', name: value };
      if (kind === 'tag') return { set: 'tag', tag: value };
      return kind === 'excluded' ? { set: 'excluded', reason: value } : { set: 'transfer' };
    }),
  });
  return parsed.success ? parsed.data : null;
}

/** One condition, or something the schema refuses. */
function conditionOf(each: DraftCondition, currency: string): unknown {
  switch (each.kind) {
    case 'amount':
      return { on: 'amount', fromMinor: minorOf(each.from, currency), toMinor: minorOf(each.to, currency) };
    case 'sign':
      return { on: 'sign', sign: each.sign };
    case 'date':
      return { on: 'date', from: each.from === '' ? null : each.from, to: each.to === '' ? null : each.to };
    case 'source':
      return { on: 'source', sourceIds: [Number(each.sourceId)] };
    default:
      // Finding nothing in particular is finding everything: that must be meant, with "is empty" and "not".
      return each.test !== 'empty' && each.value.trim() === ''
        ? null
        : { on: 'text', column: each.kind, test: each.test, value: each.test === 'empty' ? '' : each.value, not: each.not };
  }
}

function minorOf(typed: string, currency: string): number | null | undefined {
  if (typed.trim() === '') return null;
  const amount = parseAmount(typed, '.', exponentOf(currency) ?? 2);
  return amount.problem === undefined && amount.minor >= 0 ? amount.minor : undefined;
}
