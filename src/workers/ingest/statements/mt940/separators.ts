/** FinTS hands messages over with `@@` in place of line ends (HBCI, MT940 over DIN separators): such lines are cut in place. */
import { byteAt, type SoundLine } from '../sound-lines.ts';

const SEPARATED = /@@(?=:\d\d[A-Z]?:|-|\s*$)/;

/** Lines with each stretch between `@@` as a line of its own, all with the number of the line they stand in. */
export async function* cutAtSeparators(lines: AsyncGenerator<SoundLine>): AsyncGenerator<SoundLine> {
  for await (const line of lines) {
    if (!SEPARATED.test(line.text)) {
      yield line;
      continue;
    }
    let from = 0;
    for (const part of line.text.split('@@')) {
      const start = byteAt(line, from);
      yield { ...line, text: part, byteStart: start, byteLength: byteAt(line, from + part.length) - start };
      from += part.length + 2;
    }
  }
}
