import type { ErrorData } from '../../shared/errors.ts';

/** What a call across a thread answers: errors travel as data. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorData };
