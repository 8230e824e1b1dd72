/** Collects findings: counted by code without limit, kept in full up to the limit. */
import type { Problem } from '../../shared/contract/common.ts';
import { LIMITS } from '../../shared/limits.ts';
import { problemText, severityOf, type ProblemCode } from '../../shared/problems.ts';

export interface ProblemPlace {
  /** 1-based field number. */
  readonly column?: number;
  /** Fills the blanks of the sentence. */
  readonly values?: readonly (string | number)[];
  readonly raw?: string;
}

/** Raw text kept with a finding; the file keeps all of it. */
const RAW_CHARACTERS = 500;

/** The first characters as a string of their own: a slice would keep the whole segment's text in memory. */
function ownCopy(text: string): string {
  return JSON.parse(JSON.stringify(text.slice(0, RAW_CHARACTERS))) as string;
}

export class ProblemSink {
  readonly counts: Record<string, number> = {};
  readonly kept: Problem[] = [];
  readonly #limit: number;
  #taken = 0;

  constructor(limit: number = LIMITS.problemsKept) {
    this.#limit = limit;
  }

  add(code: ProblemCode, line: number, place: ProblemPlace = {}): void {
    this.counts[code] = (this.counts[code] ?? 0) + 1;
    if (this.kept.length > this.#limit) return;
    if (this.kept.length === this.#limit) {
      this.kept.push({ code: 'LIMIT-PROBLEMS', severity: 'info', line: 0, message: problemText('LIMIT-PROBLEMS', this.#limit) });
      return;
    }
    this.kept.push({
      code,
      severity: severityOf(code),
      line,
      ...(place.column === undefined ? {} : { column: place.column }),
      message: problemText(code, ...(place.values ?? [])),
      ...(place.raw === undefined ? {} : { raw: ownCopy(place.raw) }),
    });
  }

  /** The findings added since the last call, for the batch that is about to leave. */
  take(): Problem[] {
    const since = this.kept.slice(this.#taken);
    this.#taken = this.kept.length;
    return since;
  }
}
