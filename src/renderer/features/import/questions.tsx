import { useEffect, useRef } from 'react';
import type { Layout } from '../../../shared/contract/import.ts';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { t } from '../../text/t.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './import.module.css';
import type { Question } from './queue.ts';

/** Keys of the choices: the digits, as in every list of candidates. */
const CHOICES = 9;

/**
 * What only a person can say about the file. It stands before everything else and takes the focus, so that the digit of an
 * answer is one key. Questions come one after the other, because an answer can settle the next.
 */
export function Questions({
  questions,
  onDecide,
}: {
  readonly questions: readonly Question[];
  readonly onDecide: (patch: Partial<Layout>) => void;
}) {
  const panel = useRef<HTMLElement>(null);
  const [question] = questions;
  const choices = question?.choices.slice(0, CHOICES) ?? [];
  useEffect(() => {
    // Not while somebody types elsewhere on the page.
    if (!document.activeElement?.matches('input, textarea, [role=combobox]')) panel.current?.focus({ preventScroll: true });
  }, []);
  useRegisterCommands(
    choices.map((choice, at) => ({
      id: `import.answer-${at + 1}`,
      title: t('Answer: {choice}', { choice: choice.label }),
      group: 'queue',
      keys: [String(at + 1)],
      run: () => onDecide(choice.patch),
    })),
  );
  if (!question) return null;
  return (
    <section ref={panel} className={styles['question']} aria-label={t('Question about the file')} tabIndex={-1} data-keys="list">
      <header>
        <h2>{question.text}</h2>
        <span>
          {questions.length > 1
            ? t('1 of {n} questions', { n: questions.length })
            : t('Nothing in the file settles it, so it is not guessed.')}
        </span>
      </header>
      {choices.length === 0 ? <p>{t('Choose the columns in the preview below.')}</p> : null}
      <ol>
        {choices.map((choice, at) => (
          <li key={choice.label}>
            <button type="button" onClick={() => onDecide(choice.patch)}>
              <KeyHint binding={String(at + 1)} />
              <span className={styles['choiceLabel']}>{choice.label}</span>
              {choice.example ? <code>{choice.example}</code> : null}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
