import type { AuditRow } from '../../../shared/contract/audit.ts';
import { ROLE_TITLES, type Role } from '../../../shared/roles.ts';
import { formatTime } from '../../text/dates.ts';
import { t } from '../../text/t.ts';
import type { Column } from '../../ui/datagrid/column.ts';

/** A role's title; roles of another version stay as they were written. */
export function roleTitle(role: string): string {
  return Object.hasOwn(ROLE_TITLES, role) ? ROLE_TITLES[role as Role] : role;
}

/** The columns of the audit log. The chain's order is the only one: newest first. */
export function auditColumns(): Column<AuditRow>[] {
  return [
    { id: 'seq', title: t('Entry'), kind: 'number', width: 74, pinned: true, filter: 'range', value: (row) => row.seq },
    { id: 'at', title: t('Time'), kind: 'date', width: 204, pinned: true, filter: 'range', value: (row) => row.at, words: (row) => formatTime(row.at) },
    { id: 'actor', title: t('Who'), kind: 'text', width: 130, filter: 'text', value: (row) => row.actor },
    { id: 'role', title: t('Role'), kind: 'text', width: 140, hidden: true, filter: 'text', value: (row) => row.role, words: (row) => roleTitle(row.role) },
    { id: 'action', title: t('Action'), kind: 'text', width: 160, filter: 'text', value: (row) => row.action },
    { id: 'summary', title: t('What was done'), kind: 'text', width: 460, filter: 'text', value: (row) => row.summary },
    { id: 'object', title: t('Object'), kind: 'text', width: 220, filter: 'text', value: (row) => row.object },
    { id: 'reason', title: t('Reason'), kind: 'text', width: 220, filter: 'text', value: (row) => row.reason },
    { id: 'hash', title: t('Hash'), kind: 'hash', width: 104, hidden: true, value: (row) => row.hash },
  ]; // prettier-ignore
}
