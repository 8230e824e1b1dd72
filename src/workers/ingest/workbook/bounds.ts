/** Limits on spreadsheets, each with its reason. */
export const BOUNDS = {
  /** Read as a whole, so memory grows with it; honest statements stay under 50 MB. */
  fileBytes: 256 * 1024 * 1024,
  /** All parts inflated: the longest text that the engine can hold is of this size. */
  inflatedBytes: 512 * 1024 * 1024,
  /** Ordinary sheets shrink to a tenth; beyond this ratio large parts are a bomb. */
  ratio: 200,
  ratioFromBytes: 64 * 1024 * 1024,
  entries: 10_000,
  sheets: 1_000,
  /** The rows and columns that spreadsheet programs have. */
  rows: 1_048_576,
  columns: 16_384,
  /** Filled cells of one sheet: ten columns in each row of a full sheet. */
  cells: 12_000_000,
  /** Rendered bytes of one sheet. */
  csvBytes: 256 * 1024 * 1024,
} as const;
