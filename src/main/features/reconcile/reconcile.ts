import { OperatingError } from '../../../shared/errors.ts';
import type { CaseId } from '../../../shared/ids.ts';
import type { FeatureContext, Handlers } from '../context.ts';
import { reconcileDecisions } from './decisions.ts';

export const reconcileHandlers: typeof reconcileDecisions & Handlers<'reconcile.run'> = {
  ...reconcileDecisions,

  'reconcile.run': (context: FeatureContext, { caseId, ...settings }) => {
    const both = settings.leftSources.filter((id) => settings.rightSources.includes(id));
    if (both.length > 0) throw new OperatingError('bad-request', 'A source can stand on one side only.');
    const known = context
      .case(caseId)
      .read((db) =>
        db.all<{ id: number; name: string }>(
          `SELECT id, name FROM source WHERE state = 'ready' AND id IN (SELECT value FROM json_each(?))`,
          JSON.stringify([...settings.leftSources, ...settings.rightSources]),
        ),
      );
    if (known.length !== settings.leftSources.length + settings.rightSources.length) {
      throw new OperatingError('not-found', 'One of the chosen sources is not in this case any more.');
    }
    const names = (ids: readonly number[]): string => ids.map((id) => known.find((source) => source.id === id)!.name).join(', ');
    const title = `Match ${names(settings.leftSources)} with ${names(settings.rightSources)}`;
    return {
      jobId: context.startJob('reconcile', title, caseId as CaseId, settings, {
        object: `case ${caseId}`,
        summary: `${title} was started.`,
        detail: { ...settings },
      }),
    };
  },
};
