import { z } from 'zod';
import { define } from './define.ts';
import { caseIdField, isoDate, rowIdField } from './common.ts';
import { SOURCE_KINDS, sourceSummary, statementSummary } from './cases.ts';

/** One part of a quality score. The points of all parts add up to the score. */
export const scorePart = z.object({
  name: z.string(),
  points: z.int(),
  /** The most that this part can give. */
  of: z.int(),
  /** Why it is so many, with the figures it rests on. */
  because: z.string(),
});
export type ScorePart = z.infer<typeof scorePart>;

/** A finding with its place; `rowId` is the transaction it concerns where there is one, `position` its place in the file's rows. */
export const example = z.object({
  line: z.int(),
  rowId: rowIdField.nullable(),
  position: z.int().min(0).nullable(),
  /** Raw text of the line, or the value concerned. */
  raw: z.string(),
  message: z.string(),
});
export type Example = z.infer<typeof example>;

/** All findings of one code. */
export const findingGroup = z.object({
  code: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  count: z.int(),
  /** Whether these lines gave no transaction. */
  rejects: z.boolean(),
  /** Position of the first one in the list of problems of the file. */
  firstAt: z.int().min(0),
  examples: z.array(example),
});
export type FindingGroup = z.infer<typeof findingGroup>;

/** Rows for which a field says nothing. */
export const missingField = z.object({ field: z.string(), rows: z.int(), of: z.int() });

/** Values outside of what their rule allows or expects; a reason to look, not a fault by itself. */
export const rangeFinding = z.object({
  code: z.enum(['date-future', 'date-early', 'date-period', 'value-date-far', 'amount-zero', 'amount-far']),
  title: z.string(),
  /** The rule with its figures. */
  rule: z.string(),
  rows: z.int(),
  examples: z.array(example),
});
export type RangeFinding = z.infer<typeof rangeFinding>;

export const FIELD_TYPES = ['date', 'money', 'digits', 'code', 'text', 'empty'] as const;

/** What one stored field holds over all rows of a file. Money is in minor units of `currency`. */
export const columnProfile = z.object({
  field: z.string(),
  /** `digits`: every value is digits; `code`: no value has a blank. */
  type: z.enum(FIELD_TYPES),
  currency: z.string().nullable(),
  filled: z.int(),
  of: z.int(),
  distinct: z.int(),
  /** False where there are more different values than were counted; `top` then ranks the counted ones. */
  distinctExact: z.boolean(),
  min: z.union([z.string(), z.number()]).nullable(),
  max: z.union([z.string(), z.number()]).nullable(),
  /** Shortest and longest text. */
  shortest: z.string().nullable(),
  longest: z.string().nullable(),
  /** The five most frequent values. */
  top: z.array(z.object({ value: z.union([z.string(), z.number()]), count: z.int() })),
});
export type ColumnProfile = z.infer<typeof columnProfile>;

export const qualityReport = z.object({
  source: sourceSummary,
  score: z.int().min(0).max(100),
  parts: z.array(scorePart),
  /** Rows that repeat a movement of another statement, as marked now. */
  repeats: z.int(),
  findings: z.array(findingGroup),
  /** False where the file had more findings than are kept in full. */
  findingsComplete: z.boolean(),
  missing: z.array(missingField),
  outOfRange: z.array(rangeFinding),
  columns: z.array(columnProfile),
  /** Columns of the file that were not read into a field. */
  unread: z.array(z.string()),
  /** The first thousand statements in file order. */
  statements: z.array(statementSummary),
  statementsTotal: z.int(),
  statementsProved: z.int(),
  statementsDiffer: z.int(),
});
export type QualityReport = z.infer<typeof qualityReport>;

/** One file beside the others of its case. */
export const qualityLine = qualityReport
  .pick({ source: true, score: true, parts: true, repeats: true, statementsTotal: true, statementsProved: true, statementsDiffer: true })
  .extend({ warnings: z.int(), outOfRange: z.int() });
export type QualityLine = z.infer<typeof qualityLine>;

export const caseQuality = z.object({
  /** Null where the case holds no file. */
  score: z.int().nullable(),
  parts: z.array(scorePart),
  files: z.array(qualityLine),
});
export type CaseQuality = z.infer<typeof caseQuality>;

/** One statement in the time of its account. */
export const heldPeriod = z.object({
  sourceId: rowIdField,
  sourceName: z.string(),
  /** Number of the statement in its file, and what the bank calls it. */
  seq: z.int(),
  number: z.string(),
  from: isoDate,
  to: isoDate,
  /** Whether the statement names its period; else the first and last dates of its rows stand for it. */
  stated: z.boolean(),
  rows: z.int(),
  openingMinor: z.int().nullable(),
  closingMinor: z.int().nullable(),
});
export type HeldPeriod = z.infer<typeof heldPeriod>;

const between = z.object({
  /** Positions in `held` of the statements before and after. */
  before: z.int(),
  after: z.int(),
  from: isoDate,
  to: isoDate,
  days: z.int(),
});

/** Days between two statements that no statement covers. */
export const coverageGap = between.extend({
  /** Opening balance behind the gap less closing balance before it; null where one of them is not stated. */
  differenceMinor: z.int().nullable(),
});
export type CoverageGap = z.infer<typeof coverageGap>;
/** Days that two statements hold. */
export const coverageOverlap = between.extend({
  /**
   * Opening balance of the later statement plus its movements up to the last day of the earlier one, less that one's closing
   * balance: zero where both say the same. Null where it can not be known.
   */
  differenceMinor: z.int().nullable(),
});
export type CoverageOverlap = z.infer<typeof coverageOverlap>;
/** Two statements with no day between them whose balances do not join. */
export const coverageBreak = between.pick({ before: true, after: true }).extend({
  at: isoDate,
  closingMinor: z.int(),
  openingMinor: z.int(),
  differenceMinor: z.int(),
});
export type CoverageBreak = z.infer<typeof coverageBreak>;

export const COVERAGE_STATES = ['whole', 'unproved', 'gaps', 'broken'] as const;

export const accountCoverage = z.object({
  account: z.string(),
  currency: z.string(),
  kind: z.enum(SOURCE_KINDS),
  from: isoDate,
  to: isoDate,
  /** Days from the first to the last, and how many of them a statement covers. */
  days: z.int(),
  daysHeld: z.int(),
  /** In order of time. Lists are cut at `LIMITS.coverageItems`; the totals are not. */
  held: z.array(heldPeriod),
  gaps: z.array(coverageGap),
  overlaps: z.array(coverageOverlap),
  breaks: z.array(coverageBreak),
  totals: z.object({ held: z.int(), gaps: z.int(), overlaps: z.int(), breaks: z.int() }),
  /**
   * `broken`: two balances do not join, the balance changed over a gap, or statements of the same days disagree. `gaps`: days without a statement, and no balance
   * says whether something is missing. `unproved`: no day is missing, and not every statement gives balances that say that
   * nothing else is. `whole`: no
   * day is missing or no balance changed over the missing days, and every balance joins the next.
   */
  state: z.enum(COVERAGE_STATES),
  verdict: z.string(),
});
export type AccountCoverage = z.infer<typeof accountCoverage>;

/** Statements without any date, which stand on no line of time. */
export const undatedStatement = z.object({
  sourceId: rowIdField,
  sourceName: z.string(),
  seq: z.int(),
  account: z.string(),
  rows: z.int(),
});

export const coverageMap = z.object({ accounts: z.array(accountCoverage), undated: z.array(undatedStatement) });
export type CoverageMap = z.infer<typeof coverageMap>;

export const qualityCommands = {
  /**
   * The score is 0 to 100, the sum of five parts, each rounded down, so that full points mean without exception:
   * - Rows read (30): 30 × max(0, 1 − 5 × rejected ÷ read). A fifth of the rows lost leaves nothing.
   * - Balance proof (30): 30 × (proved + ⅓ × without balances) ÷ statements. A statement that differs gives nothing.
   * - Dates (15): 15 × max(0, 1 − 10 × rows without a date, in the future, before 1970 or outside of the stated period ÷ rows).
   * - Descriptions (10): 10 × rows with a description, counterparty or reference ÷ rows.
   * - Findings (15): 15 × max(0, 1 − 10 × other warnings ÷ rows read); none where the file is damaged or cut off.
   */
  'quality.source': define({
    kind: 'query',
    summary: 'How well one file was read: rows, findings, missing and unlikely values, profile, proof, score',
    input: z.object({ caseId: caseIdField, sourceId: rowIdField }),
    output: qualityReport,
    permission: 'data.read',
  }),
  /** Each part of the case's score is the mean of the files' parts weighted by rows read, rounded down. */
  'quality.case': define({
    kind: 'query',
    summary: 'The quality of all files of a case side by side',
    input: z.object({ caseId: caseIdField }),
    output: caseQuality,
    permission: 'data.read',
  }),
  'coverage.map': define({
    kind: 'query',
    summary: 'The periods held of each account: gaps, overlaps and balances that do not join',
    input: z.object({ caseId: caseIdField }),
    output: coverageMap,
    permission: 'data.read',
  }),
};
