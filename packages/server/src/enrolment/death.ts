import type { PersonChangeBody } from '@gongji/contract';
import type { Rejection } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { PoolClient } from '@gongji/store';
import { knownAt, type RegisterPerson, type RowChange } from '@gongji/store/enrolment';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { stopped } from './enrol-proposal.ts';
import { notActive } from './not-active.ts';
import type { Proposal } from './proposal.ts';
import { backdated } from './second-person.ts';

const TITLE = { zh: '死亡登记', en: 'death' };

/** 死亡登记: the person, and every cover and special group that would go on. Benefits end with the day of death. */
export async function planDeath(
  deps: RestDeps,
  tx: PoolClient,
  person: RegisterPerson,
  { diedOn, reason }: Extract<PersonChangeBody, { kind: 'death' }>,
): Promise<Proposal> {
  const today = chinaDay(deps.now());
  const found: Rejection[] = [];
  const at = { field: 'diedOn', value: diedOn };
  const words = (zh: string, en: string) => ({
    zh: { what: zh, day: diedOn },
    en: { what: en, day: diedOn },
  });
  if (person.status !== 'active') found.push(notActive(person));
  if (diedOn > today)
    found.push(bilingualRejection('day-in-future', words('死亡日期', 'the day of death'), at));
  if (diedOn < person.bornOn) {
    const { zh, en } = words('死亡日期', 'the day of death');
    const { bornOn } = person;
    found.push(bilingualRejection('day-before-birth', { zh: { ...zh, bornOn }, en: { ...en, bornOn } }, at));
  }
  if (found.length > 0) return stopped(found, TITLE);
  const { personId, regionCode } = person;
  const rows = await knownAt(tx, personId);
  const open = (end: unknown) =>
    end === null || end === undefined || (typeof end === 'string' && end > diedOn);
  const changes = rows.flatMap(({ register, row }): readonly RowChange[] => {
    if (register === 'coverage' && open(row.covered_to) && String(row.covered_from) <= diedOn) {
      const to = { covered_to: diedOn, benefit_to: diedOn, status: '4', end_reason: 'death' };
      return [{ register, key: row, to }];
    }
    if (register === 'coverage' && open(row.covered_to)) return [{ register, key: row }];
    if (register === 'person_group' && open(row.valid_to) && String(row.valid_from) <= diedOn)
      return [{ register, key: row, to: { valid_to: diedOn } }];
    return [];
  });
  const covers = changes.filter(({ register }) => register === 'coverage').length;
  return {
    problems: [],
    causes: backdated(deps.secondPerson, diedOn, today),
    title: TITLE,
    shown: {
      changes: [{ field: 'died_on', before: null, after: diedOn }],
      effects: [
        {
          zh: `${covers} 段参保关系于 ${diedOn} 终止`,
          en: `${covers} covers end on ${diedOn}`,
        },
      ],
    },
    act: {
      kind: 'death',
      regionCode,
      personId,
      effectiveOn: diedOn,
      facts: { diedOn },
      changes: [
        { register: 'person', key: { person_id: personId }, to: { status: 'dead', died_on: diedOn } },
        ...changes,
      ],
      reason,
    },
  };
}
