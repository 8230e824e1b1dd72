/** One thread of a scoring run. The leader computes everything and calls helpers in for the row work. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { TransactionColumns } from '../../shared/columns.ts';
import { toErrorData, type ErrorData } from '../../shared/errors.ts';
import type { Control } from './control.ts';
import { workOn, type CallHelpers, type Task } from './crew.ts';
import { scoreWithHelpers, type ScoreParams, type ScoreResult } from './engine.ts';

/** What a thread is started with. A helper has one port to the leader, the leader one to each helper. */
export interface ThreadData {
  readonly role: 'leader' | 'helper';
  readonly control: Control;
  readonly ports: readonly MessagePort[];
  readonly columns?: TransactionColumns;
  readonly params?: ScoreParams;
}

/** A helper works on each task it is sent and answers when no block is left; a cancelled task is answered like any other. */
function help(port: MessagePort, control: Control): void {
  port.on('message', (task: Task) => {
    try {
      workOn(task, control);
      port.postMessage(null);
    } catch (error) {
      port.postMessage(toErrorData(error));
    }
  });
}

/** Sends a task to all helpers and waits for every answer. */
function callThrough(ports: readonly MessagePort[]): CallHelpers {
  return async (task) => {
    const answers = ports.map(
      (port) =>
        new Promise<void>((resolve, reject) => {
          port.once('message', (error: unknown) =>
            error === null ? resolve() : reject(Object.assign(new Error('helper stopped'), { data: error })),
          );
          port.postMessage(task);
        }),
    );
    await Promise.all(answers);
  };
}

/** Answers the thread that started this one. (A `MessagePort` has no origin, which the linter takes for a window's.) */
function answer(message: { result: ScoreResult } | { error: ErrorData }): void {
  const port: Pick<MessagePort, 'postMessage'> | null = parentPort;
  port?.postMessage(message);
}

async function lead({ columns, params, control, ports }: ThreadData): Promise<void> {
  if (!columns || !params) throw new Error('the leader needs columns and parameters');
  try {
    const result = await scoreWithHelpers(columns, params, control, ports.length > 0 ? callThrough(ports) : null);
    answer({ result });
  } catch (error) {
    answer({ error: toErrorData(error) });
  } finally {
    for (const port of ports) port.close();
  }
}

const data = workerData as ThreadData | null;
if (data?.role === 'leader') await lead(data);
else if (data?.role === 'helper') help(data.ports[0]!, data.control);
