import type { PersonStatus } from '@gongji/contract';
import { addMonths, type Bilingual, type CalendarDate } from '@gongji/domain';
import { type PolicyModel, retirementAge } from '@gongji/engine';
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
    readonly policy: PolicyModel;
  },
): readonly Bilingual[] {
  const { status, row, policy } = made;
  const found: Bilingual[] = [];
  if (!rules.backdating.except.includes(status)) found.push(...backdated(rules, row.coveredFrom, today));
  if (status === 'retired') found.push(...early(rules, policy, { body, person }));
  return found;
}

/** Retiring before the statutory age of the policy, which says the day and from when one may by own choice. */
function early(
  rules: SecondPersonRules,
  policy: PolicyModel,
  { body, person }: Pick<CoverCase, 'body' | 'person'>,
): readonly Bilingual[] {
  const retiresAs = body.retiresAs ?? (person.sex === '2' ? 'womanWorker' : 'man');
  const age = retirementAge(policy, { on: body.on, facts: { retiresAs }, bornOn: person.bornOn });
  if (age.kind !== 'retires' || body.on >= age.dueOn) return [];
  const { zh, en } = causeOf(rules, rules.earlyRetirement);
  return [
    {
      zh: `${zh}：${age.dueOn} 达到法定退休年龄，弹性提前最早 ${age.earliestOn}（${age.clause}）`,
      en: `${en}: it is reached on ${age.dueOn}, by own choice on ${age.earliestOn} at the earliest (${age.clause})`,
    },
  ];
}
