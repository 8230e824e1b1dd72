/** Reads a whole file with one reader and keeps everything: for tests, for the command line and for small files. */
import type { Problem } from '../../../shared/contract/common.ts';
import { ProblemSink } from '../problem-sink.ts';
import type { ByteSource } from '../source.ts';
import type { ReaderOptions, ReaderOutcome, StatementHead, StatementReader, StatementRow, StatementTail } from './reader.ts';

export interface CollectedStatement extends StatementHead {
  readonly rows: StatementRow[];
  readonly tail: StatementTail;
}

export interface Collected extends ReaderOutcome {
  readonly statements: CollectedStatement[];
  readonly rejected: number;
  readonly problems: readonly Problem[];
}

/** Memory grows with the file. A row outside of a statement is a fault of the reader and throws. */
export async function collectStatements(reader: StatementReader, source: ByteSource, options: ReaderOptions = {}): Promise<Collected> {
  const statements: CollectedStatement[] = [];
  const problems = new ProblemSink();
  let open: { head: StatementHead; rows: StatementRow[] } | null = null;
  let rejected = 0;
  const outcome = await reader(
    source,
    {
      begin(head) {
        if (open !== null) throw new Error('a statement began inside another one');
        open = { head, rows: [] };
      },
      row(row) {
        if (open === null) throw new Error('a row stands outside of a statement');
        open.rows.push(row);
      },
      end(tail) {
        if (open === null) throw new Error('a statement ended that had not begun');
        statements.push({ ...open.head, rows: open.rows, tail });
        open = null;
      },
      reject(code, line, place) {
        rejected++;
        problems.add(code, line, place);
      },
      problem: (code, line, place) => problems.add(code, line, place),
      breathe: () => {
        options.signal?.throwIfAborted();
        return Promise.resolve();
      },
    },
    options,
  );
  if (open !== null) throw new Error('a statement was left open');
  return { ...outcome, statements, rejected, problems: problems.kept };
}
