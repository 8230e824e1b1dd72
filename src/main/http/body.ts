import { OperatingError } from '../../shared/errors.ts';

/**
 * Reads a request's body whole, giving up as soon as it is longer than allowed. A declared length is only a first hint:
 * the bytes are counted, because a body may come without one.
 * @throws OperatingError `too-large`
 */
export async function readBody(request: Request, limitBytes: number): Promise<Uint8Array> {
  const declared = request.headers.get('content-length');
  if (Number(declared ?? '0') > limitBytes) throw tooLarge(limitBytes);
  if (declared !== null) {
    // With a length the host hands the bytes over in one piece, at a fraction of the cost of a stream's steps.
    const whole = new Uint8Array(await request.arrayBuffer());
    if (whole.byteLength > limitBytes) throw tooLarge(limitBytes);
    return whole;
  }
  if (!request.body) return new Uint8Array(0);
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > limitBytes) {
      await reader.cancel();
      throw tooLarge(limitBytes);
    }
    parts.push(value);
  }
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

function tooLarge(limitBytes: number): OperatingError {
  return new OperatingError('too-large', `The request is larger than the ${limitBytes} bytes that are taken at once.`, {
    facts: { limitBytes },
  });
}
