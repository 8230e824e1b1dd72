import type { UserSettings } from '../../../shared/contract/settings.ts';
import { densityTitle } from '../../text/appearance-titles.ts';
import { formatMoney } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Choice } from '../../ui/choice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { ThemePicker } from '../../ui/theme-picker.tsx';
import styles from './settings.module.css';

const SIZES = [90, 100, 110, 125, 150, 175, 200] as const;

/** Theme, mode, density, size and how negative amounts are written. */
export function AppearancePanel({
  settings,
  onChange,
}: {
  readonly settings: UserSettings;
  readonly onChange: (change: Partial<UserSettings>) => void;
}) {
  return (
    <Panel title={t('Appearance')}>
      <div className={styles['stack']}>
        <ThemePicker settings={settings} onChange={onChange} />
        <Choice
          label={t('Row height')}
          value={settings.density}
          options={(['theme', 'compact', 'default', 'comfortable'] as const).map((density) => ({
            value: density,
            label: densityTitle(density),
          }))}
          onChange={(density) => onChange({ density })}
        />
        <div className={styles['row']}>
          <Select
            label={t('Size')}
            value={String(settings.size)}
            options={SIZES.map((size) => ({ value: String(size), label: t('{size} %', { size }) }))}
            onChange={(size) => onChange({ size: Number(size) })}
          />
          <Choice
            label={t('Negative amounts')}
            value={settings.negatives}
            options={[
              { value: 'minus', label: formatMoney(-315_000, 'GBP', 'minus') },
              { value: 'parentheses', label: formatMoney(-315_000, 'GBP', 'parentheses') },
            ]}
            onChange={(negatives) => onChange({ negatives })}
          />
        </div>
      </div>
    </Panel>
  );
}
