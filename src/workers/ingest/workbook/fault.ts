/** A file that gives no table at all: the finding that says why. Thrown inside this folder, never out of it. */
import type { ProblemCode } from '../../../shared/problems.ts';

export class WorkbookFault extends Error {
  readonly code: ProblemCode;
  readonly values: readonly string[];
  constructor(code: ProblemCode, ...values: string[]) {
    super(`${code} ${values.join(' ')}`);
    this.name = 'WorkbookFault';
    this.code = code;
    this.values = values;
  }
}
