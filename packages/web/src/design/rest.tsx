import type { ReactNode } from 'react';
import { NARROW_PX } from './table-wrap.tsx';

interface RestProps {
  readonly summary: ReactNode;
  /** It is wanted now, on a phone too. */
  readonly wanted?: boolean;
  readonly children: ReactNode;
}

/** What asks for no deed now: open at a desk, folded on a phone. */
export function Rest({ summary, wanted = false, children }: RestProps) {
  return (
    <details className="rest" open={wanted || window.innerWidth > NARROW_PX}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
