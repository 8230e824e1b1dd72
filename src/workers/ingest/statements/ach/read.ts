/** Reads NACHA files: batches of the automated clearing house of the United States, all entry classes, returns and advices. */
import { surveySource } from '../../encoding.ts';
import type { StatementReader } from '../reader.ts';
import { AchFile } from './file.ts';
import { recordsOf } from './records.ts';

const RECORDS_PER_BREATH = 4000;

/**
 * Each batch is a statement of its company, each entry with its addenda one movement: credits to the receiver positive, debits
 * negative. Amounts are whole cents of US dollars. There are no balances; batch and file controls are compared instead.
 */
export const readAch: StatementReader = async (source, sink, options) => {
  const survey = await surveySource(source, options.encoding, options.signal);
  const file = new AchFile(sink);
  let records = 0;
  for await (const record of recordsOf(source, survey)) {
    file.record(record);
    if (++records % RECORDS_PER_BREATH !== 0) continue;
    options.signal?.throwIfAborted();
    await sink.breathe(record.byteEnd);
  }
  file.finish();
  await sink.breathe(source.size);
  const { encoding, because, confidence } = survey;
  return {
    format: 'ach',
    ...{ encoding, dateFormat: 'yyMMdd', decimalMark: '.' },
    reasons: [
      { about: 'encoding', decision: encoding, because, confidence },
      {
        about: 'sign',
        decision: 'transaction code',
        because: 'the code of each entry says whether the receiver is credited or debited',
        confidence: 99,
      },
    ],
    questions: [],
  };
};
