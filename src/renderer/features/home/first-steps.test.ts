import { expect, test } from 'vitest';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { firstSteps, type StepFacts } from './first-steps.ts';

const source = (kind: SourceSummary['kind'], state: SourceSummary['state'] = 'ready') => ({ kind, state }) as SourceSummary;
const facts = (change: Partial<StepFacts>, sources: SourceSummary[], rate: number | null = null): StepFacts => ({
  overview: { sources, reconciliationRate: rate } as StepFacts['overview'],
  findings: 0,
  exports: 0,
  verified: false,
  ...change,
});
const done = (given: StepFacts) =>
  firstSteps(given)
    .filter((step) => step.done)
    .map((step) => step.id);

test('each step is ticked by what is in the vault, and an import taken out again unticks it', () => {
  expect(done(facts({}, []))).toEqual([]);
  expect(done(facts({}, [source('bank', 'undone')]))).toEqual([]);
  expect(done(facts({}, [source('bank')]))).toEqual(['import']);
  expect(done(facts({}, [source('payments')]))).toEqual(['evidence']);
  expect(done(facts({}, [source('bank'), source('ledger')], 0))).toEqual(['import', 'evidence', 'reconcile']);
  expect(done(facts({ findings: 1, exports: 2, verified: true }, []))).toEqual(['flag', 'export', 'verify']);
});
