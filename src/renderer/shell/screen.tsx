import type { ReactNode } from 'react';

export function Screen({ title, children }: { title: string; id: string; children: ReactNode }) {
  return (
    <main>
      <h1>{title}</h1>
      {children}
    </main>
  );
}
