import { dayOfIso, isoOfDay } from '../../shared/calendar.ts';
import type {
  AccountCoverage,
  CoverageBreak,
  CoverageGap,
  CoverageMap,
  CoverageOverlap,
  HeldPeriod,
} from '../../shared/contract/quality.ts';
import { LIMITS } from '../../shared/limits.ts';
import { verdictOf } from './verdict.ts';

/** One stored statement with the file it stands in. */
export interface CoverageStatement {
  readonly sourceId: number;
  readonly sourceName: string;
  readonly kind: AccountCoverage['kind'];
  /** The statement's own account, else the file's. Empty where neither says. */
  readonly account: string;
  readonly currency: string;
  readonly seq: number;
  readonly number: string;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly rows: number;
  readonly openingMinor: number | null;
  readonly closingMinor: number | null;
}

/** An account's number however it is spaced: `GB33 BUKB 2020` is `gb33bukb2020`. */
function accountKey(account: string): string {
  return account.replace(/[\s.\-/]/g, '').toLowerCase();
}

/**
 * The periods held of each account and currency, in order of time, and what lies between them. A statement without a stated
 * period counts from its first to its last row. Linear after sorting.
 * @param agreed differences of overlapping statements by `pairKey`, where they were computed from the rows
 */
export function coverageOf(statements: readonly CoverageStatement[], agreed: ReadonlyMap<string, number> = new Map()): CoverageMap {
  const undated: CoverageMap['undated'] = [];
  const accounts = new Map<string, CoverageStatement[]>();
  for (const statement of statements) {
    const name = statement.account || statement.sourceName;
    if (periodOf(statement) === null) {
      undated.push({
        sourceId: statement.sourceId,
        sourceName: statement.sourceName,
        seq: statement.seq,
        account: name,
        rows: statement.rows,
      });
      continue;
    }
    const key = `${statement.kind} ${statement.currency} ${accountKey(name)}`;
    const held = accounts.get(key);
    if (held) held.push(statement);
    else accounts.set(key, [statement]);
  }
  return { accounts: [...accounts.values()].map((each) => accountCoverage(each, agreed)), undated };
}

/** Names two overlapping statements, the one that begins earlier first. */
export function pairKey(before: HeldPeriod, after: HeldPeriod): string {
  return `${before.sourceId}/${before.seq} ${after.sourceId}/${after.seq}`;
}

interface Period {
  readonly from: string;
  readonly to: string;
  readonly stated: boolean;
}

/** Stated where it names either end; the other one is then that of its rows. */
function periodOf(s: CoverageStatement): Period | null {
  const from = s.periodFrom ?? s.firstDate ?? s.periodTo;
  const to = s.periodTo ?? s.lastDate ?? s.periodFrom;
  if (from === null || to === null) return null;
  return { from: from < to ? from : to, to: from < to ? to : from, stated: s.periodFrom !== null && s.periodTo !== null };
}

function accountCoverage(statements: readonly CoverageStatement[], agreed: ReadonlyMap<string, number>): AccountCoverage {
  const held = statements
    .map((s): HeldPeriod => {
      const { sourceId, sourceName, seq, number, rows, openingMinor, closingMinor } = s;
      return { sourceId, sourceName, seq, number, ...periodOf(s)!, rows, openingMinor, closingMinor };
    })
    .sort(byTime);
  const gaps: CoverageGap[] = [];
  const overlaps: CoverageOverlap[] = [];
  const breaks: CoverageBreak[] = [];
  /** Statements whose balance joins the one before, and those where one of the two balances is not stated. */
  let joined = 0;
  let unknown = 0;
  /** Position of the statement that reaches furthest so far. */
  let before = 0;
  let daysHeld = daysFrom(held[0]!.from, held[0]!.to);
  for (let after = 1; after < held.length; after++) {
    const last = held[before]!;
    const next = held[after]!;
    const { closingMinor } = last;
    const { openingMinor } = next;
    const differenceMinor = closingMinor === null || openingMinor === null ? null : openingMinor - closingMinor;
    const free = dayOfIso(next.from) - dayOfIso(last.to) - 1;
    // Many banks begin a statement on the day the last one ended: one shared day is no overlap where the balances join.
    const touches = free === 0 || (free === -1 && (differenceMinor === 0 || isSequel(last, next)));
    if (free > 0) {
      gaps.push({ before, after, from: shifted(last.to, 1), to: shifted(next.from, -1), days: free, differenceMinor });
    } else if (!touches) {
      const to = next.to < last.to ? next.to : last.to;
      const same = agreed.get(pairKey(last, next)) ?? null;
      overlaps.push({ before, after, from: next.from, to, days: daysFrom(next.from, to), differenceMinor: same });
      // A statement inside a longer one says nothing about how the next one joins.
      if (next.to > last.to && same === null) unknown++;
    }
    if (touches && differenceMinor !== null && differenceMinor !== 0)
      breaks.push({ before, after, at: next.from, closingMinor: closingMinor!, openingMinor: openingMinor!, differenceMinor });
    if (free > 0 || touches) {
      if (differenceMinor === null) unknown++;
      else if (differenceMinor === 0) joined++;
    }
    if (next.to >= last.to) {
      daysHeld += Math.min(daysFrom(next.from, next.to), dayOfIso(next.to) - dayOfIso(last.to));
      before = after;
    }
  }
  const { account, currency, kind, sourceName } = statements[0]!;
  const to = held[before]!.to;
  const facts = {
    account: account || sourceName,
    currency,
    kind,
    from: held[0]!.from,
    to,
    days: daysFrom(held[0]!.from, to),
    daysHeld,
    held,
    gaps,
    overlaps,
    breaks,
  };
  const cut = <T>(list: readonly T[]): T[] => list.slice(0, LIMITS.coverageItems);
  return {
    ...facts,
    held: cut(held),
    gaps: cut(gaps),
    overlaps: cut(overlaps),
    breaks: cut(breaks),
    totals: { held: held.length, gaps: gaps.length, overlaps: overlaps.length, breaks: breaks.length },
    ...verdictOf(facts, joined, unknown),
  };
}

/** Statements of one file that follow each other: their shared day is the bank's way of writing, and a difference is a break. */
function isSequel(last: HeldPeriod, next: HeldPeriod): boolean {
  return last.sourceId === next.sourceId && next.seq === last.seq + 1;
}

function byTime(a: HeldPeriod, b: HeldPeriod): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  if (a.to !== b.to) return a.to < b.to ? -1 : 1;
  return a.sourceId - b.sourceId || a.seq - b.seq;
}

const daysFrom = (from: string, to: string): number => dayOfIso(to) - dayOfIso(from) + 1;
const shifted = (date: string, days: number): string => isoOfDay(dayOfIso(date) + days);
