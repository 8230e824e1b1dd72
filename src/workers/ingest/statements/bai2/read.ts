/** Reads BAI2 files (Cash Management Balance Reporting, version 2). */
import { surveySource } from '../../encoding.ts';
import type { StatementReader } from '../reader.ts';
import { soundLines } from '../sound-lines.ts';
import { physicalLength, physicalRecords } from './physical.ts';
import { RecordCutter, type Bai2Record } from './records.ts';
import { Structure } from './structure.ts';

const BREATHE_LINES = 4_096;

/** Every account record (03 … 49) is one statement, dated by the as-of date of its group. */
export const readBai2: StatementReader = async (source, sink, options) => {
  const survey = await surveySource(source, options.encoding, options.signal);
  const length = physicalLength(survey);
  const lines = length > 0 ? physicalRecords(source, survey, length) : soundLines(source, survey, sink);
  const structure = new Structure(sink, options.currency);
  const cutter = new RecordCutter(sink);
  let read = 0;
  let lastLine = 0;
  const take = (records: Iterable<Bai2Record>): void => {
    for (const record of records) {
      structure.take(record);
      lastLine = record.line;
    }
  };
  for await (const batch of lines) {
    take(cutter.push(batch, false));
    read += batch.length;
    if (read < BREATHE_LINES) continue;
    read = 0;
    await sink.breathe(batch.at(-1)!.byteStart);
  }
  take(cutter.push([], true));
  structure.end(lastLine);
  if (structure.accounts === 0) sink.problem(source.size === 0 ? 'FILE-EMPTY' : 'FILE-NO-ROWS', 0);
  return {
    format: 'bai2',
    encoding: survey.encoding,
    dateFormat: 'yyMMdd',
    decimalMark: '.',
    reasons: [
      {
        about: 'format',
        decision: length > 0 ? `physical records of ${length} characters` : 'one record or more in a line',
        because: length > 0 ? 'the file header states it and there are no line ends' : 'the file has line ends',
        confidence: 100,
      },
      { about: 'encoding', decision: survey.encoding, because: survey.because, confidence: survey.confidence },
      {
        about: 'sign',
        decision: 'type codes 100 to 399 money in, 400 to 699 money out',
        because: 'BAI2, uniform type codes',
        confidence: 100,
      },
    ],
    questions: [],
  };
};
