import { expect, test } from 'vitest';
import type { JobRow } from '../../../shared/contract/jobs.ts';
import { progressText } from './job-text.ts';

const job: JobRow = {
  id: '01J00000000000000000000000',
  caseId: null,
  kind: 'import',
  title: 'Import june.csv',
  state: 'running',
  stage: 'Storing rows',
  done: 41_250,
  total: 100_000,
  unit: 'rows',
  perSecond: 64_900,
  secondsLeft: 0.9,
  startedAt: null,
  finishedAt: null,
  startedBy: 'A',
  attempts: 1,
  result: null,
  error: null,
};

test('says stage, count, percent, rate and rest', () => {
  expect(progressText(job)).toBe('Storing rows · 41,250 of 100,000 rows, 41 % · 64,900 rows a second · about 1 s left');
});

test('leaves out what is not known', () => {
  expect(progressText({ ...job, total: 0, perSecond: 0, secondsLeft: null })).toBe('Storing rows · 41,250 rows');
  expect(progressText({ ...job, state: 'queued', stage: '', done: 0, total: 0, perSecond: 0, secondsLeft: null })).toBe('Waiting');
});
