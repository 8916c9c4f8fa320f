import { type CalendarDate, type Rejection, rejection } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { PersonFacts } from '@gongji/store/group-enrolment';
import type { PlannedAct } from '../enrolment/acting.ts';
import { knownPerson } from './decide-person.ts';
import { GROUPS } from './kinds/groups.ts';
import { type ListContext, type RowDecision, refusedRow } from './list-context.ts';
import type { ListRow } from './list-row.ts';
import { choicesOf } from './read-cell.ts';

/** National code of a special group 人员身份类别. */
const GROUP_CODES: Readonly<Record<string, string>> = {
  lowIncome: '2303',
  extremelyPoor: '2304',
  lowIncomeEdge: '2305',
  povertyWatch: '2302',
  severelyDisabled: '2308',
  orphan: '2361',
  entitledGroup: '21',
};

/** 特殊人群名单: adds a group with its proof, or ends it. The person must be registered. Pure. */
export function decideGroups(row: ListRow, context: ListContext): RowDecision {
  const { person: entry, values } = row;
  const { group, from } = values;
  if (entry === undefined || group === undefined || from === undefined) return refusedRow([]);
  const person = knownPerson(row, entry, context);
  if (person?.known === undefined)
    return refusedRow([
      rejection('person-unregistered', {}, { field: 'certNo', value: entry.certificate.certNo }),
    ]);
  const held = person.known.groups.filter(
    (one) =>
      one.groupName === group &&
      (one.validTo === null || one.validTo >= from) &&
      (values.act !== 'end' || one.validFrom <= from),
  );
  const add = values.act !== 'end';
  const problems: Rejection[] = [
    ...person.problems,
    ...dayProblems(values, person.known, from as CalendarDate),
  ];
  const [standing] = held;
  if (add && standing !== undefined) problems.push(groupRejection('group-held', group, standing.validFrom));
  if (!add && standing === undefined) problems.push(groupRejection('group-not-held', group, ''));
  if (problems.length > 0) return refusedRow(problems);
  const act: PlannedAct = {
    kind: add ? 'group' : 'groupEnd',
    regionCode: context.regionCode,
    personId: person.personId,
    unitId: context.unit.unitId,
    effectiveOn: from as CalendarDate,
    facts: { group },
    changes: [
      standing === undefined || add
        ? { register: 'person_group', to: groupRow(row, person.personId, context) }
        : {
            register: 'person_group',
            key: { person_id: person.personId, group_name: group, valid_from: standing.validFrom },
            to: { valid_to: from },
          },
    ],
    reason: context.reason,
  };
  return { problems: [], hints: [], acts: [act] };
}

function groupRow({ values }: ListRow, personId: string, { regionCode }: ListContext) {
  const { group = '', from, to, proofNo, provedBy } = values;
  return {
    region_code: regionCode,
    person_id: personId,
    group_name: group,
    idet_type: GROUP_CODES[group] ?? '',
    valid_from: from,
    valid_to: to ?? null,
    proof_kind: 'list',
    proof_no: proofNo ?? null,
    proved_by: provedBy ?? null,
  };
}

function dayProblems(
  { to }: ListRow['values'],
  { bornOn }: PersonFacts,
  from: CalendarDate,
): readonly Rejection[] {
  const found: Rejection[] = [];
  if (from < bornOn) {
    const data = {
      zh: { what: '认定日期', day: from, bornOn },
      en: { what: 'the first day', day: from, bornOn },
    };
    found.push(bilingualRejection('day-before-birth', data, { field: 'from', value: from }));
  }
  if (to !== undefined && to < from) {
    const data = { zh: { column: '有效期至', day: to, from }, en: { column: 'Until', day: to, from } };
    found.push(bilingualRejection('days-reversed', data, { field: 'to', value: to }));
  }
  return found;
}

function groupRejection(code: 'group-held' | 'group-not-held', group: string, from: string): Rejection {
  const column = GROUPS.columns.find(({ id }) => id === 'group');
  const name = (column === undefined ? [] : choicesOf(column)).find(({ value }) => value === group)?.name;
  const data = (lang: 'zh' | 'en') => ({ group: name?.[lang] ?? group, from });
  return bilingualRejection(code, { zh: data('zh'), en: data('en') }, { field: 'group', value: group });
}
