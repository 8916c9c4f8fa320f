import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** A row or column of links that scrolls 导航: the one of this page is brought into view. `links`: how many there are now. */
export function useCurrentInView(links: number): RefObject<HTMLElement | null> {
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page or more links are what it runs for.
  useEffect(() => {
    const box = nav.current?.getBoundingClientRect();
    const link = nav.current?.querySelector('[aria-current="page"]')?.getBoundingClientRect();
    if (box === undefined || link === undefined) return;
    nav.current?.scrollBy({
      left: outside(link.left, link.right, box.left, box.right),
      top: outside(link.top, link.bottom, box.top, box.bottom),
    });
  }, [pathname, links]);
  return nav;
}

function outside(from: number, to: number, first: number, last: number): number {
  if (from < first) return from - first;
  return to > last ? to - last : 0;
}
