import type { SourceSummary } from '../../../shared/contract/cases.ts';

/**
 * The sides a first run starts from: bank statements left, ledgers right; a list of payments stands in for a side that has
 * nothing else. Sources of one currency are taken together, the ledger's first.
 */
export function presetSides(sources: readonly Pick<SourceSummary, 'id' | 'kind' | 'currency' | 'state'>[]): {
  leftSources: number[];
  rightSources: number[];
} {
  const ready = sources.filter((source) => source.state === 'ready');
  const of = (kind: SourceSummary['kind']) => ready.filter((source) => source.kind === kind);
  const payments = of('payments');
  const left = of('bank').length > 0 ? of('bank') : payments;
  const right = of('ledger').length > 0 ? of('ledger') : left === payments ? [] : payments;
  const currency = right.find((source) => left.some((each) => each.currency === source.currency))?.currency;
  const ids = (side: typeof ready) =>
    side.filter((source) => currency === undefined || source.currency === currency).map((source) => source.id);
  return { leftSources: ids(left), rightSources: ids(right) };
}
