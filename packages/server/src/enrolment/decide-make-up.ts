import {
  type Bilingual,
  type CalendarDate,
  type Fen,
  fen,
  INSUTYPE,
  monthsOf,
  type Rejection,
  rejection,
} from '@gongji/domain';
import { benefitYearOf, coverStart, type Facts, type PolicyModel } from '@gongji/engine';
import { contributionFacts, factSource } from '../contribution/facts.ts';
import { missingYears } from '../contribution/make-up-charges.ts';
import type { CoverCase, CoverDecision } from './cover-case.ts';
import { neededFields } from './cover-problems.ts';
import { policyFor } from './decide-cover.ts';
import { makeUpRequest, missingBy, missingOf, monthsView } from './months-counted.ts';
import { causeOf } from './second-person-rules.ts';

/**
 * 补缴年限: what is missing to retire by the policy in force, on the wage given or last declared, charged at once. It counts when
 * the bill is paid; benefits of the retired begin by the rule of cover after that. Pure.
 */
export function decideMakeUp(input: CoverCase): CoverDecision {
  const { body, months, covers, unit, person } = input;
  const problems: Rejection[] = [];
  const nothing = { problems, causes: [], changes: [] };
  const cover = covers
    .filter((one) => one.scheme === body.scheme)
    .toSorted((a, b) => (a.coveredFrom < b.coveredFrom ? 1 : -1))[0];
  const status =
    cover?.personStatus === 'flexible' || cover?.personStatus === 'active' ? cover.personStatus : undefined;
  if (cover === undefined || status === undefined)
    problems.push(rejection('not-insured-to-make-up', {}, { field: 'act', value: body.act }));
  const policy = policyFor(input);
  if (policy === undefined) {
    const data = { region: person.regionCode, insutype: INSUTYPE.employee, on: body.on };
    problems.push(rejection('no-policy', data, { field: 'scheme', value: body.scheme }));
  }
  if (months === undefined || policy === undefined || cover === undefined || status === undefined)
    return nothing;
  const { counted, sources } = months;
  if (counted.waiting > 0)
    problems.push(
      rejection('make-up-waits', { months: String(counted.waiting) }, { field: 'act', value: body.act }),
    );
  const lastFen = sources.lastBaseFen;
  const base: Fen | undefined = body.wageFen ?? (lastFen === null ? undefined : fen(lastFen));
  const source = { ...factSource(person, cover, input.groups, body.on), personStatus: status };
  const facts = contributionFacts(policy, source, body.on);
  const request = { policy, on: body.on, facts, declaredBaseFen: base, pensionFen: body.pensionFen };
  const found = missingBy(request, counted);
  if (found.kind === 'refused') problems.push(...found.rejections);
  const view = monthsView(counted, request, found);
  const missing = missingOf(found);
  if (found.kind === 'assessed' && missing === 0)
    problems.push(
      rejection('nothing-missing', { have: String(view.totalMonths) }, { field: 'act', value: body.act }),
    );
  const rules = input.secondPerson;
  if (found.kind === 'refused' || missing === 0) return { ...nothing, months: view };
  const unitId = unit?.unitId ?? (status === 'active' ? (cover?.unitId ?? null) : null);
  return {
    problems,
    causes: found.totalFen > rules.makeUp.aboveYuan * 100 ? [causeOf(rules, rules.makeUp)] : [],
    months: view,
    makeUp: {
      ...{ scheme: 'employee', why: 'retirement', periods: missing, period: body.on.slice(0, 7), unitId },
      parts: [missingYears(found, makeUpRequest(request, counted))],
    },
    effects: effectsOf(policy, input, facts, missing, found.byFund['account'] ?? 0),
    changes: [],
  };
}

/** What the payment does: to the count, to the account, and from which day benefits of the retired begin. */
function effectsOf(
  policy: PolicyModel,
  { body, person }: CoverCase,
  facts: Facts,
  missing: number,
  accountFen: number,
): readonly Bilingual[] {
  const retired = coverStart(policy, {
    ...{
      year: benefitYearOf(body.on, policy.benefitYearStart),
      facts: { ...facts, personStatus: 'retired' },
    },
    ...{ enrolledOn: body.on, paidOn: body.on, bornOn: person.bornOn, previousEndOn: body.on },
  });
  return [
    {
      zh: `缴清后计入 ${missing} 个月缴费年限，之后可办理退休；未缴清前不计入`,
      en: `once paid, ${missing} months count, and the person can retire; before that they do not`,
    },
    accountFen > 0
      ? {
          zh: '其中个人账户部分缴清后划入',
          en: 'the part of the personal account is credited when it is paid',
        }
      : {
          zh: '全部纳入统筹基金，不划入个人账户',
          en: 'all of it goes into the pooled fund, nothing into the account',
        },
    ...(retired.kind === 'covered' ? [from(body.on, retired.firstCoveredOn)] : []),
  ];
}

function from(on: CalendarDate, day: CalendarDate): Bilingual {
  return {
    zh: `${on} 缴清并办理退休的，自 ${day} 起享受退休人员待遇`,
    en: `paid and retired on ${on}, benefits of the retired begin on ${day}`,
  };
}

/**
 * 认定缴费年限: months before the system, or deemed, from papers; a second person always agrees. Months that the system assesses
 * are paid for, never recognised. Pure.
 */
export function decideRecognition(input: CoverCase): CoverDecision {
  const { body, kind, months, person, today } = input;
  const problems: Rejection[] = [...neededFields(body, kind)];
  const { countsAs, fromMonth, toMonth, evidence } = body;
  if (
    months === undefined ||
    countsAs === undefined ||
    fromMonth === undefined ||
    toMonth === undefined ||
    evidence === undefined
  )
    return { problems, causes: [], changes: [] };
  const { sources } = months;
  const first = sources.firstMonth ?? today.slice(0, 7);
  const at = { field: 'fromMonth', value: fromMonth };
  if (fromMonth > toMonth) problems.push(rejection('months-order', { from: fromMonth, to: toMonth }, at));
  if (toMonth >= first)
    problems.push(rejection('months-in-system', { first }, { field: 'toMonth', value: toMonth }));
  if (fromMonth < person.bornOn.slice(0, 7))
    problems.push(rejection('day-before-birth', { what: '', day: fromMonth, bornOn: person.bornOn }, at));
  const twice = [
    ...sources.counted
      .filter(({ from, to }) => from <= toMonth && fromMonth <= to)
      .map(({ from, to }) => `${from}–${to}`),
    ...sources.charged
      .filter(({ month }) => fromMonth <= month && month <= toMonth)
      .map(({ month }) => month),
  ];
  if (twice.length > 0) problems.push(rejection('months-counted-already', { months: twice.join('、') }, at));
  const count = Math.max(0, monthsOf({ from: fromMonth, to: toMonth }));
  const rules = input.secondPerson;
  return {
    problems,
    causes: [causeOf(rules, rules.recognition)],
    ...(problems.length > 0
      ? {}
      : {
          recognised: {
            ...{ kind: countsAs, from: fromMonth, to: toMonth, months: count, evidence },
            division: person.regionCode,
          },
        }),
    effects: [
      {
        zh: `计入 ${count} 个月（${countsAs === 'deemed' ? '视同缴费' : '实际缴费'}）`,
        en: `${count} months count (${countsAs === 'deemed' ? 'deemed' : 'paid'})`,
      },
    ],
    changes: [],
  };
}
