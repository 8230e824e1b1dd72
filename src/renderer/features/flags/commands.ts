import type { Command } from '../../commands/registry.ts';
import { t } from '../../text/t.ts';
import { dispositionTitle, FINDING_KEYS, FINDINGS, type Disposition } from './tabs.ts';

/** The keys of the queue (design guide, section 10). They act on the row under the cursor or on the selected rows. */
export function flagQueueCommands(on: {
  /** Why nothing can be recorded now, or null. */
  readonly reason: string | null;
  readonly isList: boolean;
  readonly decide: (disposition: Disposition) => void;
  readonly skip: () => void;
  readonly next: () => void;
  readonly why: () => void;
  readonly source: () => void;
  readonly undo: () => void;
}): Command[] {
  const decide = ([...FINDINGS, 'open'] as const).map((disposition): Command => ({
    id: `flags.${disposition}`,
    title: disposition === 'open' ? t('Reopen') : t('Record: {finding}', { finding: dispositionTitle(disposition) }),
    group: 'queue',
    keys: [FINDING_KEYS[disposition]],
    when: () => on.isList && on.reason === null,
    run: () => on.decide(disposition),
  }));
  return [
    ...decide,
    { id: 'flags.skip', title: t('Skip'), group: 'queue', keys: ['s'], when: () => on.isList, run: on.skip },
    { id: 'flags.next', title: t('Next open flag'), group: 'queue', keys: ['n'], run: on.next },
    { id: 'flags.why', title: t('Why: the reasons'), group: 'queue', keys: ['w'], when: () => on.isList, run: on.why },
    { id: 'flags.source', title: t('Source line'), group: 'queue', keys: ['o'], when: () => on.isList, run: on.source },
    { id: 'flags.undo', title: t('Undo the last finding'), group: 'queue', keys: ['$mod+z'], run: on.undo },
  ];
}
