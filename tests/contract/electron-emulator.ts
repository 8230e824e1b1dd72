import type { FetchLike } from '../../src/shared/client.ts';

/**
 * Carries a request the way Electron's `protocol.handle` does: the handler's Request has the custom scheme and no usable
 * signal, a body arrives as a stream (a Blob as one buffer), response headers are collapsed to one value per name, and
 * closing the page's side cancels the response's stream.
 */
export function electronFetch(handler: (request: Request) => Response | Promise<Response>): FetchLike {
  return async (path, init) => {
    init.signal?.throwIfAborted();
    const whole = init.body === undefined ? undefined : new Blob([init.body]);
    const request = new Request(`nexus://app${path}`, {
      method: init.method,
      headers: { ...init.headers, 'content-type': init.headers['content-type'] ?? 'text/plain' },
      ...(whole ? { body: oneBuffer(whole), duplex: 'half' } : {}),
    });
    Object.defineProperty(request, 'signal', { get: () => { throw new Error('The core must not read the signal'); } }); // prettier-ignore
    const response = await handler(request);
    const headers: Record<string, string> = {};
    for (const [name, value] of response.headers) {
      if (name in headers) throw new Error(`The header ${name} has two values; Electron keeps one`);
      headers[name] = value;
    }
    if (init.signal?.aborted) {
      await response.body?.cancel();
      init.signal.throwIfAborted();
    }
    return new Response(relay(response.body, init.signal), { status: response.status, headers });
  };
}

function oneBuffer(blob: Blob): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(new Uint8Array(await blob.arrayBuffer()));
      controller.close();
    },
  });
}

function relay(body: ReadableStream<Uint8Array> | null, signal: AbortSignal | undefined): ReadableStream<Uint8Array> | null {
  if (!body) return null;
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      signal?.addEventListener('abort', () => {
        void reader.cancel();
        controller.error(signal.reason);
      });
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => reader.cancel(),
  });
}
