import type { ReportInput } from './input.ts';

/**
 * A report as JSON: indented, keys in a fixed order, so that the same input gives the same bytes. Amounts stay integer minor
 * units. Only the subjects that have a stable shape of their own are written.
 */
export function jsonText(input: ReportInput): string {
  return `${JSON.stringify(shapeOf(input), null, 2)}\n`;
}

function shapeOf(input: ReportInput): object {
  if (input.subject === 'certificate') return input.certificate;
  if (input.subject !== 'quality') throw new Error(`“${input.subject}” is not written as JSON`);
  const { head, file, whole, coverage } = input;
  return {
    kind: 'nexus-quality-report',
    version: 1,
    case: { name: head.caseName, reference: head.caseReference },
    made: { at: head.generatedAt, by: head.generatedBy, program: `NEXUS Examiner ${head.programVersion}` },
    log: head.audit,
    ...(file === null ? { whole } : { file }),
    coverage,
  };
}
