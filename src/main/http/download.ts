import type { Application } from './application.ts';
import { BASE_HEADERS, DATA_POLICY } from './headers.ts';
import { refusal } from './refuse.ts';

/** GET /download/<ticket>: the file behind a ticket, as an attachment, with its length. */
export async function answerDownload(app: Application, ticket: string): Promise<Response> {
  const file = /^[A-Za-z0-9_-]{16,128}$/.test(ticket) ? await app.download(ticket) : null;
  if (!file) {
    return refusal({
      code: 'not-found',
      message: 'This download is no longer there: each is handed out once, for ten minutes.',
      remedy: 'Make the export again.',
    });
  }
  return new Response(file.stream, {
    headers: {
      ...BASE_HEADERS,
      'content-security-policy': DATA_POLICY,
      'content-type': file.contentType,
      'content-length': String(file.bytes),
      'content-disposition': contentDisposition(file.fileName),
    },
  });
}

/** RFC 6266: an ASCII name for old readers and the whole name in UTF-8. Folders, quotes and control characters don't survive. */
export function contentDisposition(fileName: string): string {
  // Control characters, separators, quotes, and the overrides that make "txt.exe" read as "exe.txt".
  const name = fileName
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069/\\"]/gu, '_')
    .slice(0, 200)
    .toWellFormed();
  const ascii = name.replaceAll(/[^\x20-\x7e]/g, '_');
  const utf8 = encodeURIComponent(name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
