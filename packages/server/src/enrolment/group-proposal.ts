import type { GroupBody } from '@gongji/contract';
import { type Rejection, rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import { groupSpansOf, lockPerson } from '@gongji/store/enrolment';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { stopped } from './enrol-proposal.ts';
import { notActive } from './not-active.ts';
import type { Proposal } from './proposal.ts';
import { backdated } from './second-person.ts';

/** Special groups 特殊人群 with their national code 人员身份类别 (psn_idet_type). */
const IDET_TYPES: Readonly<Record<string, string>> = {
  lowIncome: '2303',
  extremelyPoor: '2304',
  lowIncomeEdge: '2305',
  povertyWatch: '2302',
  severelyDisabled: '2308',
  orphan: '2361',
  entitledGroup: '21',
};

/** 特殊人群认定、终止: with its proof; a day in the past affects the bills since. */
export async function proposeGroup(
  deps: RestDeps,
  tx: PoolClient,
  personId: string,
  body: GroupBody,
): Promise<Proposal> {
  const person = await lockPerson(tx, personId);
  const title =
    body.act === 'add'
      ? { zh: '特殊人群登记', en: 'special group' }
      : { zh: '特殊人群终止', en: 'end of a special group' };
  if (person === undefined) return stopped([rejection('person-unknown', { personId })], title);
  const problems: Rejection[] = person.status === 'merged' ? [notActive(person)] : [];
  const spans = (await groupSpansOf(tx, personId)).filter((one) => one.groupName === body.group);
  const { validFrom } = body;
  const to = body.validTo ?? null;
  if (to !== null && to < validFrom)
    problems.push(rejection('dates-out-of-order', { from: validFrom, to }, { field: 'validTo', value: to }));
  const key = { person_id: personId, group_name: body.group, valid_from: validFrom };
  if (body.act === 'add') {
    const meets = spans.find(
      (one) => (one.validTo === null || one.validTo >= validFrom) && (to === null || one.validFrom <= to),
    );
    if (meets !== undefined)
      problems.push(
        rejection('group-overlaps', { from: meets.validFrom }, { field: 'validFrom', value: validFrom }),
      );
  } else if (!spans.some((one) => one.validFrom === validFrom)) {
    problems.push(rejection('group-unknown', { from: validFrom }, { field: 'validFrom', value: validFrom }));
  }
  if (problems.length > 0) return stopped(problems, title);
  const day = body.act === 'add' ? validFrom : (to ?? validFrom);
  const causes = backdated(deps.secondPerson, day, chinaDay(deps.now()));
  return {
    problems,
    causes,
    title,
    shown: {},
    act: {
      kind: body.act === 'add' ? 'group' : 'groupEnd',
      regionCode: person.regionCode,
      personId,
      effectiveOn: day,
      facts: { ...body },
      changes: [
        body.act === 'end'
          ? { register: 'person_group', key, to: { valid_to: to } }
          : {
              register: 'person_group',
              to: {
                ...key,
                region_code: person.regionCode,
                idet_type: IDET_TYPES[body.group] ?? '',
                valid_to: to,
                proof_kind: body.proofKind,
                proof_no: body.proofNo ?? null,
                proved_by: body.provedBy,
              },
            },
      ],
      reason: body.reason,
    },
  };
}
