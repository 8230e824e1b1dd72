import { dayOfIso } from '../../../shared/calendar.ts';
import { NO_DAY } from '../../../shared/columns.ts';
import type { RuleAction, RuleBody, RuleCondition, RuleText } from '../../../shared/rules.ts';
import { foldText } from '../fold.ts';
import { Pattern } from '../pattern/machine.ts';

/** One transaction as rules see it. Texts are folded. */
export interface RuleSubject {
  text(column: RuleText): string;
  readonly amountMinor: number;
  /** Days since 1970-01-01, or NO_DAY. */
  readonly day: number;
  readonly sourceId: number;
}

export interface CompiledRule {
  readonly id: number;
  readonly version: number;
  readonly title: string;
  readonly stop: boolean;
  readonly actions: readonly RuleAction[];
  matches(subject: RuleSubject): boolean;
}

export interface StoredRule {
  readonly id: number;
  readonly version: number;
  readonly body: RuleBody;
}

type Check = (subject: RuleSubject) => boolean;

/**
 * A rule made ready to run. All its conditions must hold; an undated transaction meets no condition on dates.
 * @throws PatternError where a pattern can not be used
 */
export function compileRule({ id, version, body }: StoredRule): CompiledRule {
  // Cheap checks first: most transactions fail one of them, and their texts need not be decoded.
  const checks = body.conditions
    .map((condition) => ({ cost: condition.on === 'text' ? (condition.test === 'matches' ? 2 : 1) : 0, check: checkOf(condition) }))
    .sort((a, b) => a.cost - b.cost)
    .map(({ check }) => check);
  return {
    id,
    version,
    title: body.title,
    stop: body.stop,
    actions: body.actions,
    matches: (subject) => checks.every((check) => check(subject)),
  };
}

function checkOf(condition: RuleCondition): Check {
  switch (condition.on) {
    case 'text':
      return textCheck(condition);
    case 'amount': {
      const [from, to] = [condition.fromMinor ?? 0, condition.toMinor ?? Infinity];
      return ({ amountMinor }) => Math.abs(amountMinor) >= from && Math.abs(amountMinor) <= to;
    }
    case 'sign':
      return condition.sign === 'in' ? ({ amountMinor }) => amountMinor > 0 : ({ amountMinor }) => amountMinor < 0;
    case 'date': {
      const from = condition.from === null ? -Infinity : dayOfIso(condition.from);
      const to = condition.to === null ? Infinity : dayOfIso(condition.to);
      return ({ day }) => day !== NO_DAY && day >= from && day <= to;
    }
    case 'source': {
      const wanted = new Set(condition.sourceIds);
      return ({ sourceId }) => wanted.has(sourceId);
    }
  }
}

function textCheck({ column, test, value, not }: Extract<RuleCondition, { on: 'text' }>): Check {
  const check = textTest(test, value);
  return not ? (subject) => !check(subject.text(column)) : (subject) => check(subject.text(column));
}

function textTest(test: Extract<RuleCondition, { on: 'text' }>['test'], value: string): (text: string) => boolean {
  const wanted = foldText(value).trim();
  switch (test) {
    case 'contains':
      return (text) => text.includes(wanted);
    case 'equals':
      return (text) => text.trim() === wanted;
    case 'starts':
      return (text) => text.trimStart().startsWith(wanted);
    case 'ends':
      return (text) => text.trimEnd().endsWith(wanted);
    case 'empty':
      return (text) => text.trim() === '';
    case 'matches': {
      const pattern = Pattern.of(value);
      return (text) => pattern.test(text);
    }
  }
}
