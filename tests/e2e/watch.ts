import type { BrowserContext, Page } from '@playwright/test';

/** What a page did that a finished product does not do. A test fails on any. */
export interface Watch {
  readonly findings: string[];
  /** Findings that match are expected in this test. */
  expectFinding(pattern: RegExp): void;
}

/** An operating error is shown by the page; the browser's own note that a request was refused is no fault. */
const REFUSED_REQUEST = /^Failed to load resource: the server responded with a status of 4\d\d/;
/** Locking ends the event stream, and closing the host in the middle of one is how tests end. */
const CUT_STREAM =
  /^Failed to load resource: net::ERR_(INCOMPLETE_CHUNKED_ENCODING|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE)|^net::ERR_INCOMPLETE_CHUNKED_ENCODING/;

/** Runs in the page before anything else. */
const REPORT_POLICY = `addEventListener('securitypolicyviolation', (event) =>
  window.__policyReport([event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber].join(' ')))`;

/**
 * Collects console errors and warnings, uncaught errors, policy reports and requests that leave the origin.
 * @param isOwn whether an address belongs to the program
 */
export async function watchContext(context: BrowserContext, isOwn: (address: string) => boolean): Promise<Watch> {
  const findings: string[] = [];
  const expected: RegExp[] = [];
  const add = (finding: string) => {
    if (!expected.some((pattern) => pattern.test(finding))) findings.push(finding);
  };
  await context.exposeBinding('__policyReport', (_source, report: string) => add(`policy: ${report}`));
  await context.addInitScript({ content: REPORT_POLICY });
  const watchPage = (page: Page) => {
    page.on('pageerror', (error) => add(`uncaught: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      const text = message.text();
      if (REFUSED_REQUEST.test(text) && /\/(rpc|upload|download)\//.test(message.location().url)) return;
      if (!CUT_STREAM.test(text)) add(`console ${message.type()}: ${text} (${message.location().url})`);
    });
    page.on('request', (request) => {
      if (!isOwn(request.url())) add(`request: ${request.method()} ${request.url()}`);
    });
  };
  for (const page of context.pages()) watchPage(page);
  context.on('page', watchPage);
  return { findings, expectFinding: (pattern) => expected.push(pattern) };
}
