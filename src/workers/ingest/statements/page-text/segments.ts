/** Gathers records into statements: each begins with its opening balance, whose value no other of the same statement has. */
import type { AmountToken } from './amount-token.ts';
import type { ColumnRole, RoleOf } from './columns.ts';
import type { Printed } from './printed.ts';
import type { Layout, Mark, Row, Stated } from './records.ts';
import { hintOf } from './words.ts';
import type { Unsigned } from './solve.ts';

/** A stated balance with its value in minor units, in the reader's sense of direction. */
export interface Balance {
  readonly minor: number;
  readonly stated: Stated;
}

export interface Movement {
  readonly row: Row;
  readonly amount: AmountToken;
  readonly balance: AmountToken | null;
  readonly unsigned: Unsigned;
}

export interface Segment {
  readonly movements: Movement[];
  readonly openings: Balance[];
  readonly closings: Balance[];
  /** Balances between movements: behind how many movements each stands. */
  readonly points: { readonly behind: number; readonly balance: Balance }[];
  /** Movements without a readable amount. */
  readonly empty: Row[];
  /** Movements behind the closing balance. */
  readonly outside: Row[];
  /** Index of the line behind the statement before. */
  readonly from: number;
  to: number;
}

export interface Values {
  /** Minor units of the digits from `start`, NaN where unreadable. */
  readonly digits: (line: Printed, token: AmountToken, start: number) => number;
  /** Printed positive means owed: statements of cards. */
  readonly inverted: boolean;
}

/** Value of a token with the direction printed at it; unmarked ones take the reading's own sense. */
export function signedOf(line: Printed, token: AmountToken, values: Values): number {
  const turn = values.inverted && !token.absolute ? -1 : 1;
  return values.digits(line, token, token.digits) * (token.sign === 0 ? 1 : token.sign) * turn + 0;
}

export function segmentsOf(
  lines: readonly Printed[],
  marks: readonly Mark[],
  layout: Layout,
  roleOf: RoleOf | null,
  values: Values,
): Segment[] {
  const segments: Segment[] = [];
  let current = blank(0);
  let section: 1 | -1 | 0 = 0;
  let stopped = false;
  let carried = NaN;
  // Behind the last movement or closing balance: what follows is the head of the next statement.
  let until = 0;
  const firstPages = marks.filter((mark) => mark.kind === 'first-page').length;
  const firstRow = marks.findIndex((mark) => mark.kind === 'row');
  const pagesCut = firstPages > 1 && marks.findIndex((mark) => mark.kind === 'first-page') < firstRow;
  const cut = (at: number): void => {
    current.to = at;
    segments.push(current);
    current = blank(at);
    stopped = false;
    section = 0;
  };
  for (const mark of marks) {
    if (mark.kind === 'first-page') {
      if (pagesCut && current.movements.length > 0) cut(until);
    } else if (mark.kind === 'heading') section = mark.direction;
    else if (mark.kind === 'balance') {
      const minor = signedOf(lines[mark.valueAt]!, mark.value, values);
      if (Number.isNaN(minor)) continue;
      const balance = { minor, stated: mark };
      const behind = current.movements.length;
      if (mark.balance === 'opening') {
        const known = current.openings.some((each) => each.minor === minor);
        if (behind > 0 && current.openings.length > 0 && !known && minor !== carried) cut(until);
        if (current.movements.length === 0 || current.openings.length === 0 || known) current.openings.push(balance);
        else current.points.push({ behind, balance });
      } else if (mark.balance === 'closing') {
        current.closings.push(balance);
        until = mark.at + 1;
        if (layout.stopAtClosing && behind > 0) stopped = true;
      } else {
        if (mark.balance === 'carried') carried = minor;
        current.points.push({ behind, balance });
      }
    } else if (mark.kind === 'row') {
      if (stopped) {
        current.outside.push(mark);
        continue;
      }
      const movement = movementOf(lines, mark, layout, roleOf, values, section);
      if (movement === null) current.empty.push(mark);
      else {
        current.movements.push(movement);
        until = Math.max(mark.amountAt, mark.dateAt) + 1;
      }
    }
  }
  cut(lines.length);
  return segments;
}

function blank(from: number): Segment {
  return { movements: [], openings: [], closings: [], points: [], empty: [], outside: [], from, to: from };
}

function movementOf(
  lines: readonly Printed[],
  row: Row,
  layout: Layout,
  roleOf: RoleOf | null,
  values: Values,
  section: 1 | -1 | 0,
): Movement | null {
  if (row.amountAt < 0) return null;
  const line = lines[row.amountAt]!;
  const roles: (ColumnRole | null)[] = row.tokens.map((token) => roleOf?.(line, token) ?? null);
  let balanceAt = roles.indexOf('balance');
  if (roleOf === null && balanceAt < 0 && layout.balanceLast && row.tokens.length > 1) balanceAt = row.tokens.length - 1;
  // With titled columns the last amount is the balance only where its column says so, or where none says anything.
  if (roleOf !== null && balanceAt < 0 && layout.balanceLast && row.tokens.length > 1 && roles.at(-1) === null)
    balanceAt = row.tokens.length - 1;
  if (!layout.balanceLast && roleOf === null) balanceAt = -1;
  const rest = row.tokens.flatMap((token, i) =>
    i === balanceAt ? [] : [{ token, role: roles[i]!, minor: values.digits(line, token, token.digits) }],
  );
  const titled = rest.filter((each) => each.role !== null);
  const of = titled.length > 0 ? titled : rest;
  const chosen = of.filter((each) => each.minor !== 0).at(-1) ?? of.at(-1);
  if (chosen === undefined || Number.isNaN(chosen.minor)) return null;
  const { token } = chosen;
  const turn = values.inverted && !token.absolute ? -1 : 1;
  const placed = chosen.role === 'in' ? 1 : chosen.role === 'out' ? -1 : section;
  const balance = balanceAt < 0 ? null : row.tokens[balanceAt]!;
  const readings = [chosen.minor];
  for (const start of token.otherStarts) {
    const other = values.digits(line, token, start);
    if (!Number.isNaN(other)) readings.push(other);
  }
  // In titled columns of money out and in a printed minus does not turn the column around by itself.
  const printed = token.sign === 0 ? 0 : ((token.sign * turn) as 1 | -1);
  return {
    ...{ row, amount: token, balance },
    unsigned: {
      ...{ readings, printed, placed },
      key: lines[row.dateAt]!.folded.replace(/[\d.,:/+-]+/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
      hinted: hintOf(lines[row.dateAt]!.folded) || hintOf(line.folded),
      balance: balance === null ? NaN : signedOf(line, balance, values),
    },
  };
}
