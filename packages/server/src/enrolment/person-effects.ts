import { PERSON_STATUSES, type PersonStatus } from '@gongji/contract';
import { ageOn, type Bilingual, type CalendarDate, fen, yuanText } from '@gongji/domain';
import { accountCredit, benefitYearOf, type PolicyModel } from '@gongji/engine';
import type { PoolClient } from '@gongji/store';
import { type DeclaredBase, latestBases } from '@gongji/store/contribution';
import {
  type CoverRow,
  coversOf,
  type GroupSpan,
  groupSpansOf,
  type RegisterPerson,
  type RegisterRow,
} from '@gongji/store/enrolment';
import { assessFromBasis, contributionFacts, factSource } from '../contribution/facts.ts';
import { contributionPolicy } from '../contribution/period.ts';
import type { RestDeps } from '../rest/deps.ts';
import { agesRule, statusFits } from './status-ages.ts';

/** A person's covers and contributions, for what a change of birthday, sex or residence does to them. */
export interface Situation {
  readonly policies: RestDeps['policies'];
  readonly covers: readonly CoverRow[];
  readonly groups: readonly GroupSpan[];
  readonly bases: readonly DeclaredBase[];
  readonly on: CalendarDate;
}

type Body = Pick<
  RegisterPerson,
  'bornOn' | 'sex' | 'residence' | 'householdKind' | 'graduatedOn' | 'personId' | 'regionCode'
>;

/** Reads the situation, and says what the changed columns do to it. */
export async function readEffects(
  { policies }: Pick<RestDeps, 'policies'>,
  tx: PoolClient,
  person: RegisterPerson,
  columns: RegisterRow,
  on: CalendarDate,
): Promise<Bilingual[]> {
  const after: RegisterPerson = {
    ...person,
    ...(columns.born_on === undefined ? {} : { bornOn: columns.born_on as CalendarDate }),
    ...(columns.sex === undefined ? {} : { sex: String(columns.sex) }),
    ...(columns.residence === undefined ? {} : { residence: String(columns.residence) }),
    ...(columns.household_kind === undefined ? {} : { householdKind: String(columns.household_kind) }),
  };
  const situation = {
    policies,
    on,
    covers: await coversOf(tx, person.personId),
    groups: await groupSpansOf(tx, person.personId),
    bases: await latestBases(tx, person.personId),
  };
  return personEffects(situation, person, after);
}

/**
 * What a person's covers, contributions and account credits become when the register says otherwise: by the rules of the
 * policy of the day, for every cover that is in force. Pure.
 */
export function personEffects(
  situation: Situation,
  before: RegisterPerson,
  after: RegisterPerson,
): Bilingual[] {
  const { on, covers } = situation;
  const open = covers.filter(
    (one) => one.coveredFrom <= on && (one.coveredTo === null || on <= one.coveredTo),
  );
  const found = open.flatMap((cover): readonly Bilingual[] => [
    ...unfitStatus(situation, cover, after),
    ...moneyChanges(situation, cover, before, after),
  ]);
  return found.length > 0 ? found : [NOTHING];
}

const NOTHING: Bilingual = {
  zh: '参保关系、缴费和个人账户划入不变',
  en: 'cover, contributions and account credits stay as they are',
};

const SCHEMES = {
  employee: { zh: '职工医保', en: 'Employee scheme' },
  resident: { zh: '居民医保', en: 'Resident scheme' },
} as const;

function unfitStatus(
  { policies, on }: Situation,
  { scheme, personStatus }: CoverRow,
  after: RegisterPerson,
): readonly Bilingual[] {
  if (!Object.hasOwn(PERSON_STATUSES, personStatus)) return [];
  const status = personStatus as PersonStatus;
  const policy = contributionPolicy(policies, after.regionCode, scheme, on);
  if (statusFits(policy, status, { bornOn: after.bornOn, on })) return [];
  const rule = agesRule(policy, status, on);
  const [name, words, age] = [SCHEMES[scheme], PERSON_STATUSES[status], ageOn(after.bornOn, on)];
  return [
    {
      zh: `${name.zh}：${age} 岁与人员类别“${words.zh}”不符${rule.zh}，须另行更正参保信息`,
      en: `${name.en}: at ${age} the status “${words.en}” does not fit${rule.en}; correct the cover as well`,
    },
  ];
}

interface Money {
  readonly feeFen: number;
  readonly creditFen: number;
  readonly clause: string;
}

function moneyChanges(
  situation: Situation,
  cover: CoverRow,
  before: Body,
  after: Body,
): readonly Bilingual[] {
  const policy = contributionPolicy(situation.policies, before.regionCode, cover.scheme, situation.on);
  if (policy === undefined) return [];
  const [then, now] = [moneyOf(situation, policy, cover, before), moneyOf(situation, policy, cover, after)];
  const name = SCHEMES[cover.scheme];
  const found: Bilingual[] = [];
  if (then.creditFen !== now.creditFen)
    found.push({
      zh: `${name.zh}：个人账户月划入由 ${yuan(then.creditFen)} 元变为 ${yuan(now.creditFen)} 元${zhClause(now.clause)}；已划入的月份由个人账户更正办理`,
      en: `${name.en}: the monthly account credit changes from ${yuan(then.creditFen)} to ${yuan(now.creditFen)} yuan${enClause(now.clause)}; months credited already are put right by a correction of the account`,
    });
  if (then.feeFen !== now.feeFen)
    found.push({
      zh: `${name.zh}：每期缴费由 ${yuan(then.feeFen)} 元变为 ${yuan(now.feeFen)} 元，自下一期核定起`,
      en: `${name.en}: the contribution of a period changes from ${yuan(then.feeFen)} to ${yuan(now.feeFen)} yuan, from the next assessment on`,
    });
  return found;
}

const yuan = (amount: number): string => yuanText(fen(amount));
const zhClause = (clause: string): string => (clause === '' ? '' : `（${clause}）`);
const enClause = (clause: string): string => (clause === '' ? '' : ` (${clause})`);

/** What a period costs and what a month puts into the account; what the policy cannot say counts as nothing. */
function moneyOf(
  { groups, bases, on }: Situation,
  policy: PolicyModel,
  cover: CoverRow,
  person: Body,
): Money {
  const base = bases.find(({ scheme }) => scheme === cover.scheme);
  const facts = contributionFacts(policy, factSource(person, cover, groups, on), on);
  const declaredFen = base?.declaredFen ?? null;
  const declared = declaredFen === null ? {} : { declaredBaseFen: fen(declaredFen) };
  const month = on.slice(0, 7);
  const yearly = [...policy.rules.values()].some((rule) => rule.period === 'year');
  const period = yearly ? benefitYearOf(on, policy.benefitYearStart) : month;
  const fee = assessFromBasis(policy, { period, facts: { ...facts, paidOn: on }, declaredFen });
  const credit =
    cover.scheme === 'employee'
      ? accountCredit(policy, { period: month, facts, ...declared, contributionPaid: true })
      : undefined;
  return {
    feeFen: fee.kind === 'assessed' ? (fee.byPayer.person ?? 0) : 0,
    creditFen: credit?.kind === 'assessed' ? credit.creditFen : 0,
    clause:
      credit?.kind === 'assessed' ? (credit.trace.find(({ clause }) => clause !== '')?.clause ?? '') : '',
  };
}
