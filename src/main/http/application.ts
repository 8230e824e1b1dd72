import type { AppEvent } from '../../shared/contract/events.ts';
import type { CommandName } from '../../shared/contract/table.ts';

/** A file ready to be handed out. */
export interface DownloadFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly stream: ReadableStream<Uint8Array>;
}

/** Where a request comes from. The window id tells one window's uploads and tickets from another's; it grants nothing. */
export interface RequestContext {
  readonly windowId: string;
}

/** The application behind the door. The door checks shapes; rights, audit and effects are the application's. */
export interface Application {
  /** Runs a command whose input has already passed its zod schema. Throws errors that carry `ErrorData`. */
  execute(name: CommandName, input: unknown, context: RequestContext): Promise<unknown>;
  /** Takes slice number `slice` (0-based, in order) of an announced upload; at most `LIMITS.uploadSliceBytes`. */
  upload(uploadId: string, slice: number, bytes: Uint8Array): Promise<void>;
  /** Cashes a ticket; null where it is unknown, spent or expired. */
  download(ticket: string): Promise<DownloadFile | null>;
  /** Hears every event until the returned function is called. Must not throw into the caller. */
  subscribe(listener: (event: AppEvent) => void): () => void;
  state(): 'none' | 'locked' | 'unlocked';
}

export type LockReason = 'user' | 'idle' | 'suspend' | 'exit';

/** What a host may do besides answering requests. */
export interface HostedApplication extends Application {
  lock(reason: LockReason): Promise<void>;
  /** Locks, ends workers, releases the vault. */
  close(): Promise<void>;
}
