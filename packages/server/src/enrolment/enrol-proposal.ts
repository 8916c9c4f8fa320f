import {
  ENROLMENT_KINDS,
  type EnrolBody,
  type EnrolmentKind,
  type EnrolPreview,
  enrolmentKind,
} from '@gongji/contract';
import {
  type Bilingual,
  type CalendarDate,
  plainNumber,
  type Rejection,
  readCertificate,
  rejection,
  sameName,
  yuanText,
} from '@gongji/domain';
import { bilingualRejection, type CoverStart, type MoneyAssessment, type RepairOption } from '@gongji/engine';
import type { PoolClient } from '@gongji/store';
import {
  beganWith,
  coversOf,
  groupSpansOf,
  lockPerson,
  personsOfCertificate,
  type RegisterPerson,
  readUnit,
  registerPersonBy,
  schoolingOf,
} from '@gongji/store/enrolment';
import { wholeRegion } from '@gongji/store/rest';
import { personRef } from '../identity/person-ref.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskNumber } from '../rest/mask.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import type { CoverCase, CoverDecision, PersonMonths } from './cover-case.ts';
import { decideBegin } from './decide-cover.ts';
import { decideCorrection, decideEnd } from './decide-end.ts';
import { decideMakeUp, decideRecognition } from './decide-make-up.ts';
import { decideRepair } from './decide-repair.ts';
import { feeView, makeUpFee, traceLine } from './fee-view.ts';
import { monthsOfPerson } from './months-of-person.ts';
import { notActive } from './not-active.ts';
import type { Proposal } from './proposal.ts';

export type Who = Pick<Caller, 'regionCode' | 'unitId' | 'institutionCode' | 'personId'>;

/** Proposes one act of enrolment: loads the person, the covers and the unit, and decides. Runs in the caller's transaction. */
export async function proposeEnrolment(
  deps: RestDeps,
  caller: Who,
  tx: PoolClient,
  asked: EnrolBody,
): Promise<Proposal> {
  const kind = enrolmentKind(asked.scheme, asked.act);
  if (kind === undefined)
    return stopped([rejection('act-unknown', { act: asked.act }, { field: 'act', value: asked.act })]);
  const title = titleOf(asked);
  const problems: Rejection[] = [];
  const own = caller.unitId === null ? undefined : await readUnit(tx, caller, caller.unitId);
  const unitId = asked.unitId ?? (own !== undefined && kind.fields.includes('unit') ? own.unitId : undefined);
  const body: EnrolBody = { ...asked, ...(unitId === undefined ? {} : { unitId }) };
  if (own !== undefined && !kind.units.includes(own.kind))
    problems.push(rejection('unit-not-fit', { unit: own.name }, { field: 'act' }));
  problems.push(...agentProblems(body));
  const person = await whoOf(tx, caller, body, problems);
  if (person === undefined) return stopped(problems, title);
  if (person.status !== 'active') problems.push(notActive(person));
  const unit = unitId === undefined ? undefined : await readUnit(tx, caller, unitId);
  const mother =
    body.mother === undefined
      ? undefined
      : await registerPersonBy(tx, wholeRegion(caller.regionCode), body.mother);
  const input: CoverCase = {
    body,
    kind,
    person,
    covers: await coversOf(tx, person.personId),
    groups: await groupSpansOf(tx, person.personId),
    unit,
    mother:
      mother === undefined ? undefined : { sex: mother.sex, covers: await coversOf(tx, mother.personId) },
    months: await monthsFor(tx, kind, person, chinaDay(deps.now())),
    began: kind.does === 'repair' ? await beganWith(tx, person.personId, body.scheme) : undefined,
    schooling: await schoolingOf(tx, person.personId),
    policies: deps.policies.map(({ model }) => model),
    secondPerson: deps.secondPerson,
    today: chinaDay(deps.now()),
  };
  const decision = DECIDE[kind.does](input);
  problems.push(...decision.problems);
  const shown = shownOf(deps, person, decision);
  const { fee, makeUp, recognised } = decision;
  return {
    problems,
    causes: decision.causes,
    title,
    shown,
    act:
      problems.length > 0
        ? undefined
        : {
            kind: kind.act,
            regionCode: person.regionCode,
            personId: person.personId,
            scheme: body.scheme,
            unitId: caller.unitId ?? unit?.unitId ?? null,
            effectiveOn: body.on,
            facts: { ...factsKept(body), person: personRef(person.personId) },
            decision: decisionKept(decision),
            ...(fee === undefined ? {} : { duePeriod: fee.period }),
            ...(makeUp === undefined ? {} : { makeUp }),
            ...(recognised === undefined ? {} : { recognised }),
            changes: decision.changes,
            reason: body.reason,
          },
  };
}

const DECIDE: Readonly<Record<EnrolmentKind['does'], (input: CoverCase) => CoverDecision>> = {
  begin: decideBegin,
  end: decideEnd,
  correct: decideCorrection,
  makeUp: decideMakeUp,
  repair: decideRepair,
  recognise: decideRecognition,
};

const WITH_MONTHS: ReadonlySet<EnrolmentKind['does']> = new Set(['makeUp', 'recognise', 'repair']);

/** Months of contribution, for the acts that rest on them. */
async function monthsFor(
  tx: PoolClient,
  { act, does, scheme }: EnrolmentKind,
  person: RegisterPerson,
  until: CalendarDate,
): Promise<PersonMonths | undefined> {
  if (act !== 'retire' && !WITH_MONTHS.has(does)) return undefined;
  return monthsOfPerson(tx, person, { scheme, until });
}

export function stopped(
  problems: readonly Rejection[],
  title: Bilingual = { zh: '参保业务', en: 'act of enrolment' },
): Proposal {
  return { act: undefined, problems, causes: [], title, shown: {} };
}

function titleOf({ scheme, act }: EnrolBody): Bilingual {
  const kind = ENROLMENT_KINDS.find((one) => one.scheme === scheme && one.act === act);
  const words =
    scheme === 'employee' ? { zh: '职工医保', en: 'employees' } : { zh: '居民医保', en: 'residents' };
  return { zh: `${words.zh} ${kind?.name.zh ?? act}`, en: `${words.en}: ${kind?.name.en ?? act}` };
}

/**
 * The person, locked. By number a unit finds its own people alone; by certificate and name together anybody of the region,
 * for who joins is not yet one of its people.
 */
async function whoOf(
  tx: PoolClient,
  caller: Who,
  body: EnrolBody,
  problems: Rejection[],
): Promise<RegisterPerson | undefined> {
  if (body.person !== undefined) {
    const found = await registerPersonBy(tx, caller, body.person);
    if (found !== undefined) return lockPerson(tx, found.personId);
    problems.push(
      rejection('person-unknown', { personId: body.person }, { field: 'person', value: body.person }),
    );
    return undefined;
  }
  const { certNo = '', name = '' } = body;
  const [found] = certNo === '' ? [] : await personsOfCertificate(tx, caller.regionCode, plainNumber(certNo));
  if (found !== undefined && sameName(found.name, name))
    return lockPerson(tx, found.mergedInto ?? found.personId);
  const at = { field: 'certNo', value: certNo };
  problems.push(
    found === undefined
      ? rejection('person-unknown', { personId: certNo }, at)
      : rejection('person-name-differs', {}, { field: 'name' }),
  );
  return undefined;
}

/** 代办人: a number needs its name, and one that is built like an identity number must be one. */
function agentProblems({ agentName, agentCertNo }: EnrolBody): readonly Rejection[] {
  if (agentCertNo === undefined) return [];
  const nameless =
    agentName === undefined
      ? [
          bilingualRejection(
            'fact-missing',
            {
              zh: { name: '代办人姓名' },
              en: { name: 'the agent’s name' },
            },
            { field: 'agentName' },
          ),
        ]
      : [];
  const kind = /^\d{15}$|^.{18}$/.test(plainNumber(agentCertNo)) ? '01' : '99';
  const read = readCertificate(kind, agentCertNo);
  const wrong = read.kind === 'refused' ? read.rejections : [];
  return [...nameless, ...wrong.map((one) => ({ ...one, field: 'agentCertNo' }))];
}

/** What was asked, with the person by our own id alone: it can be asked again in these words. */
function factsKept({ certNo: _certNo, name: _name, ...facts }: EnrolBody) {
  return facts;
}

/** What the act keeps of its decision: the row, the money, the months and the way into the cover, with their traces. */
function decisionKept({ personStatus, row, fee, cover, makeUp, months, recognised, broken }: CoverDecision) {
  return {
    personStatus: personStatus ?? null,
    ...(row === undefined ? {} : { row }),
    ...(fee === undefined ? {} : { fee: { period: fee.period, ...moneyKept(fee.assessment) } }),
    ...(months === undefined ? {} : { months: { ...months, trace: [] } }),
    ...(makeUp === undefined ? {} : { makeUp: makeUpKept(makeUp) }),
    ...(recognised === undefined ? {} : { recognised }),
    ...(broken === undefined ? {} : { broken }),
    ...(cover === undefined
      ? {}
      : {
          way: cover.way,
          wayName: cover.name,
          clause: cover.clause,
          trace: cover.trace.map(traceLine),
        }),
  };
}

function moneyKept({ policyId, policyVersion, byPayer, totalFen, trace }: MoneyAssessment) {
  return { policyId, policyVersion, byPayer, totalFen, trace: trace.map(traceLine) };
}

function makeUpKept({ why, periods, parts }: NonNullable<CoverDecision['makeUp']>) {
  return {
    why,
    periods,
    parts: parts.map(({ period, assessment }) => ({ period, ...moneyKept(assessment) })),
  };
}

function shownOf(
  { policies }: RestDeps,
  person: RegisterPerson,
  decision: CoverDecision,
): Partial<EnrolPreview> {
  const { fee, cover, row, makeUp, months, personStatus, asks = [], effects = [], repairs = [] } = decision;
  return {
    person: {
      ref: personRef(person.personId),
      name: maskName(person.name),
      certNo: maskNumber(person.certNo),
      birthYear: person.bornOn.slice(0, 4),
    },
    ...(personStatus === undefined ? {} : { personStatus }),
    asks: [...asks],
    ...(fee === undefined ? {} : { fee: feeView(policies, fee) }),
    ...(makeUp === undefined ? {} : { fee: makeUpFee(policies, makeUp) }),
    ...(months === undefined ? {} : { months }),
    effects: [...effects],
    ...(row === undefined ? {} : { cover: coverView(row, cover, repairs) }),
  };
}

const NO_WAY: Bilingual = { zh: '变更现有参保', en: 'change of the present cover' };

function coverView(
  row: NonNullable<CoverDecision['row']>,
  cover: CoverStart | undefined,
  repairs: readonly RepairOption[],
): NonNullable<EnrolPreview['cover']> {
  return {
    way: cover?.name ?? NO_WAY,
    ...row,
    ...(cover?.waitingUntil === undefined ? {} : { waitingUntil: cover.waitingUntil }),
    ...(cover?.repair === undefined ? {} : { repair: cover.repair }),
    repairs: repairs.map(repairSentence),
    clause: cover?.clause ?? '',
    trace: cover?.trace.map(traceLine) ?? [],
  };
}

/** One way to be covered sooner, in one sentence. */
function repairSentence({ what, years, personFen, cover: { firstCoveredOn } }: RepairOption): Bilingual {
  if (what === 'months')
    return {
      zh: `补缴中断月份的，视为连续，自 ${firstCoveredOn} 起享受`,
      en: `paying for the months of the break makes it good; covered from ${firstCoveredOn}`,
    };
  const fee =
    personFen === undefined
      ? { zh: '', en: '' }
      : { zh: ` ${yuanText(personFen)} 元`, en: ` (${yuanText(personFen)} yuan)` };
  return {
    zh: `补缴 ${years.join('、')} 年度个人缴费${fee.zh}的，自 ${firstCoveredOn} 起享受`,
    en: `paying for ${years.join(', ')}${fee.en} covers from ${firstCoveredOn}`,
  };
}
