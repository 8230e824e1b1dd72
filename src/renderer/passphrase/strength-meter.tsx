import { t } from '../text/t.ts';
import styles from './passphrase.module.css';
import { LEAST_CHARACTERS, strengthOf } from './strength.ts';

/** How good a passphrase is, in a word and a bar, and what would help. */
export function StrengthMeter({ passphrase }: { readonly passphrase: string }) {
  const { step } = strengthOf(passphrase);
  const filled = { short: 0, weak: 1, fair: 2, strong: 3 }[step];
  const text = {
    short: t('At least {n} characters. Four or more unrelated words are easier to remember than symbols and harder to guess.', {
      n: LEAST_CHARACTERS,
    }),
    weak: t('Weak: it would be guessed. Add unrelated words.'),
    fair: t('Fair. One or two more words make it strong.'),
    strong: t('Strong.'),
  }[step];
  return (
    <div className={styles['strength']} data-step={step}>
      <span className={styles['strengthBar']} aria-hidden>
        {[1, 2, 3].map((nth) => (
          <span key={nth} data-filled={nth <= filled || undefined} />
        ))}
      </span>
      <span aria-live="polite">{text}</span>
    </div>
  );
}
