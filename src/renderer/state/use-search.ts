import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { ScreenSearch } from './search.ts';

/**
 * The address' search part of the current screen, and a way to change some of it. Undefined removes a field. Changes
 * replace the history entry unless `push` is set: moving a cursor should not fill Back.
 */
export function useScreenSearch(): [ScreenSearch, (change: ScreenSearch, push?: boolean) => void] {
  const search: ScreenSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (next: ScreenSearch, push = false) => {
      void navigate({ to: '.', search: (old: ScreenSearch) => ({ ...old, ...next }), replace: !push });
    },
    [navigate],
  );
  return [search, change];
}
