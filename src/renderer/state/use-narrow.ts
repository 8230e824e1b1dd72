import { useSyncExternalStore } from 'react';
import { useInterface } from './interface.ts';

/** Under this width at size 100 % the rail becomes a button and side panels become sheets: 200 % zoom of a 1366 px screen. */
const NARROW_PX = 900;

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/** Whether the window is narrow for the chosen size. */
export function useNarrow(): boolean {
  const size = useInterface((state) => state.settings.size);
  return useSyncExternalStore(subscribe, () => (window.innerWidth * 100) / size < NARROW_PX);
}
