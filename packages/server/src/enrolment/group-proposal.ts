import type { GroupBody, GroupPaperBody, GroupPapersQuery, GroupPapersView } from '@gongji/contract';
import { type Bilingual, type CalendarDate, type GroupName, type Rejection, rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import {
  groupSpansOf,
  lockPerson,
  proofsOf,
  type RegisterPerson,
  type RowChange,
  registerPersonBy,
} from '@gongji/store/enrolment';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskNumber } from '../rest/mask.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { stopped } from './enrol-proposal.ts';
import { givenPapers, type PaperState, papersOf, wrongPapers } from './group-papers.ts';
import { notActive } from './not-active.ts';
import type { Proposal } from './proposal.ts';
import { backdated } from './second-person.ts';
import { causeOf } from './second-person-rules.ts';

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

/** 特殊人群认定、终止: with its proof and papers; a day in the past affects the bills since. */
export async function proposeGroup(
  deps: RestDeps,
  tx: PoolClient,
  personId: string,
  body: GroupBody,
): Promise<Proposal> {
  const person = await lockPerson(tx, personId);
  const title = TITLES[body.act];
  if (person === undefined) return stopped([rejection('person-unknown', { personId })], title);
  const problems: Rejection[] = person.status === 'merged' ? [notActive(person)] : [];
  if (body.act === 'papers') return recordPapers(deps, tx, { person, body, problems });
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
  const papers =
    body.act === 'add' ? await weighPapers(deps, tx, personId, { ...body, on: validFrom }) : undefined;
  problems.push(...(papers?.problems ?? []));
  if (problems.length > 0) return stopped(problems, title);
  const day = body.act === 'add' ? validFrom : (to ?? validFrom);
  const missing =
    body.act === 'add' && deps.groupPapers.fromOffice.proofs.includes(body.proofKind)
      ? []
      : (papers?.states.filter(({ state }) => state === 'missing' || state === 'expired') ?? []);
  const causes = [
    ...backdated(deps.secondPerson, day, chinaDay(deps.now())),
    ...(missing.length === 0 ? [] : [incomplete(deps, missing)]),
  ];
  return {
    problems,
    causes,
    title,
    shown: { effects: (papers?.states ?? []).filter((one) => !missing.includes(one)).flatMap(thereOf) },
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
        ...paperRows(deps, person, papers?.given ?? []),
      ],
      reason: body.reason,
    },
  };
}

const TITLES: Readonly<Record<GroupBody['act'], Bilingual>> = {
  add: { zh: '特殊人群登记', en: 'special group' },
  end: { zh: '特殊人群终止', en: 'end of a special group' },
  papers: { zh: '登记认定材料', en: 'papers of a special group' },
};

interface Brought {
  readonly group: GroupName;
  readonly papers: readonly GroupPaperBody[];
  readonly on: CalendarDate;
}

/** The papers that a group asks for, with those on file and those brought now. */
async function weighPapers(
  { groupPapers, now }: Pick<RestDeps, 'groupPapers' | 'now'>,
  tx: PoolClient,
  personId: string,
  { group, papers, on }: Brought,
) {
  const given = givenPapers(groupPapers, papers);
  const asked = { group, on, given, kept: await proofsOf(tx, personId) };
  return {
    given,
    states: papersOf(groupPapers, asked),
    problems: wrongPapers(groupPapers, asked, chinaDay(now())),
  };
}

/** 补登材料: brought later, after the group was recognised. */
async function recordPapers(
  deps: RestDeps,
  tx: PoolClient,
  {
    person,
    body,
    problems,
  }: {
    readonly person: RegisterPerson;
    readonly body: Extract<GroupBody, { act: 'papers' }>;
    readonly problems: Rejection[];
  },
): Promise<Proposal> {
  const { personId, regionCode } = person;
  const today = chinaDay(deps.now());
  const papers = await weighPapers(deps, tx, personId, { ...body, on: today });
  problems.push(...papers.problems);
  if (problems.length > 0) return stopped(problems, TITLES.papers);
  return {
    ...{ problems, causes: [], title: TITLES.papers, shown: { effects: papers.states.flatMap(thereOf) } },
    act: {
      ...{ kind: 'papers', regionCode, personId, effectiveOn: today, facts: { ...body } },
      changes: paperRows(deps, person, papers.given),
      reason: body.reason,
    },
  };
}

function paperRows(
  { newId }: Pick<RestDeps, 'newId'>,
  { personId, regionCode }: RegisterPerson,
  given: ReturnType<typeof givenPapers>,
): readonly RowChange[] {
  return given.map(({ paper, no, issuedBy, issuedOn, validTo }) => ({
    register: 'person_proof',
    to: {
      ...{ region_code: regionCode, person_id: personId, proof_id: newId(), paper, paper_no: no ?? null },
      ...{ issued_by: issuedBy, issued_on: issuedOn, valid_to: validTo },
    },
  }));
}

/** 容缺: recognised before all papers are there. */
function incomplete(
  { groupPapers }: Pick<RestDeps, 'groupPapers'>,
  missing: readonly PaperState[],
): Bilingual {
  const zh = causeOf(groupPapers, groupPapers.incomplete, {
    papers: missing.map(({ name }) => name.zh).join('、'),
  });
  const en = causeOf(groupPapers, groupPapers.incomplete, {
    papers: missing.map(({ name }) => name.en).join(', '),
  });
  return { zh: zh.zh, en: en.en };
}

function thereOf({ name, state, validTo }: PaperState): readonly Bilingual[] {
  if (state !== 'valid' && state !== 'given') return [];
  const until =
    validTo === undefined
      ? { zh: '', en: '' }
      : { zh: `，有效期至 ${validTo}`, en: `, valid until ${validTo}` };
  return state === 'valid'
    ? [
        {
          zh: `${name.zh}：已有，不再收取${until.zh}`,
          en: `${name.en}: on file, not asked for again${until.en}`,
        },
      ]
    : [{ zh: `${name.zh}：本次提交${until.zh}`, en: `${name.en}: brought now${until.en}` }];
}

/** The list at the desk, before anything is typed. */
export async function groupPapers(
  { pool, groupPapers: templates }: RestDeps,
  caller: Caller,
  ref: string,
  { group, on }: GroupPapersQuery,
): Promise<Answer<GroupPapersView>> {
  const person = await registerPersonBy(pool, caller, ref);
  if (person === undefined) return problemAnswer('not-found');
  const kept = await proofsOf(pool, person.personId);
  const papers = papersOf(templates, { group, on, kept, given: [] });
  const clause = templates.groups[group]?.cite ?? '';
  const none = { zh: '', en: '' };
  return ok({
    papers: papers.map(({ state, no, ...one }) => ({
      ...one,
      state: state === 'given' ? 'missing' : state,
      ...(no === undefined ? {} : { no: maskNumber(no) }),
    })),
    clause: clause === '' ? none : causeOf(templates, { cause: none, cite: clause }),
    fromOffice: [...templates.fromOffice.proofs],
  });
}
