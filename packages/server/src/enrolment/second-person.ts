import type { PersonStatus } from '@gongji/contract';
import { addMonths, ageOn, type Bilingual, type CalendarDate } from '@gongji/domain';
import type { MoneyAssessment } from '@gongji/engine';
import type { CoverCase, NewCover } from './cover-case.ts';
import { causeOf, type SecondPersonRules } from './second-person-rules.ts';

/** Why a second person must agree where a day lies further back than the rules allow to one; none: it does not. */
export function backdated(
  rules: SecondPersonRules,
  on: CalendarDate,
  today: CalendarDate,
): readonly Bilingual[] {
  const { backdating } = rules;
  const firstDay = `${addMonths(today, -backdating.months).slice(0, 7)}-01`;
  return on < firstDay ? [causeOf(rules, backdating, { months: backdating.months })] : [];
}

/** Why a second person must agree to a new cover. */
export function secondPerson(
  { body, person, today, secondPerson: rules }: CoverCase,
  made: {
    readonly status: PersonStatus;
    readonly row: NewCover;
    readonly makeUp: MoneyAssessment | undefined;
  },
): readonly Bilingual[] {
  const { status, row, makeUp } = made;
  const found: Bilingual[] = [];
  if (!rules.backdating.except.includes(status)) found.push(...backdated(rules, row.coveredFrom, today));
  if (makeUp !== undefined && makeUp.totalFen > rules.makeUp.aboveYuan * 100)
    found.push(causeOf(rules, rules.makeUp));
  const least = person.sex === '2' ? 50 : 60;
  if (status === 'retired' && ageOn(person.bornOn, body.on) < least)
    found.push(causeOf(rules, rules.earlyRetirement));
  return found;
}
