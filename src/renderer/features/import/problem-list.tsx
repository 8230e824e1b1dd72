import { useState } from 'react';
import type { Inspection } from '../../../shared/contract/import.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './problem-list.module.css';

/** Problems drawn at a time. */
const STEP = 100;
const TONES = { info: 'info', warning: 'warn', error: 'bad' } as const;

/** What the reading found wrong, line by line with its raw text; a code's count filters the list to it. */
export function ProblemList({ inspection }: { readonly inspection: Pick<Inspection, 'problems' | 'problemCounts' | 'layout'> }) {
  const [shown, setShown] = useState(STEP);
  const [code, setCode] = useState<string | null>(null);
  const { problems, problemCounts, layout } = inspection;
  const words = { info: t('Note'), warning: t('Check'), error: t('No transaction') };
  const listed = code === null ? problems : problems.filter((problem) => problem.code === code);
  const columnName = (column: number) => layout.columns[column - 1]?.name ?? t('Field {n}', { n: column });
  if (problems.length === 0)
    return <EmptyState title={t('Nothing found wrong')} text={t('Every line was read as a transaction without a doubt.')} />;
  return (
    <div className={styles['problems']}>
      <div className={styles['codes']} role="group" aria-label={t('Problems by kind')}>
        {Object.entries(problemCounts).map(([name, count]) => (
          <button key={name} type="button" aria-pressed={code === name} onClick={() => setCode(code === name ? null : name)}>
            <code>{name}</code> {formatCount(count)}
          </button>
        ))}
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('Line')}</th>
            <th scope="col">{t('Effect')}</th>
            <th scope="col">{t('What was found')}</th>
            <th scope="col">{t('Raw text')}</th>
          </tr>
        </thead>
        <tbody>
          {listed.slice(0, shown).map((problem, at) => (
            <tr key={at}>
              <td className={styles['line']}>{problem.line === 0 ? t('file') : formatCount(problem.line)}</td>
              <td>
                <Chip tone={TONES[problem.severity]}>{words[problem.severity]}</Chip>
              </td>
              <td className={styles['message']}>
                {problem.column ? <strong>{t('{column}:', { column: columnName(problem.column) })} </strong> : null}
                {problem.message} <code className={styles['code']}>{problem.code}</code>
              </td>
              <td className={styles['rawText']}>{problem.raw ? <code>{problem.raw}</code> : t('n/a')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {listed.length > shown ? (
        <p className={styles['more']}>
          {t('Showing {n} of {all}.', { n: formatCount(shown), all: formatCount(listed.length) })}{' '}
          <Button onClick={() => setShown(shown + STEP)}>{t('Show {n} more', { n: Math.min(STEP, listed.length - shown) })}</Button>
        </p>
      ) : null}
    </div>
  );
}
