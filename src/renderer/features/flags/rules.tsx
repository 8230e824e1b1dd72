import type { OutputOf } from '../../../shared/contract/table.ts';
import { formatCount, formatPercent } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import styles from './flags.module.css';

type Rule = OutputOf<'flags.summary'>['rules'][number];

/** The rules of the run: how often each applied, and what it says about how it was applied. */
export function Rules({ rules, onShow }: { readonly rules: readonly Rule[]; readonly onShow: (code: string) => void }) {
  return (
    <div className={styles['rules']}>
      <table>
        <caption className="visually-hidden">{t('Rules of the latest scoring')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('Code')}</th>
            <th scope="col">{t('Rule')}</th>
            <th scope="col" data-right>
              {t('Hits')}
            </th>
            <th scope="col" data-right>
              {t('Share')}
            </th>
            <th scope="col">{t('Note')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('Open')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.code}>
              <td>
                <code>{rule.code}</code>
              </td>
              <th scope="row">{rule.title}</th>
              <td data-right>{rule.hits === 0 ? t('none') : formatCount(rule.hits)}</td>
              <td data-right>{rule.hits === 0 ? '' : rule.share < 0.001 ? t('under 0.1 %') : formatPercent(rule.share)}</td>
              <td className={styles['note']}>{rule.note}</td>
              <td>
                {rule.hits > 0 ? (
                  <Button look="quiet" onClick={() => onShow(rule.code)} aria-label={t('Show rows of {code}', { code: rule.code })}>
                    {t('Show rows')}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
