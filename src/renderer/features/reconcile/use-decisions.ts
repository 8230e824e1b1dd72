import { useCallback, useRef, useState } from 'react';
import { client } from '../../door/client.ts';
import { errorOf } from '../../door/vault-query.ts';
import { dismissToast, toast } from '../../state/toasts.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import { t } from '../../text/t.ts';
import type { ReconcileTab } from './tabs.ts';

/** Where the cursor stood when something was decided: undo brings it back there. */
export interface Place {
  readonly tab: ReconcileTab;
  readonly index: number;
}

/** Decisions kept for undo in this visit (design guide, section 13, bar 26). */
const KEPT = 50;

export interface Decisions {
  /** Why the last decision was refused, or null. */
  readonly error: ErrorData | null;
  readonly clearError: () => void;
  /**
   * Notes a decision that is on its way. `work` resolves to the numbers by which it can be undone, in the order it was
   * made; a refusal is shown as `error`.
   */
  readonly record: (place: Place, work: Promise<readonly number[]>, text: string) => void;
  /** Undoes the newest decision, of this visit first, else of the case. */
  readonly undo: () => void;
}

/** The decisions of a visit: one notice with Undo at a time, refusals in the page, the way back. */
export function useDecisions(caseId: string, onReturn: (place: Place) => void): Decisions {
  const [error, setError] = useState<ErrorData | null>(null);
  const steps = useRef<{ place: Place; work: Promise<readonly number[]> }[]>([]);
  const notice = useRef<number | null>(null);
  const back = useRef(onReturn);
  back.current = onReturn;

  const say = useCallback((text: string, undo?: () => void) => {
    if (notice.current !== null) dismissToast(notice.current);
    notice.current = toast({ tone: 'ok', text, ...(undo ? { action: { label: t('Undo'), run: undo } } : {}) });
  }, []);

  const undo = useCallback(() => {
    const step = steps.current.pop();
    const take = async () => {
      if (!step) {
        const { undone } = await client.call('reconcile.undo', { caseId });
        return say(undone === null ? t('There is nothing to undo.') : t('The last decision was undone. Both stay in the audit log.'));
      }
      // The newest first: each step rests on the one before.
      for (const undoId of (await step.work).toReversed()) await client.call('reconcile.undo', { caseId, undoId });
      back.current(step.place);
      say(t('Undone. Both stay in the audit log.'));
    };
    take().then(
      () => setError(null),
      (cause: unknown) => setError(errorOf(cause)),
    );
  }, [caseId, say]);

  const record = useCallback(
    (place: Place, work: Promise<readonly number[]>, text: string) => {
      const step = { place, work };
      steps.current = [...steps.current.slice(1 - KEPT), step];
      say(text, undo);
      work.then(
        () => setError(null),
        (cause: unknown) => {
          steps.current = steps.current.filter((each) => each !== step);
          if (notice.current !== null) dismissToast(notice.current);
          setError(errorOf(cause));
        },
      );
    },
    [say, undo],
  );
  const clearError = useCallback(() => setError(null), []);
  return { error, clearError, record, undo };
}
