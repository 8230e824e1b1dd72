import type { Command } from '../../commands/registry.ts';
import { t } from '../../text/t.ts';
import type { Candidate } from './candidates.tsx';
import type { ReconcileTab } from './tabs.ts';

/** The keys of the workbench (design guide, section 10). They act on the row under the cursor. */
export function queueCommands(on: {
  readonly tab: ReconcileTab;
  readonly reasons: { readonly accept: string | null; readonly reject: string | null; readonly manual: string | null };
  readonly candidates: readonly Candidate[] | null;
  readonly accept: (event?: KeyboardEvent) => void;
  readonly reject: () => void;
  readonly skip: () => void;
  readonly next: () => void;
  readonly take: (candidate: Candidate) => void;
  readonly manual: () => void;
  readonly all: () => void;
  readonly why: () => void;
  readonly source: () => void;
  readonly undo: () => void;
  readonly readOnly: string | null;
}): Command[] {
  const { tab, reasons } = on;
  const takes: Command[] = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({
    id: `reconcile.take-${n}`,
    title: t('Take candidate {n}', { n }),
    group: 'queue',
    keys: [String(n)],
    when: () => reasons.manual === null && on.candidates?.[n - 1] !== undefined,
    run: () => {
      const candidate = on.candidates?.[n - 1];
      if (candidate) on.take(candidate);
    },
  }));
  return [
    {
      id: 'reconcile.accept',
      title: t('Accept the best and go on'),
      group: 'queue',
      keys: ['a', '$mod+Enter'],
      when: () => (tab === 'suggested' || tab === 'rejected') && reasons.accept === null,
      run: on.accept,
    },
    {
      id: 'reconcile.reject',
      title: t('Reject with a reason'),
      group: 'queue',
      keys: ['r'],
      when: () => (tab === 'suggested' || tab === 'accepted') && reasons.reject === null,
      run: on.reject,
    },
    { id: 'reconcile.skip', title: t('Skip'), group: 'queue', keys: ['s'], when: () => tab === 'suggested', run: on.skip },
    { id: 'reconcile.next', title: t('Next open suggestion'), group: 'queue', keys: ['n'], run: on.next },
    ...takes,
    { id: 'reconcile.manual', title: t('Match by hand'), group: 'queue', keys: ['m'], when: () => reasons.manual === null, run: on.manual },
    {
      id: 'reconcile.all',
      title: t('Accept all shown at or above a score'),
      group: 'queue',
      keys: ['Shift+a'],
      when: () => tab === 'suggested' && reasons.accept === null,
      run: on.all,
    },
    { id: 'reconcile.why', title: t('Why: the parts of the score'), group: 'queue', keys: ['w'], run: on.why },
    { id: 'reconcile.source', title: t('Source lines'), group: 'queue', keys: ['o'], run: on.source },
    {
      id: 'reconcile.undo',
      title: t('Undo the last decision'),
      group: 'queue',
      keys: ['$mod+z'],
      when: () => on.readOnly === null,
      run: on.undo,
    },
  ];
}
