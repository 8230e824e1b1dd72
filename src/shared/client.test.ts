import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AppEvent } from './contract/events.ts';
import { createClient, WINDOW_HEADER } from './client.ts';
import type { ClientRequest } from './client.ts';
import { errorOfProblem, problemOf } from './problem.ts';
import { readServerSentEvents } from './sse.ts';

const stream = (...chunks: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });

describe('reading server-sent events', () => {
  test('events in any cut, comments and empty ones aside', async () => {
    const heard: string[] = [];
    const never = new AbortController().signal;
    await readServerSentEvents(
      stream('data: a', '\n', '\n:\n\nda', 'ta: b1\ndata:b2\n\n', '\n\ndata: lost'),
      (data) => heard.push(data),
      never,
    );
    expect(heard).toEqual(['a', 'b1\nb2']);
  });

  test('a letter cut in two is one letter', async () => {
    const bytes = new TextEncoder().encode('data: Łódź\n\n');
    const heard: string[] = [];
    const cut = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    await readServerSentEvents(cut, (data) => heard.push(data), new AbortController().signal);
    expect(heard).toEqual(['Łódź']);
  });
});

describe('the event stream of a window', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('comes back by itself, more slowly each time, and says whether it stands', async () => {
    let answers = 0;
    const attempts: number[] = [];
    const client = createClient(() => {
      attempts.push(Date.now());
      answers++;
      if (answers > 1 && answers < 5) return Promise.reject(new TypeError('fetch failed'));
      return Promise.resolve(new Response(stream(`data: {"type":"hello","state":"locked"}\n\n`)));
    });
    const events: AppEvent[] = [];
    const stands: boolean[] = [];
    const close = client.events(
      (event) => events.push(event),
      (connected) => stands.push(connected),
    );
    await vi.advanceTimersByTimeAsync(250 + 500 + 1_000 + 2_000 - 1);
    expect(answers).toBe(4);
    await vi.advanceTimersByTimeAsync(1);
    expect(attempts.map((at) => at - attempts[0]!)).toEqual([0, 250, 750, 1_750, 3_750]);
    expect(events).toHaveLength(2);
    expect(stands).toEqual([true, false, false, false, false, true, false]);
    close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answers).toBe(5);
  });
});

test('a listener that fails is seen and does not end the stream', async () => {
  const seen: unknown[] = [];
  const microtask = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((run) => {
    try {
      run();
    } catch (error) {
      seen.push(error);
    }
  });
  const heard: AppEvent[] = [];
  const two = `data: {"type":"unlocked"}\n\n`.repeat(2);
  const fault = new Error('of the listener');
  const close = createClient(() => Promise.resolve(new Response(stream(two)))).events((event) => {
    heard.push(event);
    throw fault;
  });
  await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(2));
  close();
  microtask.mockRestore();
  expect(seen.slice(0, 2)).toEqual([fault, fault]);
});

describe('calls', () => {
  test('name the window, and nothing of the case stands in the address', async () => {
    let seen: { path: string; init: ClientRequest } | null = null;
    const client = createClient(
      (path, init) => {
        seen = { path, init };
        return Promise.resolve(Response.json({ cases: [] }));
      },
      { windowId: 'w-12345678' },
    );
    await client.call('case.list', {});
    expect(seen).toMatchObject({
      path: '/rpc/case.list',
      init: { method: 'POST', body: '{}', headers: { [WINDOW_HEADER]: 'w-12345678' } },
    });
  });

  test('an answer of some other program is a sentence, not a crash', async () => {
    for (const response of [
      new Response('<h1>proxy</h1>', { status: 502 }),
      new Response(null, { status: 500 }),
      Response.json({ code: 'made-up' }, { status: 400 }),
    ]) {
      const call = createClient(() => Promise.resolve(response)).call('case.list', {});
      await expect(call).rejects.toMatchObject({ data: { code: 'internal', message: expect.stringMatching(/status \d+/) } });
    }
  });

  test('a program that is gone, a page instead of data and a cancelled call are told apart', async () => {
    const gone = createClient(() => Promise.reject(new TypeError('Failed to fetch'))).call('case.list', {});
    await expect(gone).rejects.toMatchObject({ data: { code: 'internal', message: expect.stringMatching(/does not answer/) } });
    const html = createClient(() => Promise.resolve(new Response('<html>'))).call('case.list', {});
    await expect(html).rejects.toMatchObject({ data: { code: 'internal' } });
    const stop = new AbortController();
    stop.abort();
    const cancelled = createClient((_path, init) => Promise.reject(init.signal!.reason as Error)).call(
      'case.list',
      {},
      { signal: stop.signal },
    );
    await expect(cancelled).rejects.toMatchObject({ data: { code: 'cancelled' } });
  });

  test('a ticket with odd letters stays one step of a path', () => {
    expect(createClient(() => Promise.reject(new Error())).downloadUrl('a/../b?c')).toBe('/download/a%2F..%2Fb%3Fc');
  });
});

test('an operating error survives the way through a problem document', () => {
  const data = { code: 'vault-wait', message: 'Wait.', remedy: 'Wait longer.', facts: { seconds: 3 } } as const;
  expect(errorOfProblem(JSON.parse(JSON.stringify(problemOf(data, 'id-1'))), 429).data).toEqual(data);
  expect(problemOf(data, 'id-1')).toMatchObject({ status: 429, type: 'urn:nexus-examiner:error:vault-wait', title: 'vault wait' });
});
