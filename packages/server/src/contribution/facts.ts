import { ageOn, type CalendarDate, date, type Fen, GROUP_NAMES } from '@gongji/domain';
import { assessContribution, type Facts, type MoneyOutcome, type PolicyModel } from '@gongji/engine';
import type { InsuredRow } from '@gongji/store/contribution';
import type { GroupSpan } from '@gongji/store/enrolment';
import { payerUnstated } from './payers.ts';

/** What the registers say of a person, or will say once an act is written. All facts for contributions and cover come from it. */
export type FactSource = PersonSource & CoverSource & Pick<InsuredRow, 'groups'>;
/** The part that the person's own row says. */
export type PersonSource = Pick<InsuredRow, 'sex' | 'bornOn' | 'residence' | 'householdKind' | 'graduatedOn'>;
/** The part that the cover and its unit say. */
export type CoverSource = Pick<
  InsuredRow,
  | 'personStatus'
  | 'tier'
  | 'civilServant'
  | 'familyDoctor'
  | 'withAccount'
  | 'papersInTime'
  | 'unbrokenYears'
  | 'unitKind'
  | 'employerKind'
>;

/** A person with one of his covers, and the special groups that hold on a day. */
export function factSource(
  { sex, bornOn, residence, householdKind, graduatedOn }: PersonSource,
  cover: CoverSource,
  groups: readonly GroupSpan[],
  on: CalendarDate,
): FactSource {
  const inForce = groups.filter((g) => g.validFrom <= on && (g.validTo === null || on <= g.validTo));
  return {
    ...cover,
    sex,
    bornOn,
    residence,
    householdKind,
    graduatedOn,
    groups: inForce.map(({ groupName }) => groupName),
  };
}

/** Facts 事实 of a person for contributions and cover on a day, as far as the policy declares them. */
export function contributionFacts(policy: PolicyModel, source: FactSource, on: CalendarDate): Facts {
  const groups = new Set(source.groups);
  const graduate = source.graduatedOn !== null && source.graduatedOn < on;
  const all: Facts = {
    personStatus: source.personStatus,
    contributionTier: source.tier,
    sex: source.sex === '1' ? 'male' : source.sex === '2' ? 'female' : 'unknown',
    age: Math.max(0, ageOn(source.bornOn, on)),
    civilServant: source.civilServant,
    familyDoctor: source.familyDoctor,
    unbrokenYears: source.unbrokenYears,
    withAccount: source.withAccount,
    papersInTime: source.papersInTime,
    localHousehold: source.residence === 'local',
    ...(source.householdKind === null ? {} : { residence: source.householdKind }),
    graduate,
    yearsSinceGraduation: graduate && source.graduatedOn !== null ? ageOn(source.graduatedOn, on) : 0,
    enrolledBy: source.unitKind ?? 'self',
    employerKind: employerKindOf(source),
    ...Object.fromEntries(GROUP_NAMES.map((group) => [group, groups.has(group)])),
  };
  return Object.fromEntries(Object.entries(all).filter(([name, value]) => isKnown(policy, name, value)));
}

/** Policies know three kinds of employer: household businesses, agencies of dispatched workers and all others pay as enterprises. */
function employerKindOf({ employerKind }: CoverSource): string {
  if (employerKind === null) return 'none';
  return employerKind === 'government' || employerKind === 'institution' ? employerKind : 'enterprise';
}

/** Values that say that nothing is known. A policy that does not list them misses the fact; it does not meet a strange one. */
const NOTHING: Readonly<Record<string, string>> = {
  contributionTier: 'none',
  sex: 'unknown',
  enrolledBy: 'self',
};

function isKnown(policy: PolicyModel, name: string, value: Facts[string]): boolean {
  const attribute = policy.attributes.get(name);
  if (attribute === undefined) return false;
  return NOTHING[name] !== value || attribute.other || attribute.values.includes(String(value));
}

/**
 * Assesses a contribution from what a charge keeps of it: the facts and, among them, the day of payment, which is there where
 * a rule reads it. Refused where nobody can be billed for a payment, see {@link payerUnstated}.
 */
export function assessFromBasis(
  policy: PolicyModel,
  {
    period,
    facts,
    declaredFen,
  }: { readonly period: string; readonly facts: Facts; readonly declaredFen: number | null },
): MoneyOutcome {
  const { paidOn } = facts;
  const outcome = assessContribution(policy, {
    period,
    facts,
    ...(typeof paidOn === 'string' ? { paidOn: date(paidOn) } : {}),
    ...(declaredFen === null ? {} : { declaredBaseFen: declaredFen as Fen }),
  });
  const unstated = outcome.kind === 'assessed' ? payerUnstated(policy, outcome.lines) : undefined;
  return unstated === undefined ? outcome : { kind: 'refused', rejections: [unstated] };
}
