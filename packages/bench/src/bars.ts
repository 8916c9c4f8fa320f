/** What the product promises, as ratios to a baseline of the same run, and what replaying a year must reach. */
export const BARS = {
  /** Compiled policy ÷ the same rules written by hand. */
  adjudicate: 1 / 3,
  /** Compiled rules of contributions over columns ÷ the same rules written by hand. */
  contribution: 1 / 4,
  /** Settlements over HTTP ÷ one SQL function call per bill, by number of clients. */
  http: new Map([
    [32, 0.6],
    [64, 0.9],
  ]),
  /** Million aggregate bills a second on one thread. */
  replayMillions: 10,
  /** A list of 50 000 rows, checked and enrolled. */
  importSeconds: 45,
  /** The slowest search on a million persons. */
  searchMs: 1_000,
} as const;

/** `✓` or `✗` against a bar; nothing where there is none. */
export function mark(value: number, bar: number | undefined): string {
  if (bar === undefined) return '';
  return value >= bar ? '✓' : '✗';
}
