/** Every limit on outside input, in one place, each with its reason. */
export const LIMITS = {
  /** Request bodies other than upload slices: the largest honest one is a mapping of some hundred columns. */
  requestBytes: 1024 * 1024,
  /** One upload slice: small enough to bound memory per request, large enough that a 1 GB file is 256 requests. */
  uploadSliceBytes: 4 * 1024 * 1024,
  /** A source file: beyond this an examiner splits the export; blobs are read in chunks, so memory does not grow. */
  sourceFileBytes: 64 * 1024 * 1024 * 1024,
  /** One CSV record: longer "lines" are damage or an attack; they are reported and skipped. */
  csvRecordBytes: 4 * 1024 * 1024,
  /** Columns read of one record; the rest is reported. Wide exports seen in practice stay under 300. */
  csvColumns: 2_000,
  /** Characters of one text value kept in a transaction; the source keeps all of it. */
  textCharacters: 4_096,
  /** Problems kept in full per import; further ones are counted by code. */
  problemsKept: 10_000,
  /** Rows of one page asked from the vault. */
  pageRows: 1_000,
  /** Statements, gaps and overlaps listed of one account's coverage; further ones are counted. Ten years of daily statements. */
  coverageItems: 4_000,
  /** Rows shown in the import preview (design guide 7.4). */
  previewRows: 200,
  /** Rows per source: ids stay within 32 bits in the engines' typed arrays. */
  rowsPerCase: 50_000_000,
  /** Amounts are exact integers in a double: 2^53 - 1 minor units, 90 trillion in cents. */
  amountMinor: Number.MAX_SAFE_INTEGER,
} as const;
