/** A stretch of months 参保时段 in which somebody was insured in one place; months as `yyyy-MM`, both included. */
export interface InsuredStretch {
  readonly from: string;
  readonly to: string;
}

/** Months since year 0: `2026-01` → 24313. */
export function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

export function monthText(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** Months of a stretch: last − first + 1. */
export function monthsOf({ from, to }: InsuredStretch): number {
  return monthNumber(to) - monthNumber(from) + 1;
}

/** Months that two lists of stretches have in common 重复参保, merged; a list may overlap in itself when given alone. */
export function overlapsOf(stretches: readonly InsuredStretch[]): readonly InsuredStretch[] {
  const ordered = [...stretches].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const found: InsuredStretch[] = [];
  let reached = '';
  for (const { from, to } of ordered) {
    if (reached !== '' && from <= reached) found.push({ from, to: to < reached ? to : reached });
    if (to > reached) reached = to;
  }
  return found;
}

/** Months between the first and the last in which nobody was insured 断保, in order. */
export function gapsOf(stretches: readonly InsuredStretch[]): readonly InsuredStretch[] {
  const ordered = [...stretches].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const gaps: InsuredStretch[] = [];
  let reached = ordered[0]?.to ?? '';
  for (const { from, to } of ordered.slice(1)) {
    if (monthNumber(from) > monthNumber(reached) + 1)
      gaps.push({ from: monthText(monthNumber(reached) + 1), to: monthText(monthNumber(from) - 1) });
    if (to > reached) reached = to;
  }
  return gaps;
}
