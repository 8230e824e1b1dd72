/** Reads a file again to show where one of its records stands. */
import type { Layout } from '../../shared/contract/import.ts';
import { OperatingError } from '../../shared/errors.ts';
import type { RecordPlace } from './record-place.ts';
import type { ByteSource } from './source.ts';

/** Throws OperatingError `not-found` where the file has no such record, or where its bytes show the place themselves. */
export function placeOf(_source: ByteSource, layout: Layout, line: number): Promise<RecordPlace> {
  return Promise.reject(new OperatingError('not-found', `Line ${line} of a ${layout.format} file is shown by its bytes.`));
}
