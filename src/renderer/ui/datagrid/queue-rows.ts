import { useCallback, useMemo, useState } from 'react';
import { QueueOverlay } from './queue-overlay.ts';
import type { GridRows } from './vault-rows.ts';

/** Rows of a queue: answering one takes it out of the list at once. */
export type QueueRows<Row> = GridRows<Row> & {
  /**
   * Takes a row away while `work` tells the vault, and asks for the list again when it has answered. A refused answer
   * brings the row back; its error is the caller's to show.
   */
  readonly answer: (id: number, work: Promise<unknown>) => void;
};

/** Makes a queue of a list. @param idOf the row's own number; keep the function outside the component */
export function useQueueRows<Row>(rows: GridRows<Row>, idOf: (row: Row) => number): QueueRows<Row> {
  const overlay = useMemo(() => new QueueOverlay<Row>(idOf), [rows.key, idOf]);
  const [steps, setSteps] = useState(0);
  overlay.follow(rows.revision);
  const answer = useCallback(
    (id: number, work: Promise<unknown>) => {
      overlay.hide(id);
      setSteps((n) => n + 1);
      const settle = () => {
        if (overlay.settle(id)) setSteps((n) => n + 1);
      };
      work.then(settle, settle);
    },
    [overlay],
  );
  return { ...rows, revision: rows.revision + steps, loadBlock: overlay.loader(rows.loadBlock), answer };
}
