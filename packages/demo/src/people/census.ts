import { addDays, type CalendarDate } from '@gongji/domain';
import type { DemoPerson } from './person.ts';

/** Row of the census 人口底册; it follows from number and cover, so that the rest of the city stays as it was. */
export interface DemoCensus {
  readonly asOf: CalendarDate;
  readonly livingHere: boolean;
  readonly exempt: string;
  readonly proof?: string;
}

const REASONS = ['insuredElsewhere', 'studentElsewhere', 'military', 'abroad', 'moved'] as const;

/** Everybody stands in it: of those without cover every third is not counted, every seventh lives elsewhere. */
export function censusOf({ personId, coverages }: DemoPerson, asOf: CalendarDate): DemoCensus {
  const on = addDays(asOf, -45);
  const covered = coverages.some(
    ({ coveredFrom, coveredTo, status }) =>
      status !== '4' && coveredFrom <= asOf && (coveredTo === undefined || asOf <= coveredTo),
  );
  if (covered || personId <= LAST_NAMED) return { asOf: on, livingHere: true, exempt: 'none' };
  if (personId % 3 === 0) {
    const exempt = REASONS[personId % REASONS.length] ?? 'moved';
    const proof = exempt === 'insuredElsewhere' ? `安澜市参保凭证 AL${personId}` : undefined;
    return { asOf: on, livingHere: exempt !== 'moved', exempt, ...(proof === undefined ? {} : { proof }) };
  }
  return { asOf: on, livingHere: personId % 7 !== 0, exempt: 'none' };
}

const LAST_NAMED = 20;
