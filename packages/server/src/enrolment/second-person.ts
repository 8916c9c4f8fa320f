import type { PersonStatus } from '@gongji/contract';
import { ageOn, type Bilingual, type CalendarDate } from '@gongji/domain';
import type { MoneyAssessment } from '@gongji/engine';
import type { CoverCase, NewCover } from './cover-case.ts';

/** Configuration of the second person 复核: how far back a day may lie without one. */
const BACKDATING_MONTHS = 3;

export const BACKDATED: Bilingual = {
  zh: `起止日期早于${BACKDATING_MONTHS}个月前`,
  en: `the day lies more than ${BACKDATING_MONTHS} months back`,
};
const SHORT_YEARS: Bilingual = { zh: '退休时缴费年限不足，须补缴', en: 'years are missing at retirement' };
const EARLY: Bilingual = { zh: '未到法定退休年龄', en: 'below the ordinary age of retirement' };

/** First day of the month that lies so many months back. */
export function backdatedBefore(today: CalendarDate): CalendarDate {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - BACKDATING_MONTHS;
  const year = Math.floor(months / 12);
  return `${year}-${String((months % 12) + 1).padStart(2, '0')}-01` as CalendarDate;
}

/** Why a second person must agree to a new cover. */
export function secondPerson(
  { body, person, today }: CoverCase,
  made: {
    readonly status: PersonStatus;
    readonly row: NewCover;
    readonly makeUp: MoneyAssessment | undefined;
  },
): readonly Bilingual[] {
  const { status, row, makeUp } = made;
  const found: Bilingual[] = [];
  // From birth or from the start of the school year is the rule there, not a favour.
  const fromTheStart = status === 'newborn' || status === 'universityStudent';
  if (row.coveredFrom < backdatedBefore(today) && !fromTheStart) found.push(BACKDATED);
  if (makeUp !== undefined && makeUp.totalFen > 0) found.push(SHORT_YEARS);
  const least = person.sex === '2' ? 50 : 60;
  if (status === 'retired' && ageOn(person.bornOn, body.on) < least) found.push(EARLY);
  return found;
}
