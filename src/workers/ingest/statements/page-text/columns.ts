/** Columns of amounts by their right edges, and what their titles call them. */
import type { AmountToken } from './amount-token.ts';
import { xOf } from './page-line.ts';
import type { Printed } from './printed.ts';
import type { Mark, Row } from './records.ts';

export type ColumnRole = 'out' | 'in' | 'amount' | 'balance';

const TITLES: readonly (readonly [ColumnRole, RegExp])[] = [
  ['balance', /(?<![a-z])(?:balance|saldo|solde|kontostand|running balance)(?![a-z])/g],
  [
    'out',
    /(?<![a-z])(?:debits?|debitos?|soll|belastung(?:en)?|lastschrift(?:en)?|withdrawals?|withdrawn|paid out|money out|payments?|outgoing|cargos?|debe|dare|addebiti|uscite|uitgaven|afschrijving(?:en)?|af|ausgang|ausgange|auszahlung|charges|zu ihren lasten|depenses)(?![a-z])/g,
  ],
  [
    'in',
    /(?<![a-z])(?:credits?|creditos?|haben|gutschrift(?:en)?|deposits?|deposited|paid in|money in|receipts|incoming|abonos?|haber|avere|accrediti|entrate|bijschrijving(?:en)?|bij|eingang|eingange|einzahlung|zu ihren gunsten|recettes)(?![a-z])/g,
  ],
  ['amount', /(?<![a-z])(?:amount|betrag|montant|importe|importo|bedrag|umsatz)(?![a-z])/g],
];

interface Title {
  readonly role: ColumnRole;
  readonly from: number;
  readonly to: number;
}

/** Gives the role of an amount on a line by where it stands, or null where places say nothing. */
export type RoleOf = (line: Printed, token: AmountToken) => ColumnRole | null;

/** Reads the columns of the movements. Null where the lines carry no places or no titles. */
export function columnsOf(lines: readonly Printed[], marks: readonly Mark[]): RoleOf | null {
  const rows = marks.filter((mark): mark is Row => mark.kind === 'row' && mark.amountAt >= 0);
  const placed = rows.filter(
    (row) => lines[row.amountAt]!.line.runs !== undefined || / {2,}\S/.test(lines[row.amountAt]!.line.text.trim()),
  );
  if (rows.length === 0 || placed.length < rows.length * 0.6) return null;
  const isPdf = lines[rows[0]!.amountAt]!.line.runs !== undefined;
  const tolerance = isPdf ? 6 : 2;
  const edges = rows.flatMap((row) => row.tokens.map((token) => xOf(lines[row.amountAt]!.line, token.digitsEnd))).sort((a, b) => a - b);
  const clusters: { from: number; to: number; count: number }[] = [];
  for (const edge of edges) {
    const last = clusters.at(-1);
    if (last !== undefined && edge - last.to <= tolerance) {
      last.to = edge;
      last.count++;
    } else clusters.push({ from: edge, to: edge, count: 1 });
  }
  const titles = titlesOf(lines, marks);
  if (titles.length === 0) return null;
  // Nearest pairs first, each title once.
  const pairs = clusters
    .flatMap((cluster, c) => titles.map((title, t) => ({ c, t, distance: distance(cluster, title) })))
    .sort((a, b) => a.distance - b.distance);
  const roles = new Map<number, ColumnRole>();
  const used = new Set<number>();
  for (const { c, t, distance: far } of pairs) {
    if (roles.has(c) || used.has(t) || far > (isPdf ? 60 : 12)) continue;
    roles.set(c, titles[t]!.role);
    used.add(t);
  }
  return (line, token) => {
    const edge = xOf(line.line, token.digitsEnd);
    const index = clusters.findIndex((cluster) => edge >= cluster.from - tolerance && edge <= cluster.to + tolerance);
    return roles.get(index) ?? null;
  };
}

function distance(cluster: { from: number; to: number }, title: Title): number {
  const middle = (cluster.from + cluster.to) / 2;
  return Math.min(
    Math.abs(middle - title.to),
    middle >= title.from && middle <= title.to ? 0 : Infinity,
    Math.abs(middle - (title.from + title.to) / 2),
  );
}

/** Titles of the line that names most columns of amounts; titles are printed over up to three lines. */
function titlesOf(lines: readonly Printed[], marks: readonly Mark[]): Title[] {
  let best: Title[] = [];
  for (const mark of marks) {
    if (mark.kind !== 'titles') continue;
    const found: Title[] = [];
    for (let i = Math.max(0, mark.at - 1); i <= Math.min(lines.length - 1, mark.at + 1); i++) {
      const line = lines[i]!;
      if (i !== mark.at && (line.amounts.length > 0 || line.dates.length > 0 || line.folded.length > 160)) continue;
      for (const [role, pattern] of TITLES) {
        pattern.lastIndex = 0;
        for (let m = pattern.exec(line.folded); m !== null; m = pattern.exec(line.folded)) {
          const [from, to] = [xOf(line.line, m.index), xOf(line.line, m.index + m[0].length)];
          if (!found.some((title) => title.from < to && from < title.to)) found.push({ role, from, to });
        }
      }
    }
    if (found.length > best.length) best = found;
  }
  return best;
}
