import { addDays, date, type Rejection, rejection } from '@gongji/domain';
import type { PlannedAct } from '../enrolment/acting.ts';
import { knownPerson } from './decide-person.ts';
import { PROMOTION } from './kinds/promotion.ts';
import { type ListContext, type RowDecision, refusedRow } from './list-context.ts';
import type { ListRow } from './list-row.ts';
import { columnRejection } from './read-cell.ts';

/** Why the schooling in the old class ended, by where the pupil goes. */
const REASONS: Readonly<Record<string, string>> = {
  up: 'promoted',
  repeat: 'repeated',
  graduate: 'graduated',
};

/** 升级名单: the pupil's schooling goes on in the new class from the day, or ends the day before. Covers stay. Pure. */
export function decidePromotion(row: ListRow, context: ListContext): RowDecision {
  const { person: entry, values } = row;
  const { className, outcome, newClass, on } = values;
  if (entry === undefined || className === undefined || outcome === undefined || on === undefined)
    return refusedRow([]);
  const at = { field: 'certNo', value: entry.certificate.certNo };
  const person = knownPerson(row, entry, context);
  if (person?.known === undefined) return refusedRow([rejection('person-unregistered', {}, at)]);
  const problems: Rejection[] = [...person.problems];
  const now = person.known.schooling.find(
    (one) => one.unitId === context.unit.unitId && one.className === className,
  );
  const first = { field: 'on', value: on };
  if (now === undefined) problems.push(rejection('pupil-not-in-class', { className }, at));
  else if (on <= now.from) problems.push(rejection('promotion-too-early', { on, from: now.from }, first));
  if (on > context.today) problems.push(rejection('promotion-in-future', { on }, first));
  const column = PROMOTION.columns.find(({ id }) => id === 'newClass');
  if (outcome !== 'graduate' && newClass === undefined && column !== undefined)
    problems.push(columnRejection('cell-missing', column, ''));
  if (problems.length > 0 || now === undefined) return refusedRow(problems);
  const { regionCode, personId } = person.known;
  const key = { person_id: personId, unit_id: now.unitId, valid_from: now.from };
  const ended = { valid_to: addDays(date(on), -1), end_reason: REASONS[outcome] };
  const further = {
    ...{ region_code: regionCode, person_id: personId, unit_id: now.unitId },
    ...{ class_name: newClass, student_no: now.studentNo, valid_from: on, valid_to: null },
  };
  const act: PlannedAct = {
    kind: outcome === 'graduate' ? 'graduate' : 'promote',
    regionCode,
    personId,
    unitId: now.unitId,
    effectiveOn: date(on),
    facts: { className, outcome, ...(newClass === undefined ? {} : { newClass }) },
    changes: [
      { register: 'schooling', key, to: ended },
      ...(outcome === 'graduate' ? [] : [{ register: 'schooling' as const, to: further }]),
    ],
    reason: context.reason,
  };
  return { problems: [], hints: [], acts: [act] };
}
