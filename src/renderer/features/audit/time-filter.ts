import type { Condition } from '../../ui/datagrid/filter-text.ts';

/**
 * A condition as the log stores its times (UTC, ISO with milliseconds): a day typed in the filter row means that whole day
 * in this machine's zone, the zone the times are shown in.
 */
export function asStored(condition: Condition): Condition {
  if (condition.column !== 'at' || condition.op !== 'range') return condition;
  return { ...condition, from: momentOf(condition.from, 0), to: momentOf(condition.to, 1) };
}

/** The first moment of a day, or the last one for `daysOn` 1. What is no day stays as it is. */
function momentOf(bound: string | number | null, daysOn: 0 | 1): string | number | null {
  const parts = typeof bound === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(bound) : null;
  if (!parts) return bound;
  const moment = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + daysOn);
  if (daysOn === 1) moment.setMilliseconds(-1);
  return moment.toISOString();
}
