import type { AppEvent } from './contract/events.ts';
import type { CommandName, InputOf, OutputOf } from './contract/table.ts';
import { OperatingError } from './errors.ts';
import { errorOfProblem, PROBLEM_TYPE } from './problem.ts';
import { readServerSentEvents } from './sse.ts';

/** What the client needs of `fetch`; `window.fetch` fits, and so does a door called directly. Addresses are paths from the root. */
export type FetchLike = (path: string, init: ClientRequest) => Promise<Response>;
export interface ClientRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly signal?: AbortSignal;
}

/** A file as a browser's `File`/`Blob` offers it: its size and cheap slices. */
export interface FileLike {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

export interface Client {
  /** Runs one command. Throws `OperatingError`; with an aborted signal its code is `cancelled`. */
  call<N extends CommandName>(name: N, input: InputOf<N>, options?: { readonly signal?: AbortSignal }): Promise<OutputOf<N>>;
  /**
   * Opens this window's one event stream and keeps it open, with a pause that doubles from 0.25 s to 5 s between attempts.
   * `onConnection` hears false when the stream breaks and true when it stands; every new stream begins with `hello`.
   * @returns closes the stream for good
   */
  events(onEvent: (event: AppEvent) => void, onConnection?: (connected: boolean) => void): () => void;
  /** Sends a file slice by slice, in order, one in flight, so that memory on both sides stays at one slice. */
  upload(
    uploadId: string,
    file: FileLike,
    sliceBytes: number,
    onProgress?: (sentBytes: number, totalBytes: number) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Where an export's ticket is cashed, once. For a link with `download`. */
  downloadUrl(ticket: string): string;
}

/** The header that names the window a request comes from. */
export const WINDOW_HEADER = 'nexus-window';

/** A client of the door. @param fetchLike e.g. `(path, init) => window.fetch(path, init)` */
export function createClient(fetchLike: FetchLike, options: { readonly windowId?: string } = {}): Client {
  const windowId = options.windowId ?? crypto.randomUUID();

  async function send(path: string, init: ClientRequest): Promise<Response> {
    let response: Response;
    try {
      response = await fetchLike(path, { ...init, headers: { ...init.headers, [WINDOW_HEADER]: windowId } });
    } catch (cause) {
      throw connectionError(cause, init.signal);
    }
    if (response.ok) return response;
    const isProblem = response.headers.get('content-type')?.startsWith(PROBLEM_TYPE) ?? false;
    const body: unknown = isProblem ? await response.json().catch(() => null) : await response.body?.cancel();
    throw errorOfProblem(body, response.status);
  }

  async function call<N extends CommandName>(name: N, input: InputOf<N>, more: { readonly signal?: AbortSignal } = {}) {
    const response = await send(`/rpc/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(input),
      ...more,
    });
    try {
      return (await response.json()) as OutputOf<N>;
    } catch (cause) {
      throw connectionError(cause, more.signal);
    }
  }

  function events(onEvent: (event: AppEvent) => void, onConnection?: (connected: boolean) => void): () => void {
    const closing = new AbortController();
    const hear = (data: string) => {
      try {
        onEvent(JSON.parse(data) as AppEvent);
      } catch (error) {
        // A listener's fault must be seen, and must not cost the window its stream.
        queueMicrotask(() => {
          throw error;
        });
      }
    };
    const run = async () => {
      let pauseMs = 250;
      while (!closing.signal.aborted) {
        try {
          const response = await send('/events', { method: 'GET', headers: { accept: 'text/event-stream' }, signal: closing.signal });
          onConnection?.(true);
          pauseMs = 250;
          if (response.body) await readServerSentEvents(response.body, hear, closing.signal);
        } catch {
          // The stream was cut or refused; the pause below and the next attempt are the answer to both.
        }
        if (closing.signal.aborted) return;
        onConnection?.(false);
        await pause(pauseMs, closing.signal);
        pauseMs = Math.min(pauseMs * 2, 5_000);
      }
    };
    void run();
    return () => closing.abort();
  }

  async function upload(
    uploadId: string,
    file: FileLike,
    sliceBytes: number,
    onProgress?: (sentBytes: number, totalBytes: number) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    for (let slice = 0, from = 0; from < file.size; slice++, from += sliceBytes) {
      if (signal?.aborted) throw connectionError(signal.reason, signal);
      const to = Math.min(from + sliceBytes, file.size);
      const response = await send(`/upload/${uploadId}/${slice}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Uint8Array(await file.slice(from, to).arrayBuffer()),
        ...(signal ? { signal } : {}),
      });
      await response.body?.cancel();
      onProgress?.(to, file.size);
    }
  }

  return { call, events, upload, downloadUrl: (ticket) => `/download/${encodeURIComponent(ticket)}` };
}

function connectionError(cause: unknown, signal: AbortSignal | undefined): OperatingError {
  if (signal?.aborted || (cause instanceof Error && cause.name === 'AbortError')) {
    return new OperatingError('cancelled', 'The request was cancelled.');
  }
  return new OperatingError('internal', 'The program behind this window does not answer.', {
    remedy: 'Wait a moment. If it stays so, close this window and start the program again; nothing that was saved is lost.',
  });
}

/** Waits, or returns at once when the signal fires. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
