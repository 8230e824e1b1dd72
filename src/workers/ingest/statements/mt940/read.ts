/** Reads SWIFT MT940 (customer statement) and MT942 (interim report) files, with the banks' own wrapping around them. */
import { surveySource } from '../../encoding.ts';
import type { StatementReader } from '../reader.ts';
import { soundLines } from '../sound-lines.ts';
import { FieldCutter, type MessageEvent } from './fields.ts';
import { cutAtSeparators } from './separators.ts';
import { Statement, type FileState } from './statement.ts';

const BREATHE_LINES = 4_096;

/** Every message is one statement; pages of a statement (60M, 62M) are statements of their own, each with its equation. */
export const readMt94x: StatementReader = async (source, sink, options) => {
  const survey = await surveySource(source, options.encoding, options.signal);
  const file: FileState = { currencies: new Map(), told: options.currency ?? '', pages: new Map() };
  let statement: Statement | null = null;
  let type: string | null = null;
  let openBlock = false;
  let lastLine = 0;
  let interim = 0;
  let whole = 0;
  const close = (last: boolean): void => {
    if (statement === null) return;
    statement.end(last);
    if (statement.isIntraday) interim++;
    else whole++;
    statement = null;
  };
  const take = (event: MessageEvent): void => {
    if (event.kind === 'end') {
      close(false);
      type = null;
      openBlock = false;
    } else if (event.kind === 'block') {
      close(false);
      type = event.type ?? type;
      openBlock ||= event.opens;
    } else {
      const { field } = event;
      if (statement !== null && statement.startsAnother(field.tag)) {
        const { account } = statement;
        close(false);
        statement = new Statement(sink, file, type, field.line);
        if (field.tag.startsWith('60')) statement.continueFrom(account);
      }
      statement ??= new Statement(sink, file, type, field.line);
      statement.take(field);
      lastLine = field.line;
    }
  };
  const cutter = new FieldCutter(sink);
  let lines = 0;
  for await (const batch of soundLines(source, survey, sink)) {
    for (const event of cutter.push(cutAtSeparators(batch), false)) take(event);
    lines += batch.length;
    if (lines < BREATHE_LINES) continue;
    lines = 0;
    await sink.breathe(batch.at(-1)!.byteStart);
  }
  for (const event of cutter.push([], true)) take(event);
  close(true);
  if (openBlock) sink.problem('FILE-TRUNCATED', lastLine, { values: ['the end of the message (-})'] });
  if (interim + whole === 0) sink.problem(source.size === 0 ? 'FILE-EMPTY' : 'FILE-NO-ROWS', 0);
  return {
    format: interim > whole ? 'mt942' : 'mt940',
    encoding: survey.encoding,
    dateFormat: 'yyMMdd',
    decimalMark: ',',
    reasons: [
      {
        about: 'format',
        decision: interim > whole ? 'MT942' : 'MT940',
        because: `${whole} statements with balances, ${interim} interim reports`,
        confidence: 100,
      },
      { about: 'encoding', decision: survey.encoding, because: survey.because, confidence: survey.confidence },
      { about: 'sign', decision: 'C and RD money in, D and RC money out', because: 'SWIFT Standards MT, field 61', confidence: 100 },
    ],
    questions: [],
  };
};
