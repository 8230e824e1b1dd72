import { useCallback, useRef, useState } from 'react';
import type { ErrorData } from '../../shared/errors.ts';
import { errorOf } from '../door/vault-query.ts';
import { dismissToast, toast } from '../state/toasts.ts';
import { t } from '../text/t.ts';

/** Decisions kept for undo in this visit (design guide, section 13, bar 26). */
const KEPT = 50;

/** The decisions of a visit to a queue: one notice with Undo at a time, refusals in the page, the way back. */
export interface Decisions<Place> {
  /** Why the last decision was refused, or null. */
  readonly error: ErrorData | null;
  readonly clearError: () => void;
  /**
   * Notes a decision that is on its way. `work` resolves to the numbers by which it can be undone, in the order it was
   * made; a refusal is shown as `error`.
   * @param place where the cursor stood: undo brings it back there
   */
  readonly record: (place: Place, work: Promise<readonly number[]>, text: string) => void;
  /** Undoes the newest decision, of this visit first, else of the case. */
  readonly undo: () => void;
}

/**
 * Keeps the steps of a queue.
 * @param undoOne asks the vault to undo one decision, the newest where none is named; answers whether there was one
 * @param onReturn puts the cursor back
 */
export function useDecisions<Place>(undoOne: (undoId?: number) => Promise<boolean>, onReturn: (place: Place) => void): Decisions<Place> {
  const [error, setError] = useState<ErrorData | null>(null);
  const steps = useRef<{ place: Place; work: Promise<readonly number[]> }[]>([]);
  const notice = useRef<number | null>(null);
  const newest = useRef({ undoOne, onReturn });
  newest.current = { undoOne, onReturn };

  const say = useCallback((text: string, undo?: () => void) => {
    if (notice.current !== null) dismissToast(notice.current);
    notice.current = toast({ tone: 'ok', text, ...(undo ? { action: { label: t('Undo'), run: undo } } : {}) });
  }, []);

  const undo = useCallback(() => {
    const step = steps.current.pop();
    const take = async () => {
      if (!step) {
        const was = await newest.current.undoOne();
        return say(was ? t('The last decision was undone. Both stay in the audit log.') : t('There is nothing to undo.'));
      }
      // The newest first: each step rests on the one before.
      for (const undoId of (await step.work).toReversed()) await newest.current.undoOne(undoId);
      newest.current.onReturn(step.place);
      say(t('Undone. Both stay in the audit log.'));
    };
    take().then(
      () => setError(null),
      (cause: unknown) => setError(errorOf(cause)),
    );
  }, [say]);

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
