import { toErrorData } from '../../../shared/errors.ts';
import { client } from '../../door/client.ts';
import { useSession } from '../../door/session.ts';
import { asked, openQuestions } from './layout-change.ts';
import { changeItem, chosenRows, useQueue, type QueueItem } from './queue.ts';

/**
 * Imports every sealed file of a case that needs nobody: no open question, no row without a transaction, not in the case yet.
 * The others are marked with what they wait for. Files are read one after the other. Returns how many were started and left.
 */
export async function importReady(caseId: string, caseCurrency: string): Promise<{ started: number; left: number }> {
  let started = 0;
  let left = 0;
  const keys = useQueue
    .getState()
    .items.filter((item) => item.caseId === caseId && item.stage === 'sealed')
    .map(({ key }) => key);
  for (const key of keys) {
    const item = useQueue.getState().items.find((each) => each.key === key);
    // Taken out or imported by hand meanwhile; after a lock nothing is left.
    if (!item || item.stage !== 'sealed' || useSession.getState().status?.state !== 'unlocked') continue;
    try {
      const needs = await startUnlessNeeded(item, caseCurrency);
      if (needs === null) started++;
      else {
        left++;
        changeItem(key, { needs });
      }
    } catch (error) {
      left++;
      changeItem(key, { error: toErrorData(error) });
    }
  }
  return { started, left };
}

async function startUnlessNeeded(item: QueueItem, caseCurrency: string): Promise<QueueItem['needs']> {
  const { caseId, uploadId } = item;
  const twin = useQueue.getState().items.some((each) => each.key < item.key && each.caseId === caseId && each.sha256 === item.sha256);
  if (uploadId === null || item.existing || twin) return 'decision';
  const told = asked(item.layout);
  const inspection = await client.call('import.inspect', { caseId, uploadId, ...(told ? { layout: told } : {}) });
  if (openQuestions(inspection, item.carried, item.layout, caseCurrency).length > 0) return 'answer';
  if (inspection.rowsKept === 0 || (inspection.rowsRejected > 0 && !item.lossAccepted)) return 'decision';
  const { jobId } = await client.call('import.run', {
    caseId,
    uploadId,
    kind: item.kind,
    name: item.name.trim(),
    account: item.account.trim() || (inspection.statementsTotal > 1 ? '' : (inspection.account ?? '')),
    ...(told ? { layout: told } : {}),
    ...chosenRows(item),
  });
  changeItem(item.key, { jobId, stage: 'importing', needs: null });
  return null;
}
