import { useEffect } from 'react';
import { client } from './client.ts';

/** The vault is told of activity at most this often; its shortest auto-lock is a minute. */
const EVERY_MS = 20_000;

/** Tells the vault that somebody is at work, so that it does not lock itself under their hands. */
export function useActivity(unlocked: boolean): void {
  useEffect(() => {
    if (!unlocked) return;
    let told = Date.now();
    const touch = () => {
      const now = Date.now();
      if (now - told < EVERY_MS) return;
      told = now;
      // A vault that has just locked refuses; the event stream says so by itself.
      client.call('vault.touch', {}).catch(() => undefined);
    };
    const events = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const name of events) window.addEventListener(name, touch, { passive: true });
    return () => {
      for (const name of events) window.removeEventListener(name, touch);
    };
  }, [unlocked]);
}
