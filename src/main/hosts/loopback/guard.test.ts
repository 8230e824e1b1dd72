import { describe, expect, test } from 'vitest';
import { judge } from './guard.ts';
import type { SeenRequest } from './guard.ts';

const policy = { host: 'nexus-1.localhost:5000', isSession: (value: string) => value === 'right' };
const fromPage = (more: Partial<SeenRequest> & { readonly cookie?: string; readonly extra?: readonly string[] } = {}): SeenRequest => ({
  method: more.method ?? 'GET',
  target: more.target ?? '/events',
  rawHeaders: [
    'Host',
    policy.host,
    'Sec-Fetch-Site',
    'same-origin',
    'Sec-Fetch-Mode',
    'cors',
    'Sec-Fetch-Dest',
    'empty',
    'Cookie',
    more.cookie ?? '__Host-nexus=right',
    ...(more.extra ?? []),
  ],
});

describe('judge', () => {
  test('passes what the page sends', () => {
    expect(judge(fromPage(), policy)).toEqual({ kind: 'pass' });
    const post = fromPage({ method: 'POST', target: '/rpc/x', extra: ['Origin', `http://${policy.host}`] });
    expect(judge(post, policy)).toEqual({ kind: 'pass' });
  });

  test('refuses methods other than GET and POST by itself, whatever the door would say', () => {
    for (const method of ['HEAD', 'OPTIONS', 'PUT', 'get', '']) {
      expect(judge(fromPage({ method }), policy)).toMatchObject({ kind: 'refuse', status: 405 });
    }
  });

  test('refuses upgrades and expectations by itself', () => {
    expect(judge(fromPage({ extra: ['Upgrade', 'websocket'] }), policy)).toMatchObject({ kind: 'refuse', status: 400 });
    expect(judge(fromPage({ extra: ['Expect', '100-continue'] }), policy)).toMatchObject({ kind: 'refuse', status: 400 });
  });

  test('refuses two sessions in one header, in either order', () => {
    for (const cookie of [
      '__Host-nexus=right; __Host-nexus=wrong',
      '__Host-nexus=wrong; __Host-nexus=right',
      '__Host-nexus=right;__Host-nexus=right',
    ]) {
      expect(judge(fromPage({ cookie }), policy)).toMatchObject({ kind: 'refuse', status: 401 });
    }
  });

  test('a dot in a name is no dot segment, a query is no path', () => {
    expect(judge(fromPage({ target: '/assets/a..b-1.2.js' }), policy)).toEqual({ kind: 'pass' });
    expect(judge(fromPage({ target: '/assets/a/..' }), policy)).toMatchObject({ status: 400 });
    expect(judge(fromPage({ target: '/a?b=//../' }), policy)).toEqual({ kind: 'pass' });
  });
});
