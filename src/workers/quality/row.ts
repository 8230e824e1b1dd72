/** A stored transaction as the quality scan reads it, in the columns of the table. */
export interface QualityRow {
  readonly id: number;
  readonly line: number;
  readonly date: string | null;
  readonly amount_minor: number;
  readonly currency: string;
  readonly description: string;
  readonly reference: string;
  readonly counterparty: string;
  readonly category: string;
  readonly balance_minor: number | null;
  readonly statement: number;
  readonly value_date: string | null;
  readonly amount_exact: string | null;
  readonly duplicate_of: number | null;
}

/** What a scan must know of the file beforehand. */
export interface ScanFrame {
  /** Id of the first row; the others follow it without a gap. */
  readonly firstId: number;
  /** Day of the import, yyyy-MM-dd. */
  readonly importedOn: string;
  /** Stated periods by the number of the statement; statements that name none are left out. */
  readonly periods: ReadonlyMap<number, { readonly from: string | null; readonly to: string | null }>;
  /** Lines with a finding of severity `error`. */
  readonly errorLines: ReadonlySet<number>;
}
