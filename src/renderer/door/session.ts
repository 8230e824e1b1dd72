import type { QueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { OutputOf } from '../../shared/contract/table.ts';
import { resetInterface, setInterface } from '../state/interface.ts';
import { setJobs } from '../state/jobs.ts';
import { clearStatusLine } from '../state/status-line.ts';
import { clearToasts } from '../state/toasts.ts';
import { client } from './client.ts';
import { refresh } from './vault-query.ts';

export type VaultStatus = OutputOf<'vault.status'>;
type LockReason = Extract<AppEvent, { type: 'locked' }>['reason'];

interface Session {
  /** Null until the first answer. */
  readonly status: VaultStatus | null;
  /** False while the event stream is broken: what is shown may be old. */
  readonly connected: boolean;
  readonly lockReason: LockReason | null;
  /** True while the steps after creating a vault are shown: it is open, but the workspace waits. */
  readonly settingUp: boolean;
}

export const useSession = create<Session>()(() => ({ status: null, connected: true, lockReason: null, settingUp: false }));

/** Takes a vault status that an answer brought. */
export function setStatus(status: VaultStatus): void {
  useSession.setState({ status });
}

/** Keeps the steps after creation on the screen until the person has chosen where to begin. */
export function setSettingUp(settingUp: boolean): void {
  useSession.setState({ settingUp });
}

/** Asks for the vault's state again. An error leaves the last state; the stream tries on. */
export async function askStatus(): Promise<void> {
  setStatus(await client.call('vault.status', {}));
}

/**
 * Empties the page and its memory: caches, notices, interface state, and the address, whose filters may quote the case.
 * Called as soon as the vault says it is locked, and before it is asked to lock.
 */
export function forget(queries: QueryClient, reason: LockReason): void {
  queries.cancelQueries().catch(() => undefined);
  queries.clear();
  clearToasts();
  setJobs([]);
  clearStatusLine();
  resetInterface();
  window.history.replaceState(null, '', '#/');
  const { status } = useSession.getState();
  useSession.setState({
    lockReason: reason,
    settingUp: false,
    status: status ? { ...status, state: 'locked', user: null } : null,
  });
}

/** Locks the vault: the page first, so that nothing stays readable if the answer takes its time. */
export async function lock(queries: QueryClient): Promise<void> {
  forget(queries, 'user');
  setStatus(await client.call('vault.lock', { reason: 'user' }));
}

/** Loads the signed-in user's settings into the interface. */
export async function loadSettings(): Promise<void> {
  setInterface({ settings: await client.call('settings.get', {}) });
}

/**
 * Takes one event of the stream.
 * @param onJob hears of job rows; the task centre keeps them
 */
export function receive(event: AppEvent, queries: QueryClient, onJob: (event: Extract<AppEvent, { type: 'job' }>) => void): void {
  const { status } = useSession.getState();
  if (event.type === 'job') return onJob(event);
  if (event.type === 'changed') {
    void refresh(queries, event.topics);
    if (event.topics.includes('settings')) void loadSettings();
    return;
  }
  if (event.type === 'locked') {
    if (status?.state === 'unlocked') forget(queries, event.reason);
    void askStatus();
    return;
  }
  // `hello` after a break, or another window unlocked: only a difference is worth a question.
  const now = event.type === 'hello' ? event.state : 'unlocked';
  if (now === 'locked' && status?.state === 'unlocked') forget(queries, 'exit');
  if (status?.state !== now) void askStatus();
}
