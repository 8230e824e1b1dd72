/** What the address may ask for when the program starts: `#/?sample=true` asks for the sample case. */
export interface StartSearch {
  readonly sample?: boolean;
}

/** Reads the start address' search part, as the router has taken it apart. */
export function readStart(raw: Record<string, unknown>): StartSearch {
  return raw['sample'] === true ? { sample: true } : {};
}

/** Whether the page was opened for the sample case and has not got to it yet: the router drops the parameter as it does. */
export function wantsSample(hash: string = window.location.hash): boolean {
  return /^#\/\?(.*&)?sample=true(&|$)/.test(hash);
}
