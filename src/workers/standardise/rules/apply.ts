import type { CompiledRule, RuleSubject } from './compile.ts';

/** What the rules make of one transaction. Each value comes with the place of its rule in the list; -1 is no rule. */
export interface RuleOutcome {
  categoryId: number;
  categoryRule: number;
  vendor: string;
  vendorRule: number;
  tags: string[];
  tagsRule: number;
  transferRule: number;
  excluded: string;
  excludedRule: number;
}

export const NO_RULE = -1;

export const noOutcome = (): RuleOutcome => ({
  categoryId: 0,
  categoryRule: NO_RULE,
  vendor: '',
  vendorRule: NO_RULE,
  tags: [],
  tagsRule: NO_RULE,
  transferRule: NO_RULE,
  excluded: '',
  excludedRule: NO_RULE,
});

/**
 * Applies the rules in their order to one transaction: a later rule overrides an earlier one, unless an earlier one that
 * matched says stop. Tags add up.
 * @param onMatch told the place of each rule that matched
 */
export function applyRules(
  rules: readonly CompiledRule[],
  subject: RuleSubject,
  outcome: RuleOutcome,
  onMatch?: (rule: number) => void,
): boolean {
  let any = false;
  for (let at = 0; at < rules.length; at++) {
    const rule = rules[at]!;
    if (!rule.matches(subject)) continue;
    any = true;
    onMatch?.(at);
    act(rule, at, outcome);
    if (rule.stop) break;
  }
  return any;
}

function act({ actions }: CompiledRule, at: number, outcome: RuleOutcome): void {
  for (const action of actions) {
    switch (action.set) {
      case 'category':
        outcome.categoryId = action.categoryId;
        outcome.categoryRule = at;
        break;
      case 'vendor':
        outcome.vendor = action.name;
        outcome.vendorRule = at;
        break;
      case 'tag':
        if (outcome.tags.includes(action.tag)) break;
        outcome.tags.push(action.tag);
        outcome.tagsRule = at;
        break;
      case 'transfer':
        outcome.transferRule = at;
        break;
      case 'excluded':
        outcome.excluded = action.reason;
        outcome.excludedRule = at;
        break;
    }
  }
}
