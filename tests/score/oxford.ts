/** The rules on real council payments: how often each fires, and whether it finds patterns planted into them. */
import { readdirSync, readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { NO_DAY, textBytesOf, type TransactionColumns } from '../../src/shared/columns.ts';
import { parseDate } from '../../src/shared/date-format.ts';
import { parseAmount } from '../../src/shared/money.ts';
import { buildBaselines } from '../../src/workers/score/baselines.ts';
import { scoreTransactions } from '../../src/workers/score/engine.ts';
import { buildFrame } from '../../src/workers/score/frame.ts';
import { runRules, type RuleResult } from '../../src/workers/score/rules/run.ts';
import { DEFAULT_KEYWORDS } from '../../src/workers/score/rules/wording.ts';
import { plantAll, type Payment } from './planted.ts';

/** Reads the published files; headings differ from file to file. */
export function readOxford(folder: string): Payment[] {
  const payments: Payment[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .sort()) {
    const { data } = Papa.parse<Record<string, string>>(readFileSync(`${folder}/${file}`, 'latin1'), {
      header: true,
      skipEmptyLines: true,
      transformHeader: (name) => name.toLowerCase().replace(/[^a-z]/g, ''),
    });
    for (const row of data) {
      const amount = parseAmount(row['amount'] ?? '', '.', 2);
      if (amount.problem !== undefined) continue;
      payments.push({
        amountMinor: amount.minor,
        day: parseDate(row['paiddate'] ?? '', 'dd/MM/yyyy'),
        counterparty: row['suppliername'] ?? '',
        reference: row['transno'] ?? '',
        category: row['expenditurecategory'] ?? row['expenditurecatergory'] ?? row['expenditurecode'] ?? '',
        description: `${row['organisationalunit'] ?? row['servicearea'] ?? ''} ${row['expenditurecategory'] ?? row['expenditurecatergory'] ?? ''}`,
      });
    }
  }
  return payments;
}

export function columnsOf(payments: readonly Payment[]): TransactionColumns {
  return {
    rows: payments.length,
    id: Int32Array.from(payments, (_, i) => i + 1),
    amountMinor: Float64Array.from(payments, (one) => one.amountMinor),
    day: Int32Array.from(payments, (one) => one.day),
    currency: new Uint8Array(payments.length),
    currencies: ['GBP'],
    description: textBytesOf(payments.map((one) => one.description)),
    reference: textBytesOf(payments.map((one) => one.reference)),
    counterparty: textBytesOf(payments.map((one) => one.counterparty)),
    category: textBytesOf(payments.map((one) => one.category)),
  };
}

function rulesOn(payments: readonly Payment[]): RuleResult {
  const frame = buildFrame(columnsOf(payments));
  return runRules(frame, buildBaselines(frame), { thresholdsMinor: undefined, keywords: DEFAULT_KEYWORDS });
}

/** Prints hit shares on the files as published and the recall of planted patterns, 200 of each in turn. */
export function printOxford(folder: string, line: (text: string) => void): void {
  const payments = readOxford(folder);
  const clean = scoreTransactions(columnsOf(payments), { seed: 1 });
  line('');
  line(
    `Oxford City Council payments over 500 (OGL v3): ${payments.length} rows, ${payments.filter((one) => one.day === NO_DAY).length} undated`,
  );
  line(`${'rule'.padEnd(6)}${'hits'.padStart(7)}${'share'.padStart(9)}  ${'planted found'.padEnd(15)}note`);
  const recalls = plantAll(payments, rulesOn);
  for (const { code, hits, share, scored, note } of clean.ruleHits) {
    const recall = recalls.get(code);
    const found = recall ? `${recall.found}/${recall.planted}` : '-';
    line(
      `${code.padEnd(6)}${String(hits).padStart(7)}${`${(share * 100).toFixed(2)} %`.padStart(9)}  ${found.padEnd(15)}${scored ? '' : 'NOT SCORED '}${note}`,
    );
  }
  const bands = [0, 30, 60, 85, 101];
  const counts = bands.slice(1).map((to, i) => clean.risk.filter((risk) => risk >= bands[i]! && risk < to).length);
  line(
    `risk bands 0-29 / 30-59 / 60-84 / 85-100: ${counts.join(' / ')}; seconds ${Object.values(clean.report.seconds)
      .reduce((a, b) => a + b, 0)
      .toFixed(2)} on one thread`,
  );
}
