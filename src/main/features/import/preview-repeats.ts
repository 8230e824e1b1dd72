import type { OutputOf } from '../../../shared/contract/table.ts';
import { NO_DAY, packedAt } from '../../../shared/columns.ts';
import type { Layout } from '../../../shared/contract/import.ts';
import { rowKey } from '../../../workers/ingest/row-key.ts';
import { transactionsByIds } from '../../listing/transactions.ts';
import type { FileReader } from '../../reading/file-reader.ts';
import type { CaseStore } from '../../vault/store.ts';
import { Collected, keysOf, onlyUnique, repeatedIn } from './compared-rows.ts';
import { compareFacts } from './overlap.ts';
import { fileFacts } from './overlap-files.ts';

/** Rows shown; the counts are of all. */
const ROWS_SHOWN = 1000;

/** Later than any file of a case: a file that is only looked at is compared with all of them. */
const AFTER_ALL = Number.MAX_SAFE_INTEGER;

interface Loose {
  readonly row: number;
  readonly day: number;
  readonly amountMinor: number;
  readonly currency: string;
  readonly description: string;
  readonly reference: string;
  readonly balanceMinor: number | null;
  readonly statement: number;
}

/**
 * Which rows of a file that is not imported yet stand in files of the case already, by the code that imports. Nothing is
 * stored. The whole file is read, so that each row's number and each identifier are what the import will find.
 */
export async function previewRepeats(
  store: CaseStore,
  reader: FileReader,
  o: {
    readonly layout: Layout;
    readonly kind: string;
    /** The account that stands for statements which name none. */
    readonly account: string;
    /** The account that the person named; it holds where the file is one statement. */
    readonly told: string;
  },
): Promise<OutputOf<'overlap.preview'>> {
  const rows: Loose[] = [];
  const report = await reader.read(o.layout, (batch) => {
    for (let i = 0; i < batch.rows; i++) {
      if (batch.day[i] === NO_DAY) continue;
      const balance = batch.balanceMinor[i]!;
      rows.push({
        ...{ row: batch.rowNo[i]!, day: batch.day[i]!, amountMinor: batch.amountMinor[i]! },
        currency: typeof batch.currency === 'string' ? batch.currency : packedAt(batch.currency, i),
        ...{ description: packedAt(batch.description, i), reference: packedAt(batch.reference, i) },
        balanceMinor: Number.isNaN(balance) ? null : balance,
        statement: typeof batch.statement === 'number' ? batch.statement : batch.statement[i]!,
      });
    }
    return Promise.resolve();
  });
  const { firstDate, lastDate } = report;
  if (firstDate === null || lastDate === null) return { repeats: 0, possible: 0, rows: [] };
  const statements = report.statements.length === 1 && o.told !== '' ? [{ ...report.statements[0]!, account: o.told }] : report.statements;
  const facts = fileFacts({ id: AFTER_ALL, account: o.account, first: 0, last: -1, firstDate, lastDate }, statements);
  const found = await compareFacts(store, o.kind, facts, new AbortController().signal, (vocabulary) => {
    const accountOf = keysOf(facts);
    const out = new Collected();
    for (const row of rows)
      out.add(
        { ...row, id: row.row, counts: row.row, place: rowKey(row.day, row.amountMinor, '', '', ''), account: accountOf(row.statement) },
        vocabulary,
      );
    const columns = out.columns();
    onlyUnique(columns.identifier, repeatedIn(columns.identifier.filter((identifier) => identifier !== 0)));
    return Promise.resolve(columns);
  });
  const pairs = [
    ...found.possible.map((pair) => ({ ...pair, verdict: 'possible' as const })),
    ...found.repeats.map((pair) => ({ ...pair, verdict: 'repeat' as const })),
  ].sort((a, b) => a.txnId - b.txnId);
  const shown = pairs.slice(0, ROWS_SHOWN);
  const others = new Map(
    store.read((db) => transactionsByIds(db, [...new Set(shown.map((pair) => pair.counts))])).map((row) => [row.id, row]),
  );
  return {
    repeats: found.repeats.length,
    possible: found.possible.length,
    rows: shown.map(({ txnId, counts, verdict, rule, evidence }) => ({ row: txnId, verdict, rule, evidence, other: others.get(counts)! })),
  };
}
