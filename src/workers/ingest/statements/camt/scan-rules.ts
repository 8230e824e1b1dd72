/** What the scanner knows of the messages it walks through, and its bounds. */

/** Elements inside which a record is found again. */
export const CONTAINERS = /^(?:Stmt|Rpt|Ntfctn|BkToCstmr\w*)$/;
/** Elements that never stand inside one of their own kind. */
export const RECORDS = new Set(['Document', 'Ntry', 'Stmt', 'Rpt', 'Ntfctn', 'TxDtls']);
/** Where reading can begin again: a new document, a statement, one of its parts, the end of any of them. */
export const RESUME = /<\/?(?:[\w.-]+:)?(?:Document|BkToCstmr\w*|Ntry|Stmt|Rpt|Ntfctn|Bal|TxsSummry)(?=[\s/>])|<\?xml\s/g;
/** The same behind damage inside of an entry. */
export const RESUME_IN_ENTRY = /<\/?(?:[\w.-]+:)?(?:Document|BkToCstmr\w*|Ntry|Stmt|Rpt|Ntfctn)(?=[\s/>])|<\?xml\s/g;

export const XINCLUDE = 'http://www.w3.org/2001/XInclude';
export const NO_ATTRIBUTES: Readonly<Record<string, string>> = {};
export const NOWHERE = (): number => 0;
/** ISO 20022 messages are some twenty deep. */
export const MOST_DEPTH = 100;
/** Characters without a tag: the longest text of the schema has 500. */
export const MOST_TEXT = 4 * 1024 * 1024;
/** Damages after which a file is no XML any more; each costs a search and a new parser. */
export const MOST_BREAKS = 5000;

/** What saxes says of an XML declaration. */
export const DECLARATION = /^(?:XML declaration|did not expect|expected |version number|encoding value|standalone value)/;
/** Breaches behind which the parser still is where it was: the text is kept. */
export const SOFT =
  /^(?:disallowed character$|undefined entity|disallowed character in entity|malformed (?:character entity|comment)|empty entity|the string|unbound namespace|duplicate attribute|tags may not|invalid attempt|no whitespace between)/;

/** Name of an element without its prefix. */
export function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
