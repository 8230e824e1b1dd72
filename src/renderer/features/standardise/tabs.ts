import type { StandardRow } from '../../../shared/contract/standard-rows.ts';
import type { STANDARD_STAGES } from '../../../shared/contract/standardise.ts';
import { t } from '../../text/t.ts';

export const STANDARD_TABS = ['categories', 'chart', 'vendors', 'rules', 'changes'] as const;
export type StandardTab = (typeof STANDARD_TABS)[number];
export type StageId = (typeof STANDARD_STAGES)[number];

/** The list an address names; categories where it names none. */
export function tabOf(name: string | undefined): StandardTab {
  return STANDARD_TABS.find((tab) => tab === name) ?? 'categories';
}

export function tabTitle(tab: StandardTab): string {
  return { categories: t('Categories'), chart: t('Chart'), vendors: t('Vendors'), rules: t('Rules'), changes: t('Changes') }[tab];
}

export function stageTitle(stage: StageId): string {
  return {
    format: t('Format'),
    quality: t('Quality'),
    category: t('Category'),
    vendor: t('Vendor names'),
    duplicates: t('Duplicates'),
    rules: t('Rules'),
  }[stage];
}

/** Who put a transaction into its category. */
export function originTitle(by: StandardRow['categoryBy']): string {
  if (by === null) return '';
  return { person: t('Decided'), rule: t('Rule'), 'category-model': t('Taken proposal'), text: t('From the file') }[by];
}
