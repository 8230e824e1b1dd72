import type { FeatureContext } from '../context.ts';

/** After a change: lists that rest on it are dropped, windows are told. */
export function announce(context: Pick<FeatureContext, 'orders' | 'changed'>, caseId: string): void {
  context.orders.invalidate(`${caseId}/standard`);
  context.changed(caseId, ['standard', 'audit']);
}
