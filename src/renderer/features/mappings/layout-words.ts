import type { Layout } from '../../../shared/contract/import.ts';
import { signRuleTitle, storedRoleTitle } from '../../sources/role-titles.ts';
import { t } from '../../text/t.ts';

/** How a mapping reads files, in one line: columns, dates, decimals, sign. */
export function layoutWords(layout: Layout): string {
  const columns = layout.columns
    .filter((column) => column.role !== 'ignore')
    .map((column) => t('{name}: {role}', { name: column.name, role: storedRoleTitle(column.role) }))
    .join(', ');
  return t('{columns}. Dates {dates}; decimal mark “{mark}”. {sign}.', {
    columns,
    dates: layout.dateFormat,
    mark: layout.decimalMark,
    sign: signRuleTitle(layout.signRule),
  });
}

/** What two versions of a mapping read differently, as names of parts; empty where nothing differs. */
export function changedParts(before: Layout, after: Layout): string[] {
  const roles = (layout: Layout): string => JSON.stringify(layout.columns.map(({ index, role }) => [index, role]));
  const names = (layout: Layout): string => JSON.stringify(layout.columns.map(({ name }) => name));
  const parts: [string, boolean][] = [
    [t('Columns'), roles(before) !== roles(after)],
    [t('Header'), names(before) !== names(after) || before.hasHeader !== after.hasHeader],
    [t('Dates'), before.dateFormat !== after.dateFormat],
    [t('Decimal mark'), before.decimalMark !== after.decimalMark],
    [t('Sign'), before.signRule !== after.signRule],
    [t('Currency'), before.currency !== after.currency],
    [t('Fields end at'), before.delimiter !== after.delimiter || before.quote !== after.quote],
  ];
  return parts.filter(([, changed]) => changed).map(([name]) => name);
}
