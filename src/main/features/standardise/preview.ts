import { dayOfIso } from '../../../shared/calendar.ts';
import { NO_DAY } from '../../../shared/columns.ts';
import type { StandardRow } from '../../../shared/contract/standard-rows.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import type { RuleText } from '../../../shared/rules.ts';
import { foldText } from '../../../workers/standardise/fold.ts';
import { applyRules, noOutcome } from '../../../workers/standardise/rules/apply.ts';
import { compileRule, type CompiledRule, type RuleSubject } from '../../../workers/standardise/rules/compile.ts';
import { visibleRanges } from '../../listing/transactions.ts';
import type { ReadableCase } from '../../vault/connection.ts';
import { standardByIds } from './rows.ts';
import { enabledRules, ruleProblem } from './rules.ts';

type Preview = OutputOf<'rule.preview'>;
type Conflict = Preview['conflicts'][number];

/** A preview answers within this time, with what it has seen by then. */
const MOST_MS = 8_000;
const SHOWN = 50;
/** Matched rows whose current values are compared; enough for the count of changes of any rule worth previewing. */
const SLICE_ROWS = 1_000;

interface Row {
  id: number;
  sourceId: number;
  date: string | null;
  amountMinor: number;
  currency: string;
  description: string;
  reference: string;
  counterparty: string;
  category: string;
  vendor: string | null;
  account: string;
}

/** What a rule would do, counted over the transactions of the case, before it is saved. */
export function previewRule(db: ReadableCase, { id, body }: ParsedInputOf<'rule.preview'>): Preview {
  const problem = ruleProblem(db, body);
  const empty: Preview = { looked: 0, complete: false, matched: 0, changes: 0, first: [], conflicts: [], problem };
  if (problem !== null) return empty;
  const stored = enabledRules(db);
  const place = stored.findIndex((rule) => rule.id === id);
  const draft = { id: id ?? 0, version: 0, body };
  const all = place < 0 ? [...stored, draft] : stored.with(place, draft);
  const rules = all.map(compileRule);
  const mine = place < 0 ? rules.length - 1 : place;
  const search = new Search(db, rules, mine);
  const until = performance.now() + MOST_MS;
  let complete = true;
  for (const { first, last } of visibleRanges(db)) {
    for (const row of db.iterate<Row>(
      `SELECT t.id, t.source_id AS sourceId, t.date, t.amount_minor AS amountMinor, t.currency, t.description, t.reference, t.counterparty, t.category, v.name AS vendor, coalesce(x.account, s.account) AS account
       FROM txn t JOIN source s ON s.id = t.source_id LEFT JOIN statement x ON x.source_id = t.source_id AND x.seq = t.statement LEFT JOIN standard d ON d.txn_id = t.id LEFT JOIN vendor_name n ON n.id = d.name_id LEFT JOIN vendor v ON v.id = n.vendor_id
       WHERE t.id BETWEEN ? AND ?`,
      first,
      last,
    )) {
      search.look(row);
      if (search.looked % 4096 === 0 && performance.now() > until) {
        complete = false;
        break;
      }
    }
    if (!complete) break;
  }
  return { ...empty, ...search.finish(), complete };
}

class Search {
  readonly #db: ReadableCase;
  readonly #rules: readonly CompiledRule[];
  readonly #mine: number;
  readonly #subject = new RowOfList();
  readonly #conflicts = new Map<string, Conflict>();
  readonly #categories = new Map<number, string>();
  #waiting: number[] = [];
  #first: Preview['first'] = [];
  looked = 0;
  #matched = 0;
  #changes = 0;

  constructor(db: ReadableCase, rules: readonly CompiledRule[], mine: number) {
    this.#db = db;
    this.#rules = rules;
    this.#mine = mine;
  }

  look(row: Row): void {
    this.looked++;
    this.#subject.row = row;
    const rule = this.#rules[this.#mine]!;
    if (!rule.matches(this.#subject)) return;
    this.#matched++;
    this.#noteConflicts(rule);
    this.#waiting.push(row.id);
    if (this.#waiting.length === SLICE_ROWS) this.#compare();
  }

  #noteConflicts(rule: CompiledRule): void {
    const outcome = noOutcome();
    const met: number[] = [];
    applyRules(this.#rules, this.#subject, outcome, (at) => met.push(at));
    if (!met.includes(this.#mine)) {
      this.#count(met.at(-1)!, 'stops');
      return;
    }
    for (const at of met) {
      if (at === this.#mine || !setsDifferently(this.#rules[at]!, rule)) continue;
      this.#count(at, at < this.#mine ? 'overrides' : 'overridden');
    }
  }

  #count(at: number, kind: Conflict['kind']): void {
    const { id, title } = this.#rules[at]!;
    const held = this.#conflicts.get(`${id}/${kind}`);
    if (held) held.rows++;
    else this.#conflicts.set(`${id}/${kind}`, { ruleId: id, title, rows: 1, kind });
  }

  #compare(): void {
    for (const row of standardByIds(this.#db, this.#waiting)) {
      const becomes = this.#changesOf(row);
      if (becomes.length > 0) this.#changes++;
      if (this.#first.length < SHOWN) this.#first.push({ row, becomes });
    }
    this.#waiting = [];
  }

  #changesOf(row: StandardRow): Preview['first'][number]['becomes'] {
    const becomes: Preview['first'][number]['becomes'] = [];
    for (const action of this.#rules[this.#mine]!.actions) {
      switch (action.set) {
        case 'category':
          // What a person decided stands above every rule.
          if (row.categoryId !== action.categoryId && row.categoryBy !== 'person')
            becomes.push({ field: 'category', from: this.#category(row.categoryId), to: this.#category(action.categoryId) });
          break;
        case 'vendor':
          if (row.vendor !== action.name) becomes.push({ field: 'vendor', from: row.vendor, to: action.name });
          break;
        case 'tag':
          if (!row.tags.includes(action.tag)) becomes.push({ field: 'tag', from: '', to: action.tag });
          break;
        case 'transfer':
          if (!row.transfer) becomes.push({ field: 'transfer', from: '', to: 'transfer' });
          break;
        case 'excluded':
          if (row.excluded !== action.reason) becomes.push({ field: 'excluded', from: row.excluded ?? '', to: action.reason });
          break;
      }
    }
    return becomes;
  }

  #category(id: number | null): string {
    if (id === null) return '';
    const known = this.#categories.get(id);
    if (known !== undefined) return known;
    const name = this.#db.get<{ name: string }>(`SELECT name FROM category WHERE id = ?`, id)?.name ?? '';
    this.#categories.set(id, name);
    return name;
  }

  finish(): Pick<Preview, 'looked' | 'matched' | 'changes' | 'first' | 'conflicts'> {
    this.#compare();
    return {
      looked: this.looked,
      matched: this.#matched,
      changes: this.#changes,
      first: this.#first,
      conflicts: [...this.#conflicts.values()],
    };
  }
}

/** Whether two rules set the same thing to different values. Tags add up and never differ. */
function setsDifferently(a: Pick<CompiledRule, 'actions'>, b: Pick<CompiledRule, 'actions'>): boolean {
  return a.actions.some((one) =>
    b.actions.some((other) => one.set === other.set && one.set !== 'tag' && JSON.stringify(one) !== JSON.stringify(other)),
  );
}

class RowOfList implements RuleSubject {
  readonly #folded = new Map<RuleText, string>();
  #row: Row | null = null;

  set row(row: Row) {
    this.#row = row;
    this.#folded.clear();
  }

  get amountMinor(): number {
    return this.#row!.amountMinor;
  }

  get day(): number {
    return this.#row!.date === null ? NO_DAY : dayOfIso(this.#row!.date);
  }

  get sourceId(): number {
    return this.#row!.sourceId;
  }

  text(column: RuleText): string {
    const known = this.#folded.get(column);
    if (known !== undefined) return known;
    const folded = foldText(this.#row![column] ?? '');
    this.#folded.set(column, folded);
    return folded;
  }
}
