import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CategoryRow, CategoryTextRow } from '../../../shared/contract/standard-rows.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CategoryPicker } from './category-picker.tsx';
import { categoryName } from './category-name.ts';
import { ChartDialog, kindTitle } from './chart-dialog.tsx';
import type { Side } from './side.ts';
import styles from './standardise.module.css';

/** The chart of categories, and beside it what the categories of the files mean in it. */
export function ChartTab({
  caseId,
  readOnly,
  categories,
  texts,
  onSide,
}: {
  readonly caseId: string;
  readonly readOnly: string | null;
  readonly categories: readonly CategoryRow[];
  readonly texts: readonly CategoryTextRow[];
  readonly onSide: (side: Side | null) => void;
}) {
  const [editing, setEditing] = useState<CategoryRow | 'new' | null>(null);
  const [mapping, setMapping] = useState<CategoryTextRow | null>(null);
  const map = useChange('category.map', { topics: ['standard', 'audit'], onDone: () => setMapping(null) });
  const remove = useChange('category.remove', { topics: ['standard', 'audit'] });
  useEffect(() => onSide(null), [onSide]);
  return (
    <div className={styles['wrap']} tabIndex={0} role="region" aria-label={t('The chart of categories')}>
      <ErrorBanner error={errorOf(map.error ?? remove.error)} />
      <div className={styles['two']}>
        <section>
          <div className={styles['bar']}>
            <h2>{t('Categories of the files')}</h2>
            <p>
              {texts.length === 0
                ? t('The files of this case state no categories.')
                : t('Say once what each means; it holds for later imports too.')}
            </p>
          </div>
          {texts.length > 0 ? <TextTable texts={texts} categories={categories} readOnly={readOnly} onMap={setMapping} /> : null}
        </section>
        <section>
          <div className={styles['bar']}>
            <h2>{t('Chart')}</h2>
            <Button icon={<Plus aria-hidden />} reason={readOnly} onClick={() => setEditing('new')}>
              {t('Add a category')}
            </Button>
          </div>
          <ChartTable
            categories={categories}
            readOnly={readOnly}
            onEdit={setEditing}
            onRemove={(each) => remove.mutate({ caseId, id: each.id })}
          />
        </section>
      </div>
      {editing ? (
        <ChartDialog
          caseId={caseId}
          category={editing === 'new' ? null : editing}
          categories={categories}
          onClose={() => setEditing(null)}
        />
      ) : null}
      <Dialog open={mapping !== null} onClose={() => setMapping(null)} title={t('What “{text}” means', { text: mapping?.text ?? '' })}>
        {mapping ? (
          <div className={styles['form']}>
            <CategoryPicker
              label={t('Category of the chart')}
              categories={categories}
              onPick={(category) => map.mutate({ caseId, textId: mapping.id, categoryId: category.id })}
            />
            {mapping.categoryId === null ? null : (
              <div className={styles['buttons']} data-end>
                <Button onClick={() => map.mutate({ caseId, textId: mapping.id, categoryId: null })}>{t('Take the meaning away')}</Button>
              </div>
            )}
          </div>
        ) : null}
      </Dialog>
    </div>
  );
}

function TextTable({
  texts,
  categories,
  readOnly,
  onMap,
}: {
  readonly texts: readonly CategoryTextRow[];
  readonly categories: readonly CategoryRow[];
  readonly readOnly: string | null;
  readonly onMap: (text: CategoryTextRow) => void;
}) {
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{t('In the file')}</th>
          <th scope="col" data-right>
            {t('Rows')}
          </th>
          <th scope="col">{t('Means')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('Actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {texts.map((each) => (
          <tr key={each.id}>
            <th scope="row">{each.text}</th>
            <td data-right>{formatCount(each.rows)}</td>
            <td>{each.categoryId === null ? t('not said yet') : categoryName(categories, each.categoryId)}</td>
            <td>
              <Button
                look="quiet"
                reason={readOnly}
                aria-label={t('Say what “{text}” means', { text: each.text })}
                onClick={() => onMap(each)}
              >
                {each.categoryId === null ? t('Map') : t('Change')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ChartTable({
  categories,
  readOnly,
  onEdit,
  onRemove,
}: {
  readonly categories: readonly CategoryRow[];
  readonly readOnly: string | null;
  readonly onEdit: (category: CategoryRow) => void;
  readonly onRemove: (category: CategoryRow) => void;
}) {
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{t('Code')}</th>
          <th scope="col">{t('Name')}</th>
          <th scope="col">{t('Kind')}</th>
          <th scope="col" data-right>
            {t('Rows')}
          </th>
          <th scope="col">
            <span className="visually-hidden">{t('Actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {categories.map((each) => (
          <tr key={each.id}>
            <td>
              <code>{each.code}</code>
            </td>
            <th scope="row" className={each.parentId === null ? undefined : styles['indent']}>
              {each.parentId === null ? <strong>{each.name}</strong> : each.name}
            </th>
            <td>{kindTitle(each.kind)}</td>
            <td data-right>{each.rows === 0 ? '' : formatCount(each.rows)}</td>
            <td>
              <div className={styles['buttons']}>
                <Button look="quiet" reason={readOnly} aria-label={t('Edit {name}', { name: each.name })} onClick={() => onEdit(each)}>
                  {t('Edit')}
                </Button>
                {each.rows === 0 && !categories.some((other) => other.parentId === each.id) ? (
                  <Button
                    look="quiet"
                    reason={readOnly}
                    aria-label={t('Remove {name}', { name: each.name })}
                    onClick={() => onRemove(each)}
                  >
                    {t('Remove')}
                  </Button>
                ) : null}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
