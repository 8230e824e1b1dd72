import { createHash } from 'node:crypto';
import { dayOfIso } from '../../../shared/calendar.ts';
import { OperatingError } from '../../../shared/errors.ts';
import type { ComparedRows, FoundPair, HeldRows } from '../../../workers/ingest/overlap/compared.ts';
import { findInSteps, OVERLAP_VERSION } from '../../../workers/ingest/overlap/find.ts';
import { nextTurn } from '../../jobs/runner.ts';
import type { CaseStore } from '../../vault/store.ts';
import { Names, onlyUnique, readCompared, repeatedIdentifiers, type Vocabulary } from './compared-rows.ts';
import { boundaries, fileFacts, heldFiles, mayShareAccount, type FileFacts, type StatementFacts } from './overlap-files.ts';

const SLICE_PAIRS = 2_000;

/** A file whose rows are stored and are to be compared with what the case holds. */
export interface NewFile {
  readonly id: number;
  readonly kind: string;
  readonly account: string;
  readonly firstId: number;
  readonly lastId: number;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly statements: readonly StatementFacts[];
}

/** A pair by transaction ids. */
export type DecidedPair = Omit<FoundPair, 'row'> & { readonly txnId: number };

export interface DecidedPairs {
  readonly repeats: DecidedPair[];
  readonly possible: DecidedPair[];
}

/** How a file overlaps with what was there. `digest` is SHA-256 over the verdicts in order, for the audit log. */
export interface Repeats {
  readonly repeats: number;
  readonly possible: number;
  readonly digest: string;
}

/**
 * Finds the rows of a file that files imported before it hold already, account by account (see `workers/ingest/overlap`), and
 * those that may be held. Nothing is changed.
 */
export async function compareWithHeld(store: CaseStore, file: NewFile, signal: AbortSignal): Promise<DecidedPairs> {
  const { id, account, firstId: first, lastId: last, firstDate, lastDate } = file;
  if (firstDate === null || lastDate === null) return { repeats: [], possible: [] };
  const facts = fileFacts({ id, account, first, last, firstDate, lastDate }, file.statements);
  return await compareFacts(store, file.kind, facts, signal, async (vocabulary) => {
    const { columns } = await readCompared(store, facts, vocabulary, { signal });
    onlyUnique(columns.identifier, await repeatedIdentifiers(store, facts, signal));
    return columns;
  });
}

/**
 * The same for rows that `load` brings, wherever they come from. It is called only where some file may overlap, and the
 * identifiers it gives are those that are unique in the file.
 */
export async function compareFacts(
  store: CaseStore,
  kind: string,
  facts: FileFacts,
  signal: AbortSignal,
  load: (vocabulary: Vocabulary) => Promise<ComparedRows>,
): Promise<DecidedPairs> {
  const held = store
    .read((db) => heldFiles(db, { kind, before: facts.sourceId, firstDate: facts.firstDate, lastDate: facts.lastDate }))
    .filter((one) => mayShareAccount(facts, one));
  if (held.length === 0) return { repeats: [], possible: [] };

  const vocabulary = { accounts: new Names(), currencies: new Names() };
  const fresh = await load(vocabulary);
  const wanted = new Set(fresh.place);
  const rows: HeldRows[] = [];
  for (const one of held) {
    const common = daysInCommon(facts, one);
    const { columns, between } = await readCompared(store, one, vocabulary, { wanted, dates: common, signal });
    if (columns.rows === 0) continue;
    if (columns.identifier.some((identifier) => identifier !== 0))
      onlyUnique(columns.identifier, await repeatedIdentifiers(store, one, signal));
    rows.push({
      ...columns,
      sourceId: one.sourceId,
      common: { fresh: countBetween(fresh.day, common), held: between },
      ...boundaries(facts, one, vocabulary),
    });
  }
  const steps = findInSteps(fresh, rows);
  let step = steps.next();
  while (!step.done) {
    if (signal.aborted) throw new OperatingError('cancelled', 'The job was stopped.');
    await nextTurn();
    step = steps.next();
  }
  const named = (pairs: readonly FoundPair[]): DecidedPair[] => pairs.map(({ row, ...pair }) => ({ ...pair, txnId: fresh.id[row]! }));
  return { repeats: named(step.value.repeats), possible: named(step.value.possible) };
}

/** Marks repeats and possible repeats of a loading file: each is a decision of the engine with its evidence. Nothing is removed. */
export async function markRepeats(store: CaseStore, file: NewFile, decider: string, signal: AbortSignal): Promise<Repeats> {
  const { repeats, possible } = await compareWithHeld(store, file, signal);
  const hash = createHash('sha256');
  for (const [verdict, pairs] of [['repeat', repeats] as const, ['possible', possible] as const]) {
    for (const pair of pairs) hash.update(`${pair.txnId} ${verdict} ${pair.counts} ${pair.rule}\n`);
    await storePairs(store, pairs, verdict, decider, signal);
  }
  return { repeats: repeats.length, possible: possible.length, digest: hash.digest('hex') };
}

/** Stores verdicts of the engine on rows that have none yet, in slices. */
async function storePairs(
  store: CaseStore,
  pairs: readonly DecidedPair[],
  verdict: 'repeat' | 'possible',
  decider: string,
  signal: AbortSignal,
): Promise<void> {
  const at = new Date().toISOString();
  for (let from = 0; from < pairs.length; from += SLICE_PAIRS) {
    if (signal.aborted) throw new OperatingError('cancelled', 'The job was stopped.');
    store.stage((tx) => {
      const insert = tx.prepare(
        `INSERT INTO repeat_decision (txn_id, source_id, other_id, other_source_id, verdict, rule, rule_version, evidence, decided_by, decider, at)
         SELECT t.id, t.source_id, o.id, o.source_id, ?, ?, ?, ?, 'engine', ?, ? FROM txn t JOIN txn o ON o.id = ? WHERE t.id = ?`,
      );
      const mark = tx.prepare(`UPDATE txn SET duplicate_of = ? WHERE id = ?`);
      for (const pair of pairs.slice(from, from + SLICE_PAIRS)) {
        insert.run(verdict, pair.rule, OVERLAP_VERSION, JSON.stringify(pair.evidence), decider, at, pair.counts, pair.txnId);
        if (verdict === 'repeat') mark.run(pair.counts, pair.txnId);
      }
    });
    await nextTurn();
  }
}

/** The days that both files cover. */
function daysInCommon(a: FileFacts, b: FileFacts): readonly [string, string] {
  return [a.firstDate > b.firstDate ? a.firstDate : b.firstDate, a.lastDate < b.lastDate ? a.lastDate : b.lastDate];
}

/** How many days lie between two dates. */
function countBetween(days: Int32Array, [from, to]: readonly [string, string]): number {
  const [first, last] = [dayOfIso(from), dayOfIso(to)];
  return days.reduce((n, day) => (day >= first && day <= last ? n + 1 : n), 0);
}
