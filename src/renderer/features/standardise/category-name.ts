import type { CategoryRow } from '../../../shared/contract/standard-rows.ts';

/** A category with its code: "3200 Utilities". Nothing where there is none. */
export function categoryName(categories: readonly CategoryRow[], id: number | null): string {
  const found = id === null ? undefined : categories.find((each) => each.id === id);
  return found ? `${found.code} ${found.name}` : '';
}
