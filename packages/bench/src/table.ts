export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the figures are, in a sentence or two. */
  readonly note: string;
}

/** For a terminal: columns as wide as their widest cell, the first to the left, the others to the right. */
export function plainTable({ title, head, rows, note }: Table): string {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return [title, line(head), widths.map((w) => '─'.repeat(w)).join('  '), ...rows.map(line), note].join('\n');
}

export function markdownTable({ title, head, rows, note }: Table): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const rule = head.map((_, i) => (i === 0 ? ':--' : '--:'));
  return [`### ${title}`, '', line(head), line(rule), ...rows.map(line), '', note].join('\n');
}
