/** One step of a waterfall: from where to where the running total goes, in points. */
export interface Step<P> {
  readonly part: P;
  readonly from: number;
  readonly to: number;
}

/**
 * The steps of a score: the base first, then the parts in order of size. The last `to` is the sum of all parts, so it is
 * the score that is shown anywhere else.
 */
export function waterfall<P extends { readonly name: string; readonly points: number }>(parts: readonly P[]): Step<P>[] {
  const base = parts.filter((part) => part.name === 'base');
  const rest = parts.filter((part) => part.name !== 'base').toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  let at = 0;
  return [...base, ...rest].map((part) => {
    const from = at;
    at += part.points;
    return { part, from, to: at };
  });
}

/** The range the bars need, at least 0 to 100, so that bars of different pairs can be compared. */
export function extent(steps: readonly { readonly from: number; readonly to: number }[]): [number, number] {
  const ends = steps.flatMap((step) => [step.from, step.to]);
  return [Math.min(0, ...ends), Math.max(100, ...ends)];
}
