import { scaleBand, scaleLinear, scaleLog } from 'd3-scale';
import type { OutputOf } from '../../../shared/contract/table.ts';

export type Peers = NonNullable<OutputOf<'flags.explain'>['peers']>;

/** Size of the drawing in its own units; it is scaled to the width it gets. */
export const CHART = { width: 360, height: 132, top: 18, bottom: 18 } as const;

export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly bin: Peers['bins'][number];
}

/**
 * Where the bars of a comparison stand. Bins are of equal width on a logarithmic scale, as the vault makes them; bars
 * begin at zero, and a bin that holds anything is at least 1.5 units high so that it is seen.
 */
export function marksOf(peers: Peers): { readonly marks: readonly Mark[]; readonly medianX: number } {
  const { bins } = peers;
  const x = scaleBand<number>()
    .domain(bins.map((_, at) => at))
    .range([0, CHART.width])
    .paddingInner(0.12)
    .paddingOuter(0.02);
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const y = scaleLinear()
    .domain([0, most])
    .range([0, CHART.height - CHART.top - CHART.bottom]);
  const marks = bins.map((bin, at) => {
    const height = bin.count === 0 ? 0 : Math.max(1.5, y(bin.count));
    return { x: x(at) ?? 0, y: CHART.height - CHART.bottom - height, width: x.bandwidth(), height, bin };
  });
  const low = Math.max(1, bins[0]?.fromMinor ?? 1);
  const high = Math.max(low + 1, bins.at(-1)?.toMinor ?? 1);
  const medianX = scaleLog().domain([low, high]).range([0, CHART.width]).clamp(true)(Math.max(1, peers.medianMinor));
  return { marks, medianX };
}
