import type { CaseQuality, QualityReport } from '../../shared/contract/quality.ts';
import type { FactSection, ReportDocument, ReportTable } from './document.ts';
import { headSections } from './head.ts';
import type { QualityExport } from './input.ts';
import {
  coverageTable,
  filesTable,
  findingsTable,
  missingTable,
  profileTable,
  proofTable,
  rangesTable,
  scoreTable,
} from './quality-tables.ts';
import { SourceIndex, sourcesTable } from './sources.ts';

const METHOD: FactSection = {
  title: 'Method',
  facts: [
    {
      label: 'Score',
      kind: 'text',
      value:
        'The sum of five parts, each rounded down. Rows read: 30 × (1 − 5 × rejected ÷ read). Balance proof: 30 × (proved + ⅓ of those without balances) ÷ statements. Dates: 15 × (1 − 10 × rows with a missing or impossible date ÷ rows). Descriptions: 10 × rows with any text ÷ rows. Findings: 15 × (1 − 10 × other warnings ÷ rows read), none where the file is damaged or cut off. No part is below zero.',
    },
    {
      label: 'Meaning',
      kind: 'text',
      value: 'The score says how completely and provably a file was read. It says nothing about the people or payments in it.',
    },
  ],
};

/** The quality report of one file, or of a case. */
export function qualityDocument(report: QualityExport): ReportDocument {
  const { head, file, whole, coverage } = report;
  const index = new SourceIndex(head.sources);
  const body = file ? ofFile(file) : ofCase(whole ?? { score: null, parts: [], files: [] });
  const coverageList = coverageTable(coverage);
  return {
    title: file ? 'Quality of an import' : 'Quality of the imports',
    head,
    headline: body.headline,
    sections: [METHOD, ...headSections(head)],
    tables: [...body.front, sourcesTable(head.sources, index), ...body.schedules, coverageList],
    flat: body.front[0]!,
    signed: false,
    coverage,
  };
}

interface Body {
  readonly headline: ReportDocument['headline'];
  readonly front: readonly ReportTable[];
  readonly schedules: readonly ReportTable[];
}

function ofFile(file: QualityReport): Body {
  return {
    headline: [
      { label: 'Score of 100', kind: 'integer', value: file.score },
      { label: 'Rows read', kind: 'integer', value: file.source.rowsRead },
      { label: 'Rejected', kind: 'integer', value: file.source.rowsRejected },
      { label: 'Repeats', kind: 'integer', value: file.repeats },
      { label: 'Statements proved', kind: 'text', value: `${file.statementsProved} of ${file.statementsTotal}` },
    ],
    front: [scoreTable(file.parts, file.score)],
    schedules: [
      proofTable(file.statements, file.statementsTotal),
      findingsTable(file.findings),
      missingTable(file.missing),
      rangesTable(file.outOfRange),
      profileTable(file.columns),
    ],
  };
}

function ofCase(whole: CaseQuality): Body {
  const sum = (of: (file: CaseQuality['files'][number]) => number): number => whole.files.reduce((total, file) => total + of(file), 0);
  return {
    headline: [
      { label: 'Score of 100', kind: 'integer', value: whole.score },
      { label: 'Files', kind: 'integer', value: whole.files.length },
      { label: 'Rows read', kind: 'integer', value: sum((file) => file.source.rowsRead) },
      { label: 'Rejected', kind: 'integer', value: sum((file) => file.source.rowsRejected) },
      {
        label: 'Statements proved',
        kind: 'text',
        value: `${sum((file) => file.statementsProved)} of ${sum((file) => file.statementsTotal)}`,
      },
    ],
    front: [scoreTable(whole.parts, whole.score ?? 0), filesTable(whole.files)],
    schedules: [],
  };
}
