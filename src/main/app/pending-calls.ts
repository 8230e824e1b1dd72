/**
 * Calls into another thread that are under way. A thread that ends must not leave its callers waiting for ever. Not a race
 * against one long-lived promise: that would hold every answer, and with it case data, for as long as the program runs.
 */
export class PendingCalls {
  readonly #waiting = new Set<(error: Error) => void>();
  #failed: Error | null = null;

  /** Why the thread is gone, or null. */
  get failed(): Error | null {
    return this.#failed;
  }

  /** The thread is gone: all calls under way and all later ones are rejected with this. Only the first reason counts. */
  fail(error: Error): void {
    if (this.#failed) return;
    this.#failed = error;
    for (const reject of this.#waiting) reject(error);
    this.#waiting.clear();
  }

  /** The call's answer, or the reason why there will be none. */
  orGone<T>(call: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#failed) {
        reject(this.#failed);
        return;
      }
      this.#waiting.add(reject);
      call.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }
}
