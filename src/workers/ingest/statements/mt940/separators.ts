/** FinTS hands messages over with `@@` in place of line ends (HBCI, MT940 over DIN separators): such lines are cut in place. */
import { byteAt, type SoundLine } from '../sound-lines.ts';

const SEPARATED = /@@(?=:\d\d[A-Z]?:|-|\s*$)/;

/** Lines with each stretch between `@@` as a line of its own, all with the number of the line they stand in. */
export function cutAtSeparators(lines: readonly SoundLine[]): readonly SoundLine[] {
  if (!lines.some(({ text }) => text.includes('@@'))) return lines;
  return lines.flatMap((line) => {
    if (!SEPARATED.test(line.text)) return line;
    let from = 0;
    return line.text.split('@@').map((text) => {
      const start = byteAt(line, from);
      const part = { ...line, text, byteStart: start, byteLength: byteAt(line, from + text.length) - start };
      from += text.length + 2;
      return part;
    });
  });
}
