import { useId } from 'react';
import type { UserSettings } from '../../shared/contract/settings.ts';
import { useInterface } from '../state/interface.ts';
import { themeTitle } from '../text/appearance-titles.ts';
import { formatMoney } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Choice } from './choice.tsx';
import styles from './theme-picker.module.css';

const THEMES = ['fin', 'mod', 'exe', 'aud'] as const;
/** Rows of the preview: plain figures that belong to nobody. */
const SAMPLE = [
  { date: '2023-04-05', amountMinor: -315_000, risk: 3 },
  { date: '2023-04-06', amountMinor: 1_284_950, risk: 1 },
  { date: '2023-04-11', amountMinor: -9_999, risk: 5 },
] as const;

/** Theme and mode, each theme shown as it looks in the mode chosen. */
export function ThemePicker({
  settings,
  onChange,
}: {
  readonly settings: UserSettings;
  readonly onChange: (change: Pick<UserSettings, 'theme'> | Pick<UserSettings, 'mode'>) => void;
}) {
  const name = useId();
  const systemDark = useInterface((state) => state.systemDark);
  const mode = settings.mode === 'system' ? (systemDark ? 'dark' : 'light') : settings.mode;
  return (
    <div className={styles['picker']}>
      <Choice
        label={t('Light or dark')}
        value={settings.mode}
        options={[
          { value: 'system', label: t('As the system') },
          { value: 'light', label: t('Light') },
          { value: 'dark', label: t('Dark') },
        ]}
        onChange={(next) => onChange({ mode: next })}
      />
      <fieldset>
        <legend className={styles['legend']}>{t('Theme')}</legend>
        <div className={styles['themes']}>
          {THEMES.map((theme) => (
            <label key={theme} className={styles['theme']}>
              <input type="radio" name={name} value={theme} checked={settings.theme === theme} onChange={() => onChange({ theme })} />
              <span className={styles['preview']} data-theme={theme} data-mode={mode} aria-hidden>
                <span className={styles['previewHead']} />
                {SAMPLE.map((row) => (
                  <span key={row.date} className={styles['previewRow']}>
                    <span>{row.date}</span>
                    <span>{formatMoney(row.amountMinor, 'GBP')}</span>
                    <span className={styles['previewRisk']} data-step={row.risk} />
                  </span>
                ))}
                <span className={styles['previewButton']} />
              </span>
              <span className={styles['name']}>{themeTitle(theme)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
