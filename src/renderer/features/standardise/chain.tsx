import { ChevronRight } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import styles from './chain.module.css';
import { stageTitle, type StageId } from './tabs.ts';

type Stage = OutputOf<'standardise.overview'>['stages'][number];

/** The chain as a row of stages: what each did, what it left open, and the list behind it. */
export function Chain({ stages, onOpen }: { readonly stages: readonly Stage[]; readonly onOpen: (stage: StageId) => void }) {
  return (
    <ol className={styles['chain']} aria-label={t('The chain')} tabIndex={0}>
      {stages.map((stage, i) => (
        <li key={stage.id} className={styles['item']}>
          {i > 0 ? <ChevronRight aria-hidden className={styles['arrow']} /> : null}
          <button type="button" className={styles['stage']} onClick={() => onOpen(stage.id)}>
            <span className={styles['title']}>{stageTitle(stage.id)}</span>
            <span className={styles['figure']}>{formatCount(figureOf(stage))}</span>
            <span className={styles['sentence']}>{stage.sentence}</span>
            {stage.open > 0 ? <span className={styles['open']}>{openWords(stage)}</span> : null}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The count a stage is known by: what it brought about. */
const figureOf = (stage: Stage): number => (stage.id === 'vendor' ? stage.saw - stage.did : stage.did);

function openWords({ id, open }: Stage): string {
  const values = { n: open, shown: formatCount(open) };
  if (id === 'category') return t('{shown} without', values);
  if (id === 'vendor') return t('{shown} rows without', values);
  return t('{n, plural, one {# finding} other {{shown} findings}}', values);
}
