import { Hono } from 'hono';
import { isId } from '../../shared/ids.ts';
import { LIMITS } from '../../shared/limits.ts';
import { WINDOW_HEADER } from '../../shared/client.ts';
import type { Application, RequestContext } from './application.ts';
import type { AssetSource } from './assets.ts';
import { readBody } from './body.ts';
import { answerDownload } from './download.ts';
import { eventAnswerer } from './events.ts';
import { serveAsset } from './page.ts';
import { refusal, refusalOf } from './refuse.ts';
import type { FaultListener } from './refuse.ts';
import { answerCommand, json, mediaType } from './rpc.ts';

export interface DoorOptions {
  /** Check what commands return against the contract. Default: true; the packaged program turns it off. */
  readonly validateOutput?: boolean;
  /** Default 10 s. */
  readonly heartbeatMs?: number;
  readonly onStreams?: (open: number) => void;
  readonly onFault?: FaultListener;
}

/**
 * The one door: the whole application as `fetch(Request) → Response`, the same behind every host.
 * It reads no cookie, Origin, Sec-Fetch header or signal: telling friend from foe at the socket is the host's task.
 */
export function createDoor(app: Application, assets: AssetSource, options: DoorOptions = {}): Hono {
  const onFault = options.onFault ?? (() => undefined);
  const rpc = { validateOutput: options.validateOutput ?? true, onFault };
  const events = eventAnswerer(app, { heartbeatMs: options.heartbeatMs ?? 10_000, onStreams: options.onStreams ?? (() => undefined) });
  const door = new Hono();

  door.post('/rpc/:name', (c) => answerCommand(app, c.req.param('name'), c.req.raw, contextOf(c.req.raw), rpc));
  door.get('/events', () => events());
  door.post('/upload/:id/:slice', async (c) => {
    const id = c.req.param('id');
    const slice = c.req.param('slice');
    if (!isId(id) || !/^(0|[1-9]\d{0,5})$/.test(slice)) {
      return refusal({ code: 'not-found', message: 'There is no upload of this name.' });
    }
    if (mediaType(c.req.raw) !== 'application/octet-stream') {
      return refusal({ code: 'bad-request', message: 'File slices are taken as application/octet-stream only.' }, { status: 415 });
    }
    await app.upload(id, Number(slice), await readBody(c.req.raw, LIMITS.uploadSliceBytes));
    return json({});
  });
  door.get('/download/:ticket', (c) => answerDownload(app, c.req.param('ticket')));
  door.all('/rpc/*', () => wrongMethod('POST'));
  door.all('/upload/*', () => wrongMethod('POST'));
  door.all('/events', () => wrongMethod('GET'));
  door.all('/download/*', () => wrongMethod('GET'));
  door.get('*', async (c) => (await serveAsset(assets, new URL(c.req.url).pathname)) ?? nothingHere());
  door.all('*', () => wrongMethod('GET'));
  door.notFound(() => nothingHere());
  door.onError((error, c) => refusalOf(error, `${c.req.method} ${c.req.path.split('/')[1] ?? ''}`, onFault));
  return door;
}

function contextOf(request: Request): RequestContext {
  const given = request.headers.get(WINDOW_HEADER) ?? '';
  return { windowId: /^[A-Za-z0-9-]{8,64}$/.test(given) ? given : 'unnamed' };
}

function nothingHere(): Response {
  return refusal({ code: 'not-found', message: 'There is nothing at this address.' });
}

function wrongMethod(allow: string): Response {
  return refusal({ code: 'bad-request', message: `This address takes ${allow} only.` }, { status: 405, allow });
}
