import type { RuleText } from '../../shared/rules.ts';
import { foldText } from './fold.ts';
import type { RuleColumns, StandardiseInput } from './result.ts';
import { RowText } from './row-text.ts';
import { applyRules, noOutcome } from './rules/apply.ts';
import { compileRule, type RuleSubject } from './rules/compile.ts';

const NONE = -1;

/** Numbers texts in the order they come. */
class TextTable {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

/** What joins tags in one value; a tag has no line breaks. */
export const TAG_JOINER = '\n';

/**
 * Runs the rules over every row.
 * @param vendorOf the vendor's name per row, '' where there is none
 */
export function runRules(input: StandardiseInput, vendorOf: (row: number) => string, onRow: (row: number) => void): RuleColumns {
  const { columns, rules: stored } = input;
  const rules = stored.map(compileRule);
  const make = (): Int32Array => new Int32Array(rules.length === 0 ? 0 : columns.rows).fill(NONE);
  const out = {
    categoryId: make(), categoryRule: make(), vendor: make(), vendorRule: make(), tags: make(), tagsRule: make(),
    transferRule: make(), excluded: make(), excludedRule: make(),
  }; // prettier-ignore
  const matched = new Int32Array(rules.length);
  const texts = new TextTable();
  if (rules.length === 0) return { ...out, texts: [], matched };
  const subject = new RowSubject(input, vendorOf);
  for (let row = 0; row < columns.rows; row++) {
    subject.row = row;
    const outcome = noOutcome();
    if (applyRules(rules, subject, outcome, (at) => matched[at]!++)) {
      if (outcome.categoryRule >= 0) out.categoryId[row] = outcome.categoryId;
      out.categoryRule[row] = outcome.categoryRule;
      if (outcome.vendorRule >= 0) out.vendor[row] = texts.numberOf(outcome.vendor);
      out.vendorRule[row] = outcome.vendorRule;
      if (outcome.tagsRule >= 0) out.tags[row] = texts.numberOf(outcome.tags.join(TAG_JOINER));
      out.tagsRule[row] = outcome.tagsRule;
      out.transferRule[row] = outcome.transferRule;
      if (outcome.excludedRule >= 0) out.excluded[row] = texts.numberOf(outcome.excluded);
      out.excludedRule[row] = outcome.excludedRule;
    }
    onRow(row);
  }
  return { ...out, texts: texts.texts, matched };
}

/** The row under the rules. Texts are decoded and folded when a rule first asks for them. */
class RowSubject implements RuleSubject {
  readonly #input: StandardiseInput;
  readonly #vendorOf: (row: number) => string;
  readonly #columns: Readonly<Record<'description' | 'counterparty' | 'reference' | 'category', RowText>>;
  readonly #currencies: readonly string[];
  readonly #folded = new Map<RuleText, string>();
  #row = 0;

  constructor(input: StandardiseInput, vendorOf: (row: number) => string) {
    const { description, counterparty, reference, category, currencies } = input.columns;
    this.#input = input;
    this.#vendorOf = vendorOf;
    this.#columns = {
      description: new RowText(description),
      counterparty: new RowText(counterparty),
      reference: new RowText(reference),
      category: new RowText(category),
    };
    this.#currencies = currencies;
  }

  set row(row: number) {
    this.#row = row;
    this.#folded.clear();
  }

  get amountMinor(): number {
    return this.#input.columns.amountMinor[this.#row]!;
  }

  get day(): number {
    return this.#input.columns.day[this.#row]!;
  }

  get sourceId(): number {
    return this.#input.sourceOf[this.#row]!;
  }

  text(column: RuleText): string {
    const known = this.#folded.get(column);
    if (known !== undefined) return known;
    const folded = foldText(this.#raw(column));
    this.#folded.set(column, folded);
    return folded;
  }

  #raw(column: RuleText): string {
    switch (column) {
      case 'vendor':
        return this.#vendorOf(this.#row);
      case 'account':
        return this.#input.accounts[this.#input.accountOf[this.#row]!] ?? '';
      case 'currency':
        return this.#currencies[this.#input.columns.currency[this.#row]!] ?? '';
      default:
        return this.#columns[column].at(this.#row);
    }
  }
}
