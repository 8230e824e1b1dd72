import { z } from 'zod';
import { equation, SOURCE_KINDS, statementSummary } from './cases.ts';
import { findingGroup, scorePart } from './quality.ts';

/** An entry of the audit log by its number and its hash. */
export const auditAnchor = z.object({ seq: z.int(), hash: z.string(), at: z.string(), by: z.string(), role: z.string() });

/**
 * What a certificate says of one imported file, as its JSON holds it. Amounts are integer minor units of the currency beside
 * them; times are UTC. The raw text of lines is left out, since a certificate may go where the rows may not; the sentence of a finding
 * can name the one value it is about.
 */
export const importCertificate = z.object({
  kind: z.literal('nexus-import-certificate'),
  version: z.literal(1),
  case: z.object({ id: z.string(), name: z.string(), reference: z.string() }),
  file: z.object({
    name: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    sealedAt: z.string(),
    sealedBy: z.string(),
    /** SHA-256 of the sealed file, decrypted and read again for this certificate. */
    sha256Now: z.string(),
    holds: z.boolean(),
  }),
  source: z.object({
    id: z.int(),
    name: z.string(),
    kind: z.enum(SOURCE_KINDS),
    account: z.string(),
    currency: z.string(),
    state: z.enum(['ready', 'undone']),
  }),
  reading: z.object({
    format: z.string(),
    readerVersion: z.string(),
    encoding: z.string(),
    sheet: z.string(),
    delimiter: z.string(),
    quote: z.string(),
    preambleRows: z.int(),
    hasHeader: z.boolean(),
    dateFormat: z.string(),
    decimalMark: z.string(),
    signRule: z.string(),
    columns: z.array(z.object({ name: z.string(), role: z.string() })),
    /** The saved mapping that was used, if one was. */
    mapping: z.object({ name: z.string(), version: z.int() }).nullable(),
    /** How each part was decided; empty where the import kept no reasons. Confidence is 0 to 100. */
    reasons: z.array(z.object({ about: z.string(), decision: z.string(), because: z.string(), confidence: z.number() })),
  }),
  counts: z.object({
    read: z.int(),
    kept: z.int(),
    rejected: z.int(),
    /** Rows that repeated another statement's when they came in, and that do so now. */
    repeatsAtImport: z.int(),
    repeatsNow: z.int(),
  }),
  controls: z.object({
    /** Added up again from the stored rows. Money out is positive; null is a sum beyond what is exact (2^53 − 1 minor units). */
    sums: z.array(z.object({ currency: z.string(), rows: z.int(), inMinor: z.int().nullable(), outMinor: z.int().nullable() })),
    firstDate: z.string().nullable(),
    lastDate: z.string().nullable(),
    /** SHA-256 over the stored values of all rows in order, at the import and now. */
    rowsDigest: z.string().nullable(),
    rowsDigestNow: z.string(),
    holds: z.boolean(),
  }),
  balance: z.enum(['proved', 'differs', 'none']),
  equations: z.array(equation),
  statements: z.array(statementSummary),
  statementsTotal: z.int(),
  findings: z.array(findingGroup.pick({ code: true, severity: true, count: true, rejects: true }).extend({ sentence: z.string() })),
  findingsComplete: z.boolean(),
  score: z.int(),
  parts: z.array(scorePart),
  imported: z.object({ at: z.string(), by: z.string(), entry: auditAnchor.nullable() }),
  sealed: auditAnchor.nullable(),
  log: z.object({ entries: z.int(), head: z.string(), holds: z.boolean() }),
  made: z.object({ at: z.string(), by: z.string(), program: z.string() }),
  /** How anybody can check this certificate, step by step. */
  check: z.array(z.string()),
});
export type ImportCertificate = z.infer<typeof importCertificate>;
