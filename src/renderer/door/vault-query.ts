import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { CommandName, InputOf, OutputOf } from '../../shared/contract/table.ts';
import { toErrorData, type ErrorData } from '../../shared/errors.ts';
import { client } from './client.ts';
import { bumpRevisions } from './revisions.ts';
import { staleQueries, type Topic } from './topics.ts';

/**
 * A new cache for vault data. Nothing is asked again by itself: the event stream says when. Errors are answers here (a
 * locked vault, a missing row), so they are not retried.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, gcTime: 300_000, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** The cache's key of a query: the command's name and its input, nothing else. */
export function queryKey<N extends CommandName>(name: N, input: InputOf<N>): readonly [N, InputOf<N>] {
  return [name, input];
}

/**
 * Reads from the vault and stays current.
 * @param options.enabled false while the input is not known yet
 * @param options.keepPrevious shows the last answer while a new input loads, so that nothing jumps
 */
export function useVault<N extends CommandName>(
  name: N,
  input: InputOf<N>,
  options: { readonly enabled?: boolean; readonly keepPrevious?: boolean } = {},
): UseQueryResult<OutputOf<N>> {
  return useQuery<OutputOf<N>>({
    queryKey: queryKey(name, input),
    queryFn: ({ signal }) => client.call(name, input, { signal }),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
  });
}

/** Changes the vault. `topics` are refreshed on success at once, before the event that says the same arrives. */
export function useChange<N extends CommandName>(
  name: N,
  options: { readonly topics?: readonly Topic[]; readonly onDone?: (output: OutputOf<N>, input: InputOf<N>) => void } = {},
): UseMutationResult<OutputOf<N>, Error, InputOf<N>> {
  const queries = useQueryClient();
  return useMutation<OutputOf<N>, Error, InputOf<N>>({
    mutationFn: (input) => client.call(name, input),
    onSuccess: async (output, input) => {
      options.onDone?.(output, input);
      if (options.topics) await refresh(queries, options.topics);
    },
  });
}

/** Marks what these topics touch as stale; what is on the screen is asked again. */
export async function refresh(queries: QueryClient, topics: readonly Topic[]): Promise<void> {
  const stale = staleQueries(topics);
  bumpRevisions(stale);
  await queries.invalidateQueries({ predicate: (query) => stale.has(query.queryKey[0] as CommandName) });
}

/** Anything thrown by the door, as the data a banner shows. */
export function errorOf(error: unknown): ErrorData | null {
  return error === null || error === undefined ? null : toErrorData(error);
}
