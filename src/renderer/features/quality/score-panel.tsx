import type { ScorePart } from '../../../shared/contract/quality.ts';
import { t } from '../../text/t.ts';
import { Panel } from '../../ui/panel.tsx';
import styles from './quality.module.css';

/** The score and its named parts as bars. The points of the parts add up to the score. */
export function ScorePanel({
  title,
  score,
  parts,
}: {
  readonly title: string;
  readonly score: number;
  readonly parts: readonly ScorePart[];
}) {
  return (
    <Panel title={title}>
      <div className={styles['score']}>
        <p className={styles['total']} aria-label={t('{score} of 100 points', { score })}>
          <strong>{score}</strong> <span>{t('of 100')}</span>
        </p>
        <ul className={styles['parts']} aria-label={t('Parts of the score')}>
          {parts.map((part) => (
            <li key={part.name}>
              <span className={styles['partName']}>{part.name}</span>
              <span className={styles['bar']} aria-hidden>
                <span style={{ width: `${(part.points / part.of) * 100}%` }} />
              </span>
              <span className={styles['points']}>{t('{points} of {of}', { points: part.points, of: part.of })}</span>
              <span className={styles['because']}>{part.because}</span>
            </li>
          ))}
        </ul>
      </div>
      <p className={styles['quiet']}>{t('How completely and provably the file was read. It says nothing about the people or payments in it.')}</p>
    </Panel>
  ); // prettier-ignore
}
