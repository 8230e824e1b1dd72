/** What a file is, told by its content alone and never by its name. */
import type { Survey } from './encoding.ts';
import { otherFormat } from './other-formats.ts';
import { statementFormatOf } from './statements/registry.ts';
import type { StatementFormat } from './statements/reader.ts';
import { detectWorkbook } from './workbook/detect.ts';

export type Identity =
  | { readonly kind: 'workbook' }
  | { readonly kind: 'statement'; readonly format: StatementFormat }
  | { readonly kind: 'table' }
  /** A format that is recognised and not read. */
  | { readonly kind: 'other'; readonly name: string }
  | { readonly kind: 'binary'; readonly name: string };

/**
 * @param told format that a person chose between readings of the same text
 */
export function identify(survey: Survey, told: string | undefined): Identity {
  if (detectWorkbook(survey.head) !== null) return { kind: 'workbook' };
  const format = statementFormatOf(survey, told);
  if (format !== null) return { kind: 'statement', format };
  if (survey.binary !== null) return { kind: 'binary', name: survey.binary };
  const other = otherFormat(survey);
  return other === null ? { kind: 'table' } : { kind: 'other', name: other };
}
