/**
 * Reads server-sent events from a byte stream (WHATWG HTML 9.2, the part we send: `data` lines and comments). The page
 * uses fetch rather than EventSource so that one client serves the window, the tests and the command line alike.
 * When the signal fires the stream is cancelled: that, not the request's own signal, is what every host carries to the door.
 */
export async function readServerSentEvents(
  body: ReadableStream<Uint8Array>,
  onData: (data: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  const reader = body.getReader();
  signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true });
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
      else if (line === '' && data.length > 0) {
        onData(data.join('\n'));
        data = [];
      }
    }
  }
}
