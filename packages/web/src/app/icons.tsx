import type { ReactNode } from 'react';

/** Line icons on a 20-unit grid, drawn in the text colour. Decorative: the text beside them carries the meaning. */
const PATHS = {
  home: <path d="M3.5 9 10 3.5 16.5 9v7.5h-4.2v-4.4H7.7v4.4H3.5z" />,
  calculator: (
    <path d="M4.5 2.8h11v14.4h-11zM7 6h6M7 9.8h.1M10 9.8h.1M13 9.8h.1M7 13.6h.1M10 13.6h.1M13 13.6h.1" />
  ),
  policies: <path d="M5 2.8h7l3.5 3.6v10.8H5zM12 2.8v3.6h3.5M7.8 9.6h4.9M7.8 12.8h4.9" />,
  settlements: (
    <path d="M4.5 2.8h11v14.4l-2.2-1.5-1.8 1.5-1.5-1.5-1.5 1.5-1.8-1.5-2.2 1.5zM7.3 6.6h5.4M7.3 9.8h5.4" />
  ),
  persons: (
    <path d="M10 9.6a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3.8 17c.5-3.5 3-5.2 6.2-5.2s5.7 1.7 6.2 5.2" />
  ),
  reversals: <path d="M4 7h8.5a4 4 0 0 1 0 8H7M4 7l3.2-3.2M4 7l3.2 3.2" />,
  enrolment: (
    <path d="M8 9.4a2.9 2.9 0 1 0 0-5.8 2.9 2.9 0 0 0 0 5.8zM2.6 16.6c.4-3.2 2.6-4.8 5.4-4.8s5 1.6 5.4 4.8M15.4 6.2v5M12.9 8.7h5" />
  ),
  office: <path d="M3 16.8h14M4.5 16.8V7.2L10 3.2l5.5 4v9.6M10 7.4v5.2M7.4 10h5.2" />,
  messages: <path d="M3 4.5h14v9H9.5L6 16.8v-3.3H3zM6.2 7.8h7.6M6.2 10.4h5" />,
  contributions: (
    <path d="M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4zM7 6l3 4 3-4M10 10v4.4M7.4 10.4h5.2M7.4 12.6h5.2" />
  ),
  operations: <path d="M3 16.8h14M5.5 13.4V9.6M10 13.4V4.2M14.5 13.4V7.2" />,
  sun: (
    <path d="M10 13.4a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8zM10 1.8v2M10 16.2v2M1.8 10h2M16.2 10h2M4.2 4.2l1.4 1.4M14.4 14.4l1.4 1.4M4.2 15.8l1.4-1.4M14.4 5.6l1.4-1.4" />
  ),
  moon: <path d="M16.5 11.6A6.8 6.8 0 0 1 8.4 3.5a6.8 6.8 0 1 0 8.1 8.1z" />,
  keyboard: <path d="M2.5 5.5h15v9h-15zM5.4 8.4h.1M8.4 8.4h.1M11.5 8.4h.1M14.6 8.4h.1M6.5 11.6h7" />,
  link: (
    <path d="M8.3 11.7a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1M11.7 8.3a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1" />
  ),
  columns: <path d="M3 4h6v12H3zM11 4h6v12h-6z" />,
  calendar: (
    <path d="M3.5 4.8h13v12h-13zM3.5 8.4h13M7 3v3M13 3v3M7 11.4h.1M10 11.4h.1M13 11.4h.1M7 14h.1M10 14h.1" />
  ),
  search: <path d="M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4" />,
  print: <path d="M6 7.5V3h8v4.5M6 14H3.5V7.5h13V14H14M6 11.5h8V17H6z" />,
  card: <path d="M2.8 4.8h14.4v10.4H2.8zM2.8 8.2h14.4M5.6 12h3.6" />,
  account: <path d="M3 6.4h14v10H3zM3 6.4 13.4 3v3.4M13 11.4h.1" />,
  percent: (
    <path d="M15 5 5 15M6.4 7.8a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM13.6 15.4a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2z" />
  ),
  houses: <path d="M2.5 16.5V9.2L7 5.8l4.5 3.4v7.3zM11.5 16.5h6V6.6L13.4 3.4l-3 2.4M5.6 16.5v-3.6h2.8v3.6" />,
  list: <path d="M7.5 5h9M7.5 10h9M7.5 15h9M3.5 5h.1M3.5 10h.1M3.5 15h.1" />,
  magnifier: (
    <path d="M4 3h9v5M4 3v14h5M6.6 6.4h3.8M6.6 9.4h1.6M12.6 15.4a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM14.8 14.8l2.2 2.2" />
  ),
  report: <path d="M4.5 2.8h7.5l3.5 3.6v10.8h-11zM7.4 14V11M10 14V8.4M12.6 14v-1.8" />,
  transfer: <path d="M3.5 7h12M12.4 3.8 15.6 7l-3.2 3.2M16.5 13h-12M7.6 9.8 4.4 13l3.2 3.2" />,
  school: <path d="M10 3.6 18 7.4l-8 3.8-8-3.8zM5 9v4.4c2.8 2.4 7.2 2.4 10 0V9M18 7.4v4.4" />,
  key: <path d="M7 12.6a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8zM10.3 9.2h7.2v3M14.4 9.2v2.2" />,
  chain: <path d="M4.5 2.8h11v14.4h-11zM7.4 7l1 1 1.8-2M7.4 12.2l1 1 1.8-2M12 7.2h1.4M12 12.4h1.4" />,
  plus: <path d="M10 4v12M4 10h12" />,
  close: <path d="M5 5l10 10M15 5 5 15" />,
  check: <path d="m4.5 10.5 3.7 3.7 7.3-8" />,
  alert: <path d="M10 3 18 16.8H2zM10 8.4v3.8M10 14.4v.1" />,
  arrow: <path d="M4 10h12M11.5 5.5 16 10l-4.5 4.5" />,
} as const satisfies Readonly<Record<string, ReactNode>>;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {PATHS[name]}
    </svg>
  );
}
