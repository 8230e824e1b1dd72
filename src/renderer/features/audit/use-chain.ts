import { useEffect } from 'react';
import { create } from 'zustand';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { client } from '../../door/client.ts';
import { useSession } from '../../door/session.ts';

export type Verdict = OutputOf<'audit.verify'>;

interface Check {
  readonly verdict: Verdict | null;
  readonly isRunning: boolean;
  readonly error: unknown;
}
const NONE: Check = { verdict: null, isRunning: false, error: null };

/** Entries up to which the chain is checked as soon as the log is opened: some tenths of a second. Longer ones wait to be asked. */
const AT_ONCE = 20_000;

/** The last check of each log in this session, by case id; `vault` is the vault's own. A lock forgets them. */
const useChecks = create<{ readonly checks: Readonly<Record<string, Check>> }>()(() => ({ checks: {} }));
useSession.subscribe(({ status }) => {
  if (status?.state !== 'unlocked') useChecks.setState({ checks: {} });
});

function set(log: string, change: Partial<Check>): void {
  useChecks.setState(({ checks }) => ({ checks: { ...checks, [log]: { ...(checks[log] ?? NONE), ...change } } }));
}

async function verify(caseId: string | null): Promise<void> {
  const log = caseId ?? 'vault';
  if (useChecks.getState().checks[log]?.isRunning) return;
  set(log, { isRunning: true, error: null });
  try {
    set(log, { verdict: await client.call('audit.verify', { caseId }) });
  } catch (error) {
    set(log, { error });
  } finally {
    set(log, { isRunning: false });
  }
}

/** The state of a log's chain, checked once at opening where the log is short, and whenever it is asked for. */
export function useChain(caseId: string | null): Check & { readonly verify: () => Promise<void> } {
  const check = useChecks(({ checks }) => checks[caseId ?? 'vault']) ?? NONE;
  useEffect(() => {
    if (useChecks.getState().checks[caseId ?? 'vault']) return;
    let gone = false;
    const first = async () => {
      const { unfiltered } = await client.call('audit.page', { caseId, limit: 1 });
      if (!gone && unfiltered <= AT_ONCE) await verify(caseId);
    };
    // The grid asks for the same list and shows what is wrong with it.
    first().catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [caseId]);
  return { ...check, verify: () => verify(caseId) };
}
