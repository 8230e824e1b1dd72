/**
 * The closed list of what can go wrong in operation. An operating error is data: it travels across threads and over
 * HTTP as an `ErrorData`, never as an `instanceof`. A broken invariant is an ordinary `Error` and stops the request.
 */
export const ERROR_CODES = {
  // Doors and rights
  'auth-required': 401,
  forbidden: 403,
  'not-found': 404,
  'bad-request': 400,
  'too-large': 413,
  conflict: 409,
  cancelled: 409,
  internal: 500,
  // Vault
  'vault-missing': 404,
  'vault-exists': 409,
  'vault-locked': 423,
  'vault-in-use': 409,
  'vault-wrong-key': 403,
  'vault-wait': 429,
  'vault-damaged': 500,
  'vault-newer': 409,
  'vault-gone': 503,
  'disk-full': 507,
  'disk-read-only': 503,
  'disk-error': 503,
  'keyring-unavailable': 503,
  'passphrase-weak': 400,
  'last-slot': 409,
  // Import
  'file-empty': 422,
  'file-unreadable': 422,
  'file-duplicate': 409,
  'mapping-incomplete': 422,
  'question-open': 422,
  // Analysis
  'nothing-to-do': 422,
  'already-decided': 409,
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** An operating error as data. `message` is a whole plain sentence: what happened, and what it means for the evidence. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly message: string;
  /** What the person can do next, as a sentence. */
  readonly remedy?: string;
  /** Facts for programs: counts, names, seconds. Never a secret, never file contents. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Carries an `ErrorData` through a throw inside one thread. Crossing a thread or a wire, send `toErrorData(error)`. */
export class OperatingError extends Error {
  readonly data: ErrorData;
  constructor(code: ErrorCode, message: string, more: Omit<ErrorData, 'code' | 'message'> = {}) {
    super(message);
    this.name = 'OperatingError';
    this.data = { code, message, ...more };
  }
}

/** Turns anything thrown into error data. An unknown error keeps its message out: it may hold a path or a value. */
export function toErrorData(error: unknown): ErrorData {
  if (error && typeof error === 'object' && 'data' in error) {
    const data = (error as { data: unknown }).data;
    if (data && typeof data === 'object' && 'code' in data && (data as ErrorData).code in ERROR_CODES) return data as ErrorData;
  }
  return {
    code: 'internal',
    message: 'The program met a fault of its own. Nothing was changed by this step.',
    remedy: 'Try again. If it happens again, export the log from Health and report it.',
  };
}

/** Rebuilds a throwable error from data that arrived from another thread or over HTTP. */
export function fromErrorData(data: ErrorData): OperatingError {
  const { code, message, ...more } = data;
  return new OperatingError(code, message, more);
}
