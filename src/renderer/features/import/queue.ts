import { create } from 'zustand';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import type { Inspection, Layout } from '../../../shared/contract/import.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { client } from '../../door/client.ts';
import { useSession } from '../../door/session.ts';
import { useJobs } from '../../state/jobs.ts';
import { kindOfName } from './kind-of-name.ts';

export type Question = Inspection['questions'][number];

/** `merge`: counted as often as the files have it. `add`: a movement of its own. `skip`: stored and not counted. */
export type RowChoice = 'merge' | 'add' | 'skip';

/** One chosen file on its way into the case. */
export interface QueueItem {
  readonly key: number;
  readonly caseId: string;
  readonly file: File;
  /** `sealed` waits for the person; `importing` has a job; `imported` is in the case. */
  readonly stage: 'waiting' | 'sending' | 'sealed' | 'importing' | 'imported' | 'failed';
  readonly sentBytes: number;
  readonly uploadId: string | null;
  readonly sha256: string | null;
  /** The source this very file was imported as before. */
  readonly existing: SourceSummary | null;
  /** What the person decided about reading it; wins over what was understood. */
  readonly layout: Partial<Layout>;
  /** A question that stays open although the file was read again with other columns. */
  readonly carried: Question | null;
  readonly kind: SourceSummary['kind'];
  readonly name: string;
  readonly account: string;
  readonly saveAs: string;
  /** The person has seen which rows give no transaction and goes on without them. */
  readonly lossAccepted: boolean;
  /** What becomes of single rows that the case holds already, by record number; all others are merged. */
  readonly rowChoices: ReadonlyMap<number, RowChoice>;
  readonly rowReason: string;
  /** What kept it from being imported together with the others: an answer, or a decision about lost rows or an earlier import. */
  readonly needs: 'answer' | 'decision' | null;
  readonly jobId: string | null;
  readonly error: ErrorData | null;
}

interface Queue {
  readonly items: readonly QueueItem[];
  /** Key of the file whose page is open. */
  readonly open: number | null;
}

/**
 * The files being brought in, kept while the person looks at other screens. Names and files are case data, so a lock
 * empties it.
 */
export const useQueue = create<Queue>()(() => ({ items: [], open: null }));
const sending = new Map<number, AbortController>();
let nextKey = 1;
let pumping = false;

useSession.subscribe(({ status }) => {
  if (status?.state === 'unlocked' || useQueue.getState().items.length === 0) return;
  for (const controller of sending.values()) controller.abort();
  useQueue.setState({ items: [], open: null });
});

/** Whatever page is open, a file whose job ended is imported, or back in the queue with what stopped it. */
function settleImports(): void {
  const { jobs } = useJobs.getState();
  for (const item of useQueue.getState().items) {
    const job = item.stage === 'importing' ? jobs.find((each) => each.id === item.jobId) : undefined;
    if (job?.state === 'done') changeItem(item.key, { stage: 'imported' });
    if (job?.state === 'failed' || job?.state === 'cancelled')
      changeItem(item.key, { stage: 'sealed', error: job.error, jobId: job.state === 'failed' ? job.id : null });
  }
}
// A job may end before the answer that names it arrives, so both sides are watched.
useJobs.subscribe(settleImports);
useQueue.subscribe(settleImports);

/** Changes one file of the queue. A file that is gone stays gone. */
export function changeItem(key: number, change: Partial<QueueItem>): void {
  useQueue.setState(({ items }) => ({ items: items.map((item) => (item.key === key ? { ...item, ...change } : item)) }));
}

/** The choices of a file as the import takes them; nothing where all rows are merged. */
export function chosenRows({ rowChoices, rowReason }: Pick<QueueItem, 'rowChoices' | 'rowReason'>): {
  rowChoices?: { add: number[]; skip: number[]; reason: string };
} {
  if (rowChoices.size === 0) return {};
  const rows = (choice: RowChoice) => [...rowChoices].filter(([, each]) => each === choice).map(([row]) => row);
  return { rowChoices: { add: rows('add'), skip: rows('skip'), reason: rowReason.trim() } };
}

/** Opens the page of a file. */
export function openItem(key: number | null): void {
  useQueue.setState({ open: key });
}

/** Puts files into the queue; they are sent and sealed one after the other. */
export function addFiles(caseId: string, files: readonly File[]): void {
  if (files.length === 0) return;
  const added = files.map((file): QueueItem => ({
    key: nextKey++,
    caseId,
    file,
    stage: 'waiting',
    sentBytes: 0,
    uploadId: null,
    sha256: null,
    existing: null,
    layout: {},
    carried: null,
    kind: kindOfName(file.name),
    name: file.name.replace(/\.[A-Za-z0-9]{1,5}$/, ''),
    account: '',
    saveAs: '',
    lossAccepted: false,
    rowChoices: new Map(),
    rowReason: '',
    needs: null,
    jobId: null,
    error: null,
  }));
  useQueue.setState(({ items, open }) => {
    const current = items.find((item) => item.key === open && item.caseId === caseId && item.stage !== 'imported');
    return { items: [...items, ...added], open: current ? open : added[0]!.key };
  });
  void pump();
}

/** Takes a file out of the queue and drops its upload; what is sealed stays sealed. */
export async function removeItem(item: QueueItem): Promise<void> {
  sending.get(item.key)?.abort();
  useQueue.setState(({ items, open }) => {
    const rest = items.filter((each) => each.key !== item.key);
    const next =
      rest.find((each) => each.caseId === item.caseId && each.stage !== 'imported') ?? rest.find((each) => each.caseId === item.caseId);
    return { items: rest, open: open === item.key ? (next?.key ?? null) : open };
  });
  if (item.uploadId && item.stage !== 'imported') await client.call('import.discard', { caseId: item.caseId, uploadId: item.uploadId });
}

/** Sends a file again after its upload failed. */
export function retryItem(key: number): void {
  changeItem(key, { stage: 'waiting', sentBytes: 0, uploadId: null, error: null });
  void pump();
}

async function pump(): Promise<void> {
  if (pumping) return;
  pumping = true;
  try {
    for (;;) {
      const next = useQueue.getState().items.find((item) => item.stage === 'waiting');
      if (!next) return;
      await send(next);
    }
  } finally {
    pumping = false;
  }
}

async function send({ key, caseId, file }: QueueItem): Promise<void> {
  const controller = new AbortController();
  sending.set(key, controller);
  const { signal } = controller;
  changeItem(key, { stage: 'sending' });
  try {
    const { uploadId, sliceBytes } = await client.call('import.begin', { caseId, fileName: file.name, sizeBytes: file.size }, { signal });
    changeItem(key, { uploadId });
    await client.upload(uploadId, file, sliceBytes, (sentBytes) => changeItem(key, { sentBytes }), signal);
    const sealed = await client.call('import.seal', { caseId, uploadId }, { signal });
    changeItem(key, { stage: 'sealed', sentBytes: file.size, sha256: sealed.sha256, existing: sealed.alreadyImportedAs });
  } catch (error) {
    // A file taken out of the queue meanwhile has no entry left to show this in.
    changeItem(key, { stage: 'failed', error: toErrorData(error) });
  } finally {
    sending.delete(key);
  }
}
