import type { AssetSource } from './assets.ts';
import { BASE_HEADERS, DATA_POLICY, newNonce, pagePolicy, PERMISSIONS_POLICY } from './headers.ts';

/** Where the build leaves room for the nonce (`html.cspNonce` in the Vite configuration). */
export const NONCE_PLACE = '__NEXUS_STYLE_NONCE__';

/** Answers GET for the renderer's files; `/` is the page itself, with this response's nonce put in. Null: no such file. */
export async function serveAsset(assets: AssetSource, path: string): Promise<Response | null> {
  const isPage = path === '/' || path === '/index.html';
  const asset = await assets.read(isPage ? '/index.html' : path);
  if (!asset) return null;
  if (!isPage) {
    return new Response(asset.bytes, {
      headers: {
        ...BASE_HEADERS,
        'cache-control': asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
        'content-security-policy': DATA_POLICY,
        'content-type': asset.contentType,
        'content-length': String(asset.bytes.byteLength),
      },
    });
  }
  const nonce = newNonce();
  const html = new TextEncoder().encode(new TextDecoder().decode(asset.bytes).replaceAll(NONCE_PLACE, nonce));
  return new Response(html, {
    headers: {
      ...BASE_HEADERS,
      'content-security-policy': pagePolicy(nonce),
      'permissions-policy': PERMISSIONS_POLICY,
      'content-type': 'text/html; charset=utf-8',
      'content-length': String(html.byteLength),
    },
  });
}
