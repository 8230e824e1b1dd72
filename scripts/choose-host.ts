/** Which host `npm start` takes, and the reason it prints. */
export interface HostChoice {
  readonly host: 'electron' | 'loopback';
  readonly because: string;
}

export interface HostFacts {
  /** `--host` or NEXUS_HOST. */
  readonly wanted: string | undefined;
  readonly binary: boolean;
  readonly ci: boolean;
  readonly offline: boolean;
  readonly root: boolean;
  readonly display: boolean;
  /** Tries to fetch the binary; true when it is there afterwards. Slow, so it is asked last. */
  readonly fetchBinary: () => boolean;
}

/** Electron where it can run, else the loopback host. @throws Error where a host was asked for that can't be had */
export function chooseHost(facts: HostFacts): HostChoice {
  if (facts.wanted === 'loopback') return { host: 'loopback', because: 'it was asked for' };
  if (facts.wanted === 'electron') {
    if (facts.binary || facts.fetchBinary()) return { host: 'electron', because: 'it was asked for' };
    throw new Error(
      'Electron was asked for, but its program is not here and could not be fetched. Leave the option out to run in a browser window.',
    );
  }
  if (facts.wanted !== undefined) throw new Error('There are two hosts: electron and loopback.');
  if (!facts.display) return { host: 'loopback', because: 'there is no display for a window' };
  if (facts.root) return { host: 'loopback', because: 'Electron’s sandbox does not work for the root user' };
  if (facts.binary) return { host: 'electron', because: 'its program is here' };
  if (facts.ci || facts.offline)
    return { host: 'loopback', because: 'Electron’s program is not here and nothing is fetched in this environment' };
  if (facts.fetchBinary()) return { host: 'electron', because: 'its program could be fetched' };
  return { host: 'loopback', because: 'Electron’s program is not here and could not be fetched' };
}
