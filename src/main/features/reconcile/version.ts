/** Named on every run, so that a third party knows what produced it. Raised with every change that can change a result. */
export const ENGINE_VERSION = 'reconcile-1';
