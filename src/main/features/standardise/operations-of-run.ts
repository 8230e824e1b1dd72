import { packedAt } from '../../../shared/columns.ts';
import type { RuleColumns, StandardiseInput, StandardiseResult } from '../../../workers/standardise/result.ts';
import type { NewOperation } from './acts.ts';
import type { Field } from './current.ts';
import type { AllValues } from './field-values.ts';

/** What the rules want of one field of one row: a value and the place of the rule, or null where no rule speaks. */
type Wanted = { readonly value: string; readonly rule: number } | null;

/**
 * The operations by which a run brings the rows of one field to what the rules (and accepted proposals) say. Nothing is
 * written where it stands already, and nothing that a person decided is touched. `values` is brought up to date on the way.
 * @param vendorIdOf the id of a vendor that a rule names
 */
export function* operationsOfRow(
  row: number,
  input: StandardiseInput,
  result: StandardiseResult,
  values: AllValues,
  o: { acceptFrom: number | undefined; vendorIdOf: (name: string) => number; hasMeaning: (row: number) => boolean },
): Generator<NewOperation> {
  const { rules } = result;
  for (const field of RULE_FIELDS) {
    const standing = values[field];
    const origin = standing.originOf(row);
    if (origin === 'person') continue;
    const wanted = wantedOf(field, row, rules, o.vendorIdOf);
    const held = standing.valueOf(row);
    if (wanted === null) {
      if (held === null || origin !== 'rule') continue;
      yield operation(input, row, field, held, null, 'rule');
      standing.set(row, null, 'rule');
    } else if (wanted.value !== held) {
      const { id, version } = input.rules[wanted.rule]!;
      yield { ...operation(input, row, field, held, wanted.value, 'rule'), ruleId: id, ruleVersion: version };
      standing.set(row, wanted.value, 'rule');
    }
  }
  if (o.acceptFrom === undefined || result.proposedId[row] === 0 || result.confidence[row]! < o.acceptFrom) return;
  if (values.category.valueOf(row) !== null || o.hasMeaning(row)) return;
  const value = String(result.proposedId[row]);
  yield operation(input, row, 'category', null, value, 'category-model');
  values.category.set(row, value, 'category-model');
}

const RULE_FIELDS: readonly Field[] = ['category', 'vendor', 'tags', 'transfer', 'excluded'];

function wantedOf(field: Field, row: number, rules: RuleColumns, vendorIdOf: (name: string) => number): Wanted {
  switch (field) {
    case 'category':
      return wanted(rules.categoryRule[row], () => String(rules.categoryId[row]));
    case 'vendor':
      return wanted(rules.vendorRule[row], () => String(vendorIdOf(rules.texts[rules.vendor[row]!]!)));
    case 'tags':
      return wanted(rules.tagsRule[row], () => rules.texts[rules.tags[row]!]!);
    case 'transfer':
      return wanted(rules.transferRule[row], () => '1');
    case 'excluded':
      return wanted(rules.excludedRule[row], () => rules.texts[rules.excluded[row]!]!);
  }
}

const wanted = (rule: number | undefined, value: () => string): Wanted =>
  rule === undefined || rule < 0 ? null : { rule, value: value() };

const operation = (
  input: StandardiseInput,
  row: number,
  field: Field,
  oldValue: string | null,
  newValue: string | null,
  origin: 'rule' | 'category-model',
): NewOperation => ({ subject: 'transaction', subjectId: input.columns.id[row]!, field, oldValue, newValue, origin });

/** What a run makes of a spelling it met. */
export interface NameOutcome {
  readonly spelling: string;
  readonly canonical: string;
  readonly source: 'counterparty' | 'description';
  /** Index of its vendor in the result. */
  readonly vendor: number;
  readonly how: number;
}

export function nameOutcome({ names }: StandardiseResult, n: number): NameOutcome {
  return {
    spelling: packedAt(names.spellings, n),
    canonical: packedAt(names.canonicals, n),
    source: names.source[n] === 0 ? 'counterparty' : 'description',
    vendor: names.vendor[n]!,
    how: names.how[n]!,
  };
}
