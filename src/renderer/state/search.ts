import { z } from 'zod';
import { filterField, sortField } from '../../shared/contract/common.ts';

/**
 * What a case screen's address may hold: a saved view is an address. Anything unreadable is dropped, never an error page,
 * because addresses are typed and pasted by people.
 */
const fields = {
  tab: z.string().max(40).optional(),
  sort: sortField.unwrap().optional(),
  filter: filterField.unwrap().optional(),
  /** Zero-based row of the cursor. */
  row: z.int().min(0).optional(),
  /** The object that is open beside the list. */
  open: z.int().positive().optional(),
  source: z.int().positive().optional(),
} as const;

export interface ScreenSearch {
  readonly tab?: string | undefined;
  readonly sort?: string[] | undefined;
  readonly filter?: z.infer<typeof filterField> | undefined;
  readonly row?: number | undefined;
  readonly open?: number | undefined;
  readonly source?: number | undefined;
}

/** Reads an address' search part; each field stands or falls by itself. */
export function readSearch(raw: Record<string, unknown>): ScreenSearch {
  const search: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const parsed = field.safeParse(raw[name]);
    if (parsed.success && parsed.data !== undefined) search[name] = parsed.data;
  }
  return search as ScreenSearch;
}
