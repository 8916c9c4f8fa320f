import type { Bilingual, CalendarDate } from '@gongji/domain';
import type { PersonCircumstances } from '@gongji/store/print';
import { schemeName, statusName } from './code-words.ts';

/** Stands for a cover that goes on. */
export const OPEN_END = '—';

/** State of a cover 参保关系 on a day, in words. */
export function coverState(
  c: { readonly status: string; readonly coveredTo: string | null; readonly benefitFrom: string },
  today: CalendarDate,
): Bilingual {
  if (c.status === '4' || (c.coveredTo !== null && c.coveredTo < today)) return { zh: '已终止', en: 'ended' };
  if (c.status === '2') return { zh: '暂停', en: 'suspended' };
  return today < c.benefitFrom ? { zh: '等待期', en: 'waiting' } : { zh: '有效', en: 'in force' };
}

/** Covers as a table of a paper shows them. */
export function coverRows(covers: PersonCircumstances['covers'], today: CalendarDate) {
  return covers.map((c) => ({
    schemeName: schemeName(c.scheme),
    place: c.place,
    statusName: statusName(c.personStatus),
    coveredFrom: c.coveredFrom,
    coveredTo: c.coveredTo ?? OPEN_END,
    benefitFrom: c.benefitFrom,
    benefitTo: c.benefitTo ?? OPEN_END,
    state: coverState(c, today),
  }));
}
