import type { OutputOf } from '../../../shared/contract/table.ts';
import { t } from '../../text/t.ts';

export type StepPlace = 'import' | 'reconcile' | 'flags' | 'audit';

export interface FirstStep {
  readonly id: 'import' | 'evidence' | 'reconcile' | 'flag' | 'export' | 'verify';
  readonly title: string;
  readonly hint: string;
  readonly done: boolean;
  readonly place: StepPlace;
}

/** What the vault says was done. Nothing is ticked by hand: each tick is a count over stored records. */
export interface StepFacts {
  readonly overview: OutputOf<'case.overview'>;
  /** Findings recorded on flags. */
  readonly findings: number;
  /** Export entries in the case's audit log. */
  readonly exports: number;
  /** Whether the log was verified since unlocking, and held. */
  readonly verified: boolean;
}

/** The six first steps of a case in the order they build on each other. */
export function firstSteps({ overview, findings, exports, verified }: StepFacts): FirstStep[] {
  const kept = overview.sources.filter((source) => source.state === 'ready');
  const isBank = (kind: string) => kind === 'bank';
  return [
    {
      id: 'import',
      title: t('Import a bank statement'),
      hint: t('You see every row and why it was read so before anything is stored.'),
      done: kept.some((source) => isBank(source.kind)),
      place: 'import',
    },
    {
      id: 'evidence',
      title: t('Seal what it should agree with'),
      hint: t('A ledger or a list of payments: hashed, encrypted and kept as it came.'),
      done: kept.some((source) => !isBank(source.kind)),
      place: 'import',
    },
    {
      id: 'reconcile',
      title: t('Reconcile the two'),
      hint: t('Pairs are suggested with a score and its parts; you decide.'),
      done: overview.reconciliationRate !== null,
      place: 'reconcile',
    },
    {
      id: 'flag',
      title: t('Review a flag'),
      hint: t('Read the reasons, look at the rows behind them, record what you found.'),
      done: findings > 0,
      place: 'flags',
    },
    {
      id: 'export',
      title: t('Export a report'),
      hint: t('Excel, PDF or CSV, with the hashes of the files it rests on.'),
      done: exports > 0,
      place: 'reconcile',
    },
    {
      id: 'verify',
      title: t('Verify the log'),
      hint: t('Checks that no entry was altered, dropped or moved.'),
      done: verified,
      place: 'audit',
    },
  ];
}
