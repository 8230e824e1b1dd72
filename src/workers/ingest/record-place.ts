/** Where a record stands in files whose bytes alone don't show it: the row of a sheet, the place on a page. */

/** A run of text on a page: PDF points from the top left corner. */
export interface PageText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type RecordPlace =
  | {
      readonly kind: 'sheet';
      readonly sheet: string;
      /** Row numbers as the spreadsheet shows them, with the cells as they were read; the record's own row is among them. */
      readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
    }
  | {
      readonly kind: 'page';
      readonly number: number;
      readonly raw: string;
      readonly width: number;
      readonly height: number;
      readonly texts: readonly PageText[];
    };
