import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { setSettingUp, setStatus, type VaultStatus } from '../../door/session.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { setInterface, useInterface } from '../../state/interface.ts';
import { wantsSample } from '../../state/start-address.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ThemePicker } from '../../ui/theme-picker.tsx';
import { CreateForm } from './create-form.tsx';
import styles from './gate.module.css';
import { NewCaseForm } from '../../shell/new-case-form.tsx';
import { RecoverySheet } from '../../passphrase/recovery-sheet.tsx';

/**
 * The steps from nothing to a case: vault, recovery code, appearance, first case. Where the program was started with the
 * sample case, that last question is answered already.
 */
export function FirstRun({ status }: { readonly status: VaultStatus }) {
  const [made, setMade] = useState<OutputOf<'vault.create'> | null>(null);
  const [step, setStep] = useState<'create' | 'recovery' | 'theme' | 'begin'>('create');
  const titles = {
    create: t('Create your vault'),
    recovery: t('Keep the recovery code'),
    theme: t('Choose how it looks'),
    begin: t('Where to begin'),
  };
  const order = (Object.keys(titles) as (keyof typeof titles)[]).filter((each) => each !== 'begin' || !wantsSample());
  return (
    <>
      <p className={styles['step']}>{t('Step {step} of {all}', { step: order.indexOf(step) + 1, all: order.length })}</p>
      <h1 className={styles['title']}>{titles[step]}</h1>
      {step === 'create' ? (
        <>
          <p className={styles['lead']}>
            {t('A vault is an encrypted folder on this machine. Everything you import and decide lives in it.')}
          </p>
          <CreateForm
            status={status}
            onCreated={(output) => {
              setMade(output);
              setStep('recovery');
              // The page stays with these steps although the vault is open.
              setSettingUp(true);
              setStatus(output.status);
            }}
          />
        </>
      ) : null}
      {step === 'recovery' && made ? (
        <RecoverySheet
          code={made.recoveryCode}
          vaultName={made.status.name}
          doneText={t('Continue')}
          onDone={() => {
            // Shown once: it does not stay in memory for the later steps.
            setMade(null);
            setStep('theme');
          }}
        />
      ) : null}
      {step === 'theme' ? <ThemeStep onDone={() => (wantsSample() ? setSettingUp(false) : setStep('begin'))} /> : null}
      {step === 'begin' ? <BeginStep /> : null}
    </>
  );
}

function ThemeStep({ onDone }: { readonly onDone: () => void }) {
  const settings = useInterface((state) => state.settings);
  const keep = useChange('settings.set', { onDone });
  return (
    <>
      <p className={styles['lead']}>{t('It can be changed at any time in Settings.')}</p>
      <div className={styles['form']}>
        <ThemePicker settings={settings} onChange={(change) => setInterface({ settings: { ...settings, ...change } })} />
        <ErrorBanner error={errorOf(keep.error)} />
        <div className={styles['steps']}>
          <Button look="primary" busy={keep.isPending} onClick={() => keep.mutate({ theme: settings.theme, mode: settings.mode })}>
            {t('Continue')}
          </Button>
        </div>
      </div>
    </>
  );
}

function BeginStep() {
  const [naming, setNaming] = useState(false);
  const go = (caseId: string) => {
    window.location.hash = `#/case/${caseId}/home`;
    setSettingUp(false);
  };
  const sample = useChange('case.openSample', { topics: ['case'], onDone: ({ caseId }) => go(caseId) });
  if (naming) return <NewCaseForm onMade={go} onBack={() => setNaming(false)} />;
  return (
    <>
      <div className={styles['choices']}>
        <button type="button" className={styles['choice']} onClick={() => sample.mutate({})} disabled={sample.isPending}>
          <strong>{t('Open the sample case')}</strong>
          <span>
            {t(
              'A bank account of eighteen months, its cash book, and a year of real council spending, with planted differences to find. Ready in a few seconds.',
            )}
          </span>
        </button>
        <button type="button" className={styles['choice']} onClick={() => setNaming(true)}>
          <strong>{t('New case')}</strong>
          <span>{t('Start with your own bank statement and ledger, as CSV files from any bank or accounting system.')}</span>
        </button>
      </div>
      <ErrorBanner error={errorOf(sample.error)} />
    </>
  );
}
