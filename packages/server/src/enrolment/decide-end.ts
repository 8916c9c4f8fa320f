import { PERSON_STATUSES } from '@gongji/contract';
import { addDays, type Rejection, rejection } from '@gongji/domain';
import type { CoverRow, RowChange } from '@gongji/store/enrolment';
import { type CoverCase, type CoverDecision, keyOf } from './cover-case.ts';
import { neededFields, statusProblems } from './cover-problems.ts';
import { policyFor } from './decide-cover.ts';
import { backdated } from './second-person.ts';

/** 停保: the cover ends with the day, benefits with it. Pure. */
export function decideEnd(input: CoverCase): CoverDecision {
  const { body, kind, person, covers, today } = input;
  const problems: Rejection[] = [...neededFields(body, kind)];
  const causes = backdated(input.secondPerson, body.on, today);
  const own = covers.filter((one) => one.scheme === body.scheme);
  const cover = own.find((one) => one.coveredTo === null || one.coveredTo > body.on);
  const at = { field: 'on', value: body.on };
  if (cover === undefined) problems.push(rejection('nothing-to-end', { on: body.on }, at));
  else if (body.on < cover.coveredFrom)
    problems.push(rejection('end-before-start', { on: body.on, coveredFrom: cover.coveredFrom }, at));
  if (problems.length > 0 || cover === undefined) return { problems, causes, changes: [] };
  const benefitTo = cover.benefitTo !== null && cover.benefitTo < body.on ? cover.benefitTo : body.on;
  const to = {
    covered_to: body.on,
    benefit_to: benefitTo,
    status: body.on < today ? '4' : cover.status,
    end_reason: body.stopReason ?? '',
  };
  const row = {
    coveredFrom: cover.coveredFrom,
    coveredTo: body.on,
    benefitFrom: cover.benefitFrom,
    benefitTo,
  };
  return { problems, causes, row, changes: [{ register: 'coverage', key: keyOf(person, cover), to }] };
}

/**
 * 更正参保信息: status, tier or civil service were or are otherwise from a day on. From the first covered day the row is
 * corrected; from a later one it ends the day before and a new one goes on. Pure.
 */
export function decideCorrection(input: CoverCase): CoverDecision {
  const { body, covers, today } = input;
  const problems: Rejection[] = [];
  const causes = backdated(input.secondPerson, body.on, today);
  const cover = covers.find(
    (one) =>
      one.scheme === body.scheme &&
      one.coveredFrom <= body.on &&
      (one.coveredTo === null || body.on <= one.coveredTo),
  );
  if (cover === undefined) {
    problems.push(rejection('nothing-to-end', { on: body.on }, { field: 'on', value: body.on }));
    return { problems, causes, changes: [] };
  }
  if (body.personStatus !== undefined) {
    const known = input.kind.statuses.includes(body.personStatus) ? body.personStatus : undefined;
    problems.push(...statusProblems(input, known, policyFor(input)));
  }
  const columns = corrected(input, cover);
  if (Object.keys(columns).length === 0) problems.push(rejection('nothing-changes', {}));
  if (problems.length > 0) return { problems, causes, changes: [] };
  const { coveredFrom, coveredTo, benefitFrom, benefitTo } = cover;
  const row = {
    coveredFrom: body.on > coveredFrom ? body.on : coveredFrom,
    coveredTo,
    benefitFrom,
    benefitTo,
  };
  return { problems, causes, row, changes: correctionRows(input, cover, columns) };
}

function corrected({ body }: CoverCase, cover: CoverRow): Readonly<Record<string, unknown>> {
  const { personStatus, tier, civilServant } = body;
  return {
    ...(personStatus !== undefined && personStatus !== cover.personStatus
      ? { person_status: personStatus, psn_type: PERSON_STATUSES[personStatus].code }
      : {}),
    ...(tier !== undefined && tier !== cover.tier ? { tier } : {}),
    ...(civilServant !== undefined && civilServant !== cover.civilServant
      ? { civil_servant: civilServant }
      : {}),
  };
}

function correctionRows(
  { body, person }: CoverCase,
  cover: CoverRow,
  columns: Readonly<Record<string, unknown>>,
): readonly RowChange[] {
  const key = keyOf(person, cover);
  if (body.on <= cover.coveredFrom) return [{ register: 'coverage', key, to: columns }];
  const lastDay = addDays(body.on, -1);
  const benefitTo = cover.benefitTo !== null && cover.benefitTo < lastDay ? cover.benefitTo : lastDay;
  const further = {
    ...cover.columns,
    ...columns,
    covered_from: body.on,
    benefit_from: cover.benefitFrom > body.on ? cover.benefitFrom : body.on,
    begin_reason: 'correct',
  };
  return [
    { register: 'coverage', key, to: { covered_to: lastDay, benefit_to: benefitTo, end_reason: 'correct' } },
    { register: 'coverage', to: further },
  ];
}
