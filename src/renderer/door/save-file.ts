import { client } from './client.ts';

/** Tickets that were cashed: each brings its file once. */
const saved = new Set<string>();

/** Whether the file behind a ticket has been fetched from here. */
export function isSaved(ticket: string): boolean {
  return saved.has(ticket);
}

/** Lets the browser fetch and keep the file behind a ticket. A ticket that was cashed does nothing. */
export function saveFile(ticket: string, fileName: string): void {
  if (saved.has(ticket)) return;
  saved.add(ticket);
  const link = document.createElement('a');
  link.href = client.downloadUrl(ticket);
  link.download = fileName;
  link.click();
}
