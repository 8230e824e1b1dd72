import type { ScorePart } from '../../shared/contract/quality.ts';

/** The figures a score rests on. */
export interface ScoreFigures {
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
  readonly statements: number;
  readonly proved: number;
  readonly differ: number;
  readonly badDates: number;
  readonly worded: number;
  /** Warnings that no other part counts. */
  readonly warnings: number;
  /** The finding that says the file is damaged or cut off, where there is one. */
  readonly damage: string | null;
}

const grouped = new Intl.NumberFormat('en-GB');
const count = (n: number): string => grouped.format(n);

/** Rounded down, so that full points mean without exception; 1e-9 takes up the error of a product like 30 × ⅓ × 3. */
const points = (of: number, share: number): number => Math.floor(of * Math.min(1, Math.max(0, share)) + 1e-9);
/** A share of n that is 1 where there is nothing to count. */
const shareOf = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** The parts of one file's score by the formula that the contract gives with `quality.source`. */
export function scoreParts(f: ScoreFigures): ScorePart[] {
  const none = f.statements - f.proved - f.differ;
  return [
    {
      name: 'Rows read',
      points: f.kept === 0 ? 0 : points(30, 1 - 5 * shareOf(f.rejected, Math.max(1, f.read))),
      of: 30,
      because:
        f.rejected === 0
          ? `All ${count(f.read)} rows were read as transactions.`
          : `${count(f.rejected)} of ${count(f.read)} rows could not be read as transactions.`,
    },
    {
      name: 'Balance proof',
      points: f.statements === 0 ? 0 : points(30, (f.proved + none / 3) / f.statements),
      of: 30,
      because: proofSentence(f, none),
    },
    {
      name: 'Dates',
      points: points(15, 1 - 10 * shareOf(f.badDates, Math.max(1, f.kept))),
      of: 15,
      because:
        f.badDates === 0
          ? 'Every row has a date, none before 1970, after the import or outside of its statement’s period.'
          : `${count(f.badDates)} of ${count(f.kept)} rows have no date, or one before 1970, after the import or outside of their statement’s period.`,
    },
    {
      name: 'Descriptions',
      points: points(10, shareOf(f.worded, f.kept)),
      of: 10,
      because:
        f.worded === f.kept
          ? 'Every row has a description, counterparty or reference.'
          : `${count(f.kept - f.worded)} of ${count(f.kept)} rows have no description, counterparty or reference.`,
    },
    {
      name: 'Findings',
      points: f.damage === null ? points(15, 1 - 10 * shareOf(f.warnings, Math.max(1, f.read))) : 0,
      of: 15,
      because:
        f.damage !== null
          ? `The file is not whole: ${f.damage}`
          : f.warnings === 0
            ? 'No other finding asks to be checked.'
            : `${count(f.warnings)} other findings ask to be checked.`,
    },
  ];
}

function proofSentence({ statements, proved, differ }: ScoreFigures, none: number): string {
  if (statements === 0) return 'The file holds no statement.';
  if (none === statements)
    return statements === 1
      ? 'The statement gives no balances that could prove it.'
      : `None of ${count(statements)} statements gives balances that could prove it.`;
  const parts = [
    proved > 0 ? `${count(proved)} proved by ${proved === 1 ? 'its' : 'their'} balances` : '',
    differ > 0 ? `${count(differ)} with a difference` : '',
    none > 0 ? `${count(none)} without balances` : '',
  ].filter((part) => part !== '');
  return statements === 1 && proved === 1
    ? 'The statement is proved by its balances.'
    : statements === 1
      ? 'The balances of the statement differ from its movements.'
      : `Of ${count(statements)} statements: ${parts.join(', ')}.`;
}

/** The sum of the parts' points: 0 to 100. */
export function scoreOf(parts: readonly ScorePart[]): number {
  return parts.reduce((sum, part) => sum + part.points, 0);
}

/** The parts of a case: each the mean of its files' parts weighted by rows read, rounded down. Empty without files. */
export function caseParts(files: readonly { readonly parts: readonly ScorePart[]; readonly rows: number }[]): ScorePart[] {
  const weights = files.map(({ rows }) => Math.max(1, rows));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return (files[0]?.parts ?? []).map((part, i) => {
    const sum = files.reduce((total, file, at) => total + file.parts[i]!.points * weights[at]!, 0);
    const less = files.filter((file) => file.parts[i]!.points < part.of).length;
    return {
      name: part.name,
      of: part.of,
      points: Math.floor(sum / whole + 1e-9),
      because: less === 0 ? 'Full points in every file.' : `${count(less)} of ${count(files.length)} files have less than full points.`,
    };
  });
}
