/** Exit codes of the command line. Scripts may rely on them. */
export const EXIT = {
  ok: 0,
  /** The command could not be carried out. */
  failed: 1,
  /** The command line was not understood. */
  usage: 2,
  /** It ran, and what it checked does not hold, or the file has errors. */
  findings: 3,
  /** The vault could not be unlocked. */
  locked: 4,
} as const;

/** A command line that was not understood; its message says what is wrong. */
export class UsageError extends Error {}

/** What a command answers: an object for `--json`, text for people, and the exit code. */
export interface CliResult {
  readonly json: unknown;
  readonly text: string;
  readonly exitCode?: number;
}

/** Writes the result, and nothing else, to standard output; waits until it is out, so that a pipe gets all of it. */
export async function writeResult(result: CliResult, asJson: boolean): Promise<void> {
  const text = asJson ? JSON.stringify(result.json) : result.text;
  await new Promise<void>((resolve, reject) => process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve())));
}

/** A plain table with aligned columns; numbers to the right. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const right = header.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (right[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  return [line(cells[0]!), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.slice(1).map(line)].join('\n');
}
