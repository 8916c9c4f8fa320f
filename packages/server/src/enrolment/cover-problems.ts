import { type EnrolBody, type EnrolmentKind, PERSON_STATUSES, type PersonStatus } from '@gongji/contract';
import { ageOn, type Rejection, rejection } from '@gongji/domain';
import { bilingualRejection, type PolicyModel } from '@gongji/engine';
import type { CoverCase } from './cover-case.ts';
import { agesRule, statusFits } from './status-ages.ts';

const NEEDS: Readonly<Record<string, readonly (readonly [keyof EnrolBody, string, string])[]>> = {
  unit: [['unitId', '参保单位', 'unit']],
  wage: [['wageFen', '申报月工资', 'declared monthly wage']],
  tier: [['tier', '缴费档次', 'contribution tier']],
  termStartOn: [['termStartOn', '开学日期', 'first day of the term']],
  stopReason: [['stopReason', '停保原因', 'reason of the end']],
  yearsMadeUp: [['yearsMadeUp', '补缴的断保年数', 'missed years to pay for']],
  recognised: [
    ['countsAs', '计入类别', 'how the months count'],
    ['fromMonth', '起始月份', 'first month'],
    ['toMonth', '截止月份', 'last month'],
    ['evidence', '证明材料', 'proof'],
  ],
};

/** What the kind of act needs and the form lacks; a tier only where the policy has tiers. */
export function neededFields(
  body: EnrolBody,
  kind: EnrolmentKind,
  policy?: PolicyModel,
): readonly Rejection[] {
  const hasTiers = policy?.attributes.has('contributionTier') ?? true;
  const lacking = kind.needs
    .filter((need) => need !== 'tier' || hasTiers)
    .flatMap((need) => NEEDS[need] ?? [])
    .filter(([field]) => body[field] === undefined);
  return lacking.map(([field, zh, en]) =>
    bilingualRejection('fact-missing', { zh: { name: zh }, en: { name: en } }, { field }),
  );
}

export function unitProblems({ body, kind, unit }: CoverCase): readonly Rejection[] {
  const { unitId } = body;
  if (unitId === undefined) return [];
  const at = { field: 'unitId', value: unitId };
  if (unit === undefined) return [rejection('unit-unknown', { unitId }, at)];
  const found: Rejection[] = [];
  if (unit.status !== 'active') found.push(rejection('unit-not-active', { unit: unit.name }, at));
  if (kind.units.length > 0 && !kind.units.includes(unit.kind))
    found.push(rejection('unit-not-fit', { unit: unit.name }, at));
  return found;
}

/** The status asked for, or the one that fits the age. */
export function statusOf(
  { body, kind, person }: CoverCase,
  policy: PolicyModel | undefined,
): PersonStatus | undefined {
  const known = kind.statuses.filter((one): one is PersonStatus => Object.hasOwn(PERSON_STATUSES, one));
  if (body.personStatus !== undefined) return known.find((one) => one === body.personStatus);
  return known.find((one) => statusFits(policy, one, { bornOn: person.bornOn, on: body.on })) ?? known[0];
}

/** A status that is none of the act's, or whose ages by the policy are others. */
export function statusProblems(
  { body, person }: Pick<CoverCase, 'body' | 'person'>,
  status: PersonStatus | undefined,
  policy: PolicyModel | undefined,
): readonly Rejection[] {
  const { bornOn } = person;
  if (status !== undefined && statusFits(policy, status, { bornOn, on: body.on })) return [];
  const asked = body.personStatus ?? '';
  const words = status === undefined ? { zh: asked, en: asked } : PERSON_STATUSES[status];
  const rule = status === undefined ? { zh: '', en: '' } : agesRule(policy, status, body.on);
  const age = String(ageOn(bornOn, body.on));
  return [
    bilingualRejection(
      'status-not-fit',
      { zh: { status: words.zh, age, rule: rule.zh }, en: { status: words.en, age, rule: rule.en } },
      { field: 'personStatus', value: status ?? asked },
    ),
  ];
}
