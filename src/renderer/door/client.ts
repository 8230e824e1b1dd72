import { createClient } from '../../shared/client.ts';

/** The renderer's one way to the application: the contract's typed client over the page's own origin. */
export const client = createClient((input, init) => fetch(input, init));
