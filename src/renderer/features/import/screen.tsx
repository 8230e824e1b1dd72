import { FileUp } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { useVault } from '../../door/vault-query.ts';
import { Screen } from '../../shell/screen.tsx';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { DropArea } from './drop-area.tsx';
import { FilePage } from './file-page.tsx';
import { FileQueue } from './file-queue.tsx';
import styles from './drop-area.module.css';
import { addFiles, useQueue } from './queue.ts';

/** Files come in on one page: choose, look at what was understood, answer what only a person can, import. */
export function ImportScreen({ caseId }: { readonly caseId: string }) {
  const picker = useRef<HTMLInputElement>(null);
  const items = useQueue((state) => state.items).filter((item) => item.caseId === caseId);
  const open = useQueue((state) => state.open);
  const current = items.find((item) => item.key === open) ?? items[0];
  const caseCurrency = useVault('case.overview', { caseId }).data?.case.currency ?? '';
  const pick = () => picker.current?.click();
  useRegisterCommands([{ id: 'import.choose-files', title: t('Choose files to import'), group: 'case', keys: ['$mod+o'], run: pick }]);
  const chooser = (
    <input
      ref={picker}
      type="file"
      multiple
      className="visually-hidden"
      tabIndex={-1}
      aria-label={t('Choose files to import')}
      onChange={(event) => {
        addFiles(caseId, [...(event.target.files ?? [])]);
        event.target.value = '';
      }}
    />
  );
  const add = (look: 'primary' | 'secondary', label: string) => (
    <Button look={look} icon={<FileUp aria-hidden />} onClick={pick}>
      {label}
    </Button>
  );
  if (!current) {
    return (
      <Screen title={t('Import')} id={`import-${caseId}`} layout="fill">
        {chooser}
        <DropArea onFiles={(files) => addFiles(caseId, files)} always>
          <FirstSteps button={add('primary', t('Choose files'))} />
        </DropArea>
      </Screen>
    );
  }
  return (
    <FilePage key={current.key} item={current} caseCurrency={caseCurrency} extraAction={add('secondary', t('Add files'))}>
      {chooser}
      <DropArea onFiles={(files) => addFiles(caseId, files)}>
        {items.length > 1 ? <FileQueue items={items} current={current} caseCurrency={caseCurrency} /> : null}
      </DropArea>
    </FilePage>
  );
}

function FirstSteps({ button }: { readonly button: ReactNode }) {
  return (
    <div className={styles['first']}>
      <h2>{t('Bring in a bank statement, a ledger or a list of payments')}</h2>
      <p>
        {t(
          'Drop files or whole folders here, or choose them: delimited text in any dialect, Excel and OpenDocument sheets, OFX, QIF, MT940 and MT942, CAMT, BAI2, ACH and PDF statements. What a file is, its content says, not its name.',
        )}
      </p>
      {button}
      <ol className={styles['steps']}>
        <li>
          <strong>{t('Sealed first')}</strong>
          <span>{t('Each file is hashed, encrypted and kept as evidence before anything is read from it.')}</span>
        </li>
        <li>
          <strong>{t('Shown before import')}</strong>
          <span>{t('You see what was understood and why, 200 rows beside their raw text, and whether the balances prove it.')}</span>
        </li>
        <li>
          <strong>{t('All rows or none')}</strong>
          <span>{t('Lines that give no transaction are listed with their numbers. A whole import can be taken out again.')}</span>
        </li>
      </ol>
    </div>
  );
}
