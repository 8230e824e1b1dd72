import type { ReactNode } from 'react';

/** What a tab shows beside its list. */
export interface Side {
  readonly title: string;
  readonly content: ReactNode;
}
