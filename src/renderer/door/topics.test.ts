import { expect, test } from 'vitest';
import { CONTRACT, type CommandName } from '../../shared/contract/table.ts';
import { STALE_AFTER, staleQueries } from './topics.ts';

test('every query that shows vault data is made stale by some change', () => {
  const covered = new Set(Object.values(STALE_AFTER).flat());
  // Jobs arrive whole in their own events; touching the vault shows nothing.
  const exempt = new Set<CommandName>(['job.list', 'job.get', 'vault.touch']);
  const queries = (Object.keys(CONTRACT) as CommandName[]).filter((name) => CONTRACT[name].kind === 'query');
  expect(queries.filter((name) => !covered.has(name) && !exempt.has(name))).toEqual([]);
});

test('a change of matches refreshes the overview and the lists, and leaves sources alone', () => {
  const stale = staleQueries(['match']);
  expect(stale.has('reconcile.matches')).toBe(true);
  expect(stale.has('case.overview')).toBe(true);
  expect(stale.has('source.list')).toBe(false);
});
