/** Branded identifiers: a `CaseId` can't be passed where a `JobId` is wanted. All are opaque outside the vault. */
declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

/** 26 characters, Crockford base32, time-ordered (ULID layout, random part from a CSPRNG). */
export type CaseId = Branded<string, 'case'>;
export type UserId = Branded<string, 'user'>;
export type JobId = Branded<string, 'job'>;
export type BlobId = Branded<string, 'blob'>;
export type UploadId = Branded<string, 'upload'>;
/** Row identifiers inside one case database (SQLite rowids, stable for the life of the case). */
export type SourceId = Branded<number, 'source'>;
export type TransactionId = Branded<number, 'transaction'>;
export type MatchId = Branded<number, 'match'>;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A new time-ordered identifier: 48 bits of milliseconds, 80 random bits.
 * @param nowMs wall clock in milliseconds
 * @param random fills a buffer from a CSPRNG (`crypto.getRandomValues` on every runtime we have)
 */
export function newId<T extends string>(
  nowMs: number = Date.now(),
  random: (bytes: Uint8Array) => Uint8Array = (b) => crypto.getRandomValues(b as Uint8Array<ArrayBuffer>),
): T {
  let time = '';
  for (let rest = nowMs, i = 0; i < 10; i++) {
    time = CROCKFORD[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  const bytes = random(new Uint8Array(16));
  let tail = '';
  for (let i = 0; i < 16; i++) tail += CROCKFORD[bytes[i]! & 31];
  return (time + tail) as T;
}

/** Whether a text has the shape of an identifier made by `newId`; used before an identifier becomes part of a path. */
export function isId(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]{26}$/.test(text);
}
