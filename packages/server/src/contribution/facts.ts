import { ageOn, type CalendarDate } from '@gongji/domain';
import type { Facts, PolicyModel } from '@gongji/engine';
import type { InsuredRow } from '@gongji/store/contribution';

const GROUPS = [
  ...['lowIncome', 'extremelyPoor', 'lowIncomeEdge', 'povertyWatch', 'severelyDisabled', 'orphan'],
  'entitledGroup',
] as const;

/** Facts 事实 of a person for contributions on a day, as far as the policy declares them. */
export function contributionFacts(policy: PolicyModel, row: InsuredRow, on: CalendarDate): Facts {
  const groups = new Set(row.groups);
  const all: Facts = {
    personStatus: row.personStatus,
    contributionTier: row.tier,
    sex: row.sex === '1' ? 'male' : row.sex === '2' ? 'female' : 'unknown',
    age: Math.max(0, ageOn(row.bornOn, on)),
    civilServant: row.civilServant,
    familyDoctor: row.familyDoctor,
    unbrokenYears: row.unbrokenYears,
    withAccount: row.withAccount,
    localHousehold: row.residence === 'local',
    enrolledBy: row.unitKind ?? 'self',
    employerKind: row.employerKind ?? 'none',
    ...Object.fromEntries(GROUPS.map((group) => [group, groups.has(group)])),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => policy.attributes.has(name)));
}
