/** One candidate reading of a whole file, solved and scored; the best is chosen among all. */
import { columnsOf } from './columns.ts';
import type { Printed } from './printed.ts';
import { recordsOf, type Layout, type Mark } from './records.ts';
import { segmentsOf, type Balance, type Movement, type Segment, type Values } from './segments.ts';
import { solve, type Solved, type Unsigned } from './solve.ts';

export interface Statement {
  readonly segment: Segment;
  readonly movements: readonly Movement[];
  readonly solved: Solved;
  readonly openings: readonly Balance[];
  readonly closings: readonly Balance[];
}

export interface Reading {
  readonly layout: Layout;
  readonly inverted: boolean;
  /** Titles of columns were used. */
  readonly titled: boolean;
  readonly marks: readonly Mark[];
  readonly statements: readonly Statement[];
  readonly score: number;
  /** Every statement with movements is proved. */
  readonly proven: boolean;
}

const LAYOUTS: readonly Layout[] = [true, false].flatMap((dateFirst) =>
  [false, true].flatMap((amountBefore) =>
    (['no', 'valued', 'any'] as const).flatMap((inherit) =>
      [true, false].flatMap((balanceLast) =>
        [false, true].map((stopAtClosing) => ({ dateFirst, amountBefore, inherit, balanceLast, stopAtClosing })),
      ),
    ),
  ),
);

/** Layouts that the file's lines allow at all. */
function possible(lines: readonly Printed[]): Layout[] {
  const before = lines.some(
    (line, i) =>
      line.amountOnly ||
      (line.tail.length > 0 && line.leading.length === 0 && (lines[i + 1]?.leading.length ?? 0) > 0 && lines[i + 1]!.tail.length === 0),
  );
  const several = lines.some((line) => line.tail.length > 1);
  return LAYOUTS.filter(
    (layout) => (before || !layout.amountBefore) && (several || layout.balanceLast) && (layout.dateFirst || layout.inherit !== 'valued'),
  );
}

/**
 * The reading that explains most, judged by the balances it proves; the plainer layout where several are equal.
 * @param digits minor units of an amount's digits from a place on
 */
export function bestReading(
  lines: readonly Printed[],
  digits: Values['digits'],
  sense: { readonly inverted: boolean; readonly told: boolean },
): Reading {
  const { inverted, told } = sense;
  let best: Reading | null = null;
  const titled = new Map<string, ReturnType<typeof columnsOf>>();
  for (const layout of possible(lines)) {
    const marks = recordsOf(lines, layout, mainStyle(lines, layout));
    const key = `${layout.dateFirst}${layout.amountBefore}`;
    if (!titled.has(key)) titled.set(key, columnsOf(lines, marks));
    for (const roleOf of titled.get(key) === null ? [null] : [titled.get(key)!, null]) {
      const segments = segmentsOf(lines, marks, layout, roleOf, { digits, inverted });
      const reading = judged(lines, segments, marks, layout, { inverted, told, titled: roleOf !== null });
      if (best === null || reading.score > best.score + 1e-9) best = reading;
    }
  }
  return best!;
}

/** Reads all lines with the layout that was found best on a part of them. */
export function readWith(lines: readonly Printed[], digits: Values['digits'], found: Reading, told: boolean): Reading {
  const { layout, inverted } = found;
  const marks = recordsOf(lines, layout, mainStyle(lines, layout));
  const roleOf = found.titled ? columnsOf(lines, marks) : null;
  return judged(lines, segmentsOf(lines, marks, layout, roleOf, { digits, inverted }), marks, layout, {
    inverted,
    told,
    titled: found.titled,
  });
}

function judged(
  lines: readonly Printed[],
  segments: readonly Segment[],
  marks: readonly Mark[],
  layout: Layout,
  sense: { readonly inverted: boolean; readonly told: boolean; readonly titled: boolean },
): Reading {
  const { inverted, titled } = sense;
  let score = 0;
  let proven = true;
  const statements: Statement[] = [];
  segments.forEach((segment, index) => {
    const statement = solved(segment, segments[index + 1], inverted ? -1 : 1, sense.told);
    const { movements, solved: found } = statement;
    if (movements.length === 0 && (statement.openings.length === 0 || statement.closings.length === 0)) {
      score -= 0.05 * segment.empty.length;
      if (statement.openings.length === 0 && (index > 0 || segments.length > 1)) return;
    }
    statements.push(statement);
    if (found.proven) score += 10 + 3 * movements.length - 0.5 * found.turned;
    else {
      score += 2 * found.holds - 2 * found.fails + movements.length * (layout.inherit === 'any' ? 0.05 : layout.dateFirst ? 0.2 : 0.14);
      if (movements.length > 0) proven = false;
      if (movements.length > 0 && statement.openings.length > 0 && statement.closings.length > 0) score += 0.3;
    }
    score -= 0.05 * segment.empty.length + 0.1 * segment.outside.length;
  });
  if (layout.inherit === 'any') score -= 0.3;
  // Lines that begin with a date and end with an amount speak for movements that begin with their date.
  if (!layout.dateFirst)
    score -= Math.min(
      8,
      0.4 * lines.filter((line) => line.leading.length > 0 && line.tail.length > 0 && line.balances.length === 0).length,
    );
  if (layout.amountBefore || lines.some((line) => line.amountOnly)) {
    const used = new Set(marks.flatMap((mark) => (mark.kind === 'row' ? [mark.amountAt] : mark.kind === 'balance' ? [mark.valueAt] : [])));
    lines.forEach((line, i) => {
      if (line.amountOnly && !used.has(i)) score -= 0.2;
    });
  }
  return { layout, inverted, titled, marks, statements, score, proven: proven && statements.some((each) => each.movements.length > 0) };
}

/** Tries the balances between movements as running balances, then without them. */
function solved(segment: Segment, next: Segment | undefined, base: 1 | -1, told: boolean): Statement {
  const count = segment.movements.length;
  const openings = [...segment.openings, ...segment.points.filter((point) => point.behind === 0).map((point) => point.balance)];
  const closings = [...segment.closings];
  for (const point of segment.points)
    if (point.behind === count && count > 0 && point.balance.stated.balance === 'point') closings.push(point.balance);
  if (closings.length === 0) {
    for (const point of segment.points) if (point.behind === count && count > 0) closings.push(point.balance);
    if (closings.length === 0 && next?.openings[0] !== undefined) closings.push(next.openings[0]);
  }
  const unsigned = segment.movements.map((movement) => movement.unsigned);
  const opened = unique(openings);
  const closed = unique(closings);
  const plain = solve(unsigned, opened, closed, base, told);
  let best = plain;
  const between = segment.points.filter((point) => point.behind > 0 && point.behind <= count);
  if (between.length > 0 && !plain.proven) {
    const attached: Unsigned[] = [...unsigned];
    for (const { behind, balance } of between)
      if (Number.isNaN(attached[behind - 1]!.balance)) attached[behind - 1] = { ...attached[behind - 1]!, balance: balance.minor };
    const more = solve(attached, opened, closed, base, told);
    if (more.proven || (more.holds > plain.holds && more.fails === 0)) best = more;
  }
  return { segment, movements: segment.movements, solved: best, openings, closings };
}

function unique(balances: readonly Balance[]): number[] {
  return [...new Set(balances.map((balance) => balance.minor))].slice(0, 12);
}

/** The pattern of most dates that stand where movements have theirs. */
function mainStyle(lines: readonly Printed[], layout: Layout): string | null {
  const counts = new Map<string, number>();
  for (const line of lines) {
    if (line.balances.length > 0 && line.leading.length === 0) continue;
    const date = layout.dateFirst
      ? line.leading[0]
      : line.tail.length > 0
        ? line.dates.find((each) => each.end <= line.tail[0]!.start)
        : undefined;
    if (date === undefined) continue;
    counts.set(date.style, (counts.get(date.style) ?? 0) + (line.tail.length > 0 ? 3 : 1));
  }
  let best: string | null = null;
  for (const [style, count] of counts) if (best === null || count > counts.get(best)!) best = style;
  return best;
}
