import type { Bilingual, CalendarDate } from '@gongji/domain';
import { type Debtor, type OpenSuspension, openSuspensions } from '@gongji/store/contribution';
import { coveredAgain, repairableUntil } from '../contribution/end-suspensions.ts';
import type { RestDeps } from '../rest/deps.ts';

/**
 * What paying everything today does to suspended benefits, by the rules of cover: a sentence for each outcome, with how
 * many persons it is about.
 */
export async function repairSentences(
  deps: Pick<RestDeps, 'pool' | 'policies'>,
  debtor: Debtor,
  on: CalendarDate,
): Promise<readonly Bilingual[]> {
  const open = [
    ...(await openSuspensions(deps.pool, 'employee', debtor)),
    ...(await openSuspensions(deps.pool, 'resident', debtor)),
  ];
  const same = Map.groupBy(open, ({ regionCode, scheme, fromOn, facts, bornOn }) =>
    // Of a unit hundreds have the same facts but for their age.
    JSON.stringify([regionCode, scheme, fromOn, { ...facts, age: 0 }, scheme === 'resident' ? bornOn : '']),
  );
  const outcomes = [...same.values()].flatMap((persons) => {
    const [first] = persons;
    return first === undefined ? [] : [{ sentence: outcome(deps, first, on), persons: persons.length }];
  });
  return [...Map.groupBy(outcomes, ({ sentence }) => sentence.zh).values()].flatMap((some) => {
    const [first] = some;
    const persons = some.reduce((sum, one) => sum + one.persons, 0);
    return first === undefined ? [] : [counted(first.sentence, persons)];
  });
}

function outcome(
  { policies }: Pick<RestDeps, 'policies'>,
  suspension: OpenSuspension,
  on: CalendarDate,
): Bilingual {
  const { fromOn } = suspension;
  const again = coveredAgain(policies, suspension, on);
  if (again.kind === 'refused')
    return {
      zh: `自 ${fromOn} 起的暂停不能仅凭缴费恢复，须重新办理参保`,
      en: `the suspension from ${fromOn} is not ended by paying alone; the person has to enrol again`,
    };
  if (again.on > fromOn)
    return {
      zh: `今天缴清的，自 ${again.on} 起恢复待遇，${fromOn} 至恢复前不享受待遇${clauseZh(again.cover?.clause)}`,
      en: `paid today, benefits begin again on ${again.on}; from ${fromOn} until then there are none${clauseEn(again.cover?.clause)}`,
    };
  const until = repairableUntil(policies, suspension, on);
  return {
    zh: `今天缴清的，自 ${fromOn} 起恢复，不留缺口${until === undefined ? '' : `；最迟 ${until} 缴清仍不留缺口，之后须重新等待`}${clauseZh(again.cover?.clause)}`,
    en: `paid today, benefits are restored from ${fromOn} without a gap${until === undefined ? '' : `; that holds for payment until ${until}, afterwards there is a new waiting`}${clauseEn(again.cover?.clause)}`,
  };
}

const clauseZh = (clause: string | undefined) =>
  clause === undefined || clause === '' ? '' : `（${clause}）`;
const clauseEn = (clause: string | undefined) =>
  clause === undefined || clause === '' ? '' : ` (${clause})`;

function counted({ zh, en }: Bilingual, persons: number): Bilingual {
  return { zh: `${persons} 人：${zh}。`, en: `${persons} persons: ${en}.` };
}
