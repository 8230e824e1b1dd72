/**
 * Notices that no window is there any more. The page keeps one event stream open; without any for a while the vault is
 * locked, and later the program ends: a forgotten process must not hold an open vault.
 */
export interface AbsenceOptions {
  readonly lockAfterMs: number;
  readonly exitAfterMs: number;
  readonly onLock: () => void;
  readonly onExit: () => void;
}

export class Absence {
  readonly #options: AbsenceOptions;
  #timers: NodeJS.Timeout[] = [];

  constructor(options: AbsenceOptions) {
    this.#options = options;
    this.streams(0);
  }

  /** Told the number of open event streams after every change. */
  streams(open: number): void {
    this.stop();
    if (open > 0) return;
    this.#timers = [
      setTimeout(this.#options.onLock, this.#options.lockAfterMs),
      setTimeout(this.#options.onExit, this.#options.exitAfterMs),
    ];
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}
