import type { AppEvent } from '../../shared/contract/events.ts';
import type { Application } from './application.ts';
import { BASE_HEADERS, DATA_POLICY } from './headers.ts';

/** A reader that is this many events behind is cut off: it asks again from a fresh `hello`, and memory stays bounded. */
const QUEUE_EVENTS = 1_000;

export interface EventOptions {
  /** Milliseconds between comments that keep the stream alive and let us notice that the page has gone. */
  readonly heartbeatMs: number;
  /** Hears the number of open streams after every change. */
  readonly onStreams: (open: number) => void;
}

/** GET /events: a stream that begins with `hello` and ends when the page goes or falls too far behind. */
export function eventAnswerer(app: Application, options: EventOptions): () => Response {
  let open = 0;
  return () => {
    let close: () => void = () => undefined;
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          const send = (text: string) => {
            controller.enqueue(encoder.encode(text));
            if ((controller.desiredSize ?? 0) > 0) return;
            close();
            controller.close();
          };
          const sendEvent = (event: AppEvent) => send(`data: ${JSON.stringify(event)}\n\n`);
          let closed = false;
          const unsubscribe = app.subscribe(sendEvent);
          const heartbeat = setInterval(() => send(':\n\n'), options.heartbeatMs);
          heartbeat.unref();
          close = () => {
            if (closed) return;
            closed = true;
            clearInterval(heartbeat);
            unsubscribe();
            options.onStreams(--open);
          };
          options.onStreams(++open);
          sendEvent({ type: 'hello', state: app.state() });
        },
        cancel: () => close(),
      },
      { highWaterMark: QUEUE_EVENTS },
    );
    return new Response(body, {
      headers: { ...BASE_HEADERS, 'content-security-policy': DATA_POLICY, 'content-type': 'text/event-stream' },
    });
  };
}
