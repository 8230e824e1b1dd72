import { OperatingError } from '../../shared/errors.ts';

/** One condition of a list's filter, as the contract's `filterField` parses it. */
export type FilterCondition =
  | { op: 'text'; column: string; value: string }
  | { op: 'is'; column: string; value: string | number | null }
  | { op: 'in'; column: string; values: (string | number)[] }
  | { op: 'range'; column: string; from: string | number | null; to: string | number | null };

/** SQL expressions a list may be filtered and sorted by, keyed by the column names of the contract. */
export type ColumnExpressions = Readonly<Record<string, string>>;

export interface SqlPiece {
  readonly sql: string;
  readonly params: (string | number)[];
}

/**
 * The WHERE clause of a filter. Column names come from the closed table `columns`, values are always bound.
 * Throws `bad-request` for a column the list does not have.
 */
export function whereOf(filter: readonly FilterCondition[], columns: ColumnExpressions): SqlPiece {
  const parts: string[] = [];
  const params: (string | number)[] = [];
  for (const condition of filter) {
    const expression = expressionOf(condition.column, columns);
    switch (condition.op) {
      case 'text':
        parts.push(`${expression} LIKE ? ESCAPE '\\'`);
        params.push(`%${condition.value.replace(/[\\%_]/g, (c) => `\\${c}`)}%`);
        break;
      case 'is':
        if (condition.value === null) parts.push(`${expression} IS NULL`);
        else {
          parts.push(`${expression} = ?`);
          params.push(condition.value);
        }
        break;
      case 'in':
        parts.push(condition.values.length === 0 ? '0' : `${expression} IN (${condition.values.map(() => '?').join(',')})`);
        params.push(...condition.values);
        break;
      case 'range':
        if (condition.from !== null) {
          parts.push(`${expression} >= ?`);
          params.push(condition.from);
        }
        if (condition.to !== null) {
          parts.push(`${expression} <= ?`);
          params.push(condition.to);
        }
        break;
    }
  }
  return { sql: parts.length === 0 ? '1' : parts.join(' AND '), params };
}

/** The ORDER BY of sort keys (`-name` descends), always ended by `tie` so that the order is total and repeatable. */
export function orderOf(sort: readonly string[], columns: ColumnExpressions, tie: string): string {
  const parts = sort.map((key) => {
    const descending = key.startsWith('-');
    return `${expressionOf(descending ? key.slice(1) : key, columns)} ${descending ? 'DESC' : 'ASC'} NULLS LAST`;
  });
  return [...parts, tie].join(', ');
}

function expressionOf(column: string, columns: ColumnExpressions): string {
  if (!Object.hasOwn(columns, column)) throw new OperatingError('bad-request', `This list has no column named “${column.slice(0, 40)}”.`);
  return columns[column]!;
}
