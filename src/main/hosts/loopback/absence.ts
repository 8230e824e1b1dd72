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
  #isOver = false;

  constructor(options: AbsenceOptions) {
    this.#options = options;
    this.streams(0);
  }

  /** Told the number of open event streams after every change. */
  streams(open: number): void {
    this.#clear();
    // Streams also end because the program does; a timer begun then would keep the process alive.
    if (open > 0 || this.#isOver) return;
    const { lockAfterMs, exitAfterMs, onLock, onExit } = this.#options;
    this.#timers = [setTimeout(onLock, lockAfterMs), setTimeout(onExit, exitAfterMs)];
  }

  /** Ends the watch for good. */
  stop(): void {
    this.#isOver = true;
    this.#clear();
  }

  #clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}
