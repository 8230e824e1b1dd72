import { useNavigate } from '@tanstack/react-router';
import { FileDown, ShieldCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { AuditRow } from '../../../shared/contract/audit.ts';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { Screen } from '../../shell/screen.tsx';
import { useInterface } from '../../state/interface.ts';
import { toast } from '../../state/toasts.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DataGrid } from '../../ui/datagrid/data-grid.tsx';
import { useSearchView, useVaultRows } from '../../ui/datagrid/vault-rows.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Menu } from '../../ui/menu.tsx';
import { auditColumns } from './audit-columns.ts';
import { AuditEntry } from './audit-entry.tsx';
import styles from './audit.module.css';
import { ChainState } from './chain-state.tsx';
import { asStored } from './time-filter.ts';
import { useChain } from './use-chain.ts';
import { VerdictDetails } from './verdict-details.tsx';

const FORMATS = ['pdf', 'xlsx', 'csv'] as const;

/** The audit log of a case, or of the vault itself (users, unlocks, cases), and whether its chain holds. */
export function AuditScreen({ caseId }: { readonly caseId: string | null }) {
  const navigate = useNavigate();
  const lastCase = useInterface((state) => state.caseId);
  const [current, setCurrent] = useState<AuditRow | null>(null);
  const columns = useMemo(auditColumns, []);
  const view = useSearchView();
  const asked = useVaultRows('audit.page', { caseId }, { ...view, filter: view.filter.map(asStored) }, { sortable: false });
  const rows = { ...asked, filter: view.filter };
  const chain = useChain(caseId);
  const exporting = useChange('export.run', {
    onDone: () => toast({ tone: 'info', text: t('The audit log is being written to a file. It is offered here when it is done.') }),
  });
  const change = (which: 'case' | 'vault') => {
    if (which === 'vault') void navigate({ to: '/audit' });
    else if (lastCase) void navigate({ to: '/case/$caseId/audit', params: { caseId: lastCase } });
  };
  useRegisterCommands([
    { id: 'audit.verify', title: t('Verify the audit log'), group: 'view', keys: ['v'], run: () => void chain.verify() },
  ]);
  const exportButton = (
    <Button
      icon={<FileDown aria-hidden />}
      busy={exporting.isPending}
      reason={caseId === null ? t('The log of the vault is not exported from here; open the log of a case.') : null}
    >
      {t('Export')}
    </Button>
  );
  return (
    <Screen
      title={t('Audit log')}
      id={`audit-${caseId ?? 'vault'}`}
      layout="fill"
      scope={
        lastCase || caseId ? (
          <Choice
            bare
            label={t('Which log')}
            value={caseId === null ? 'vault' : 'case'}
            options={[
              { value: 'case', label: t('This case') },
              { value: 'vault', label: t('The vault') },
            ]}
            onChange={change}
          />
        ) : null
      }
      figures={<ChainState chain={chain} />}
      actions={
        <>
          <Button icon={<ShieldCheck aria-hidden />} busy={chain.isRunning} onClick={() => void chain.verify()}>
            {t('Verify')}
          </Button>
          {caseId === null ? (
            exportButton
          ) : (
            <Menu
              align="end"
              trigger={exportButton}
              entries={FORMATS.map((format) => ({
                id: format,
                label: format.toUpperCase(),
                onSelect: () => exporting.mutate({ caseId, subject: 'audit', format }),
              }))}
            />
          )}
        </>
      }
      banner={
        chain.error || exporting.error || (chain.verdict && !chain.verdict.holds) ? (
          <div className={styles['banners']}>
            <ErrorBanner error={errorOf(chain.error)} />
            <ErrorBanner error={errorOf(exporting.error)} />
            {chain.verdict && !chain.verdict.holds ? <VerdictDetails verdict={chain.verdict} /> : null}
          </div>
        ) : undefined
      }
      inspectorTitle={t('Entry')}
      inspector={
        current ? (
          <AuditEntry
            entry={current}
            onObject={(object) => view.onFilter([{ column: 'object', op: 'is', value: object }])}
            verdict={chain.verdict}
          />
        ) : (
          <p>{t('No row is selected.')}</p>
        )
      }
    >
      <DataGrid
        id="audit"
        label={t('Audit log')}
        columns={columns}
        rows={rows}
        onActiveRow={setCurrent}
        rowMenu={(row) => [
          {
            id: 'object',
            label: t('All entries of this object'),
            onSelect: () => view.onFilter([{ column: 'object', op: 'is', value: row.object }]),
          },
        ]}
        empty={
          <EmptyState title={t('No entries yet')} text={t('Whatever is done in this log’s scope is written here, with who and when.')} />
        }
      />
    </Screen>
  );
}
