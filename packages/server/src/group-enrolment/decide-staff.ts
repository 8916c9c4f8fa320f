import { type CalendarDate, date, daysInMonth, fen, type Rejection, rejection } from '@gongji/domain';
import type { PlannedAct } from '../enrolment/acting.ts';
import { knownPerson, rowPerson } from './decide-person.ts';
import { STAFF } from './kinds/staff.ts';
import { type ListContext, type RowDecision, refusedRow } from './list-context.ts';
import type { ListRow } from './list-row.ts';
import { openCovers, planCover } from './plan-cover.ts';
import { columnRejection } from './read-cell.ts';

/** Months ahead that a list may reach; back as far as the rules let go without a second person. */
const MONTHS_AHEAD = 1;

/** 单位职工增减: joins, stops, and bases that change. Pure. */
export function decideStaff(row: ListRow, context: ListContext): RowDecision {
  const { person: entry, values } = row;
  const { act, month } = values;
  if (entry === undefined || act === undefined || month === undefined) return refusedRow(baseMissing(row));
  const problems = [...baseMissing(row), ...outOfWindow(month, context)];
  if (act === 'join') return join(row, context, problems);
  const person = knownPerson(row, entry, context);
  const at = { field: 'certNo', value: entry.certificate.certNo };
  if (person?.known === undefined) return refusedRow([...problems, rejection('person-unregistered', {}, at)]);
  problems.push(...person.problems);
  const cover = openCovers(person.known, context.today).find(
    (one) => one.scheme === 'employee' && one.unitId === context.unit.unitId,
  );
  if (cover === undefined) problems.push(rejection('not-enrolled-here', {}, at));
  else if (act === 'stop' && lastDay(month) < cover.coveredFrom)
    problems.push(
      rejection('stop-before-start', { month, from: cover.coveredFrom }, { field: 'month', value: month }),
    );
  const billOn = person.known.lastBillOn.employee;
  if (act === 'stop' && billOn !== undefined && billOn > lastDay(month)) {
    const data = { day: billOn, last: lastDay(month) };
    problems.push(rejection('bills-after-stop', data, { field: 'month', value: month }));
  }
  if (problems.length > 0 || cover === undefined) return refusedRow(problems);
  if (act === 'base') return { problems: [], hints: [], acts: [base(row, person.personId, context)] };
  const asked = { scheme: 'employee', act: 'stop', on: lastDay(month), stopReason: 'leftWork' } as const;
  const planned = planCover(asked, person, context);
  if (planned.kind === 'refused') return refusedRow(planned.rejections);
  return { problems: [], hints: [], acts: [planned.act] };
}

function join(row: ListRow, context: ListContext, found: readonly Rejection[]): RowDecision {
  const { person: entry, values } = row;
  if (entry === undefined) return refusedRow(found);
  const person = rowPerson(row, entry, context);
  const problems = [...found, ...person.problems];
  const at = { field: 'certNo', value: entry.certificate.certNo };
  for (const one of openCovers(person.known, context.today)) {
    if (one.scheme !== 'employee') continue;
    const { unitName, coveredFrom: from } = one;
    if (one.unitId === context.unit.unitId) problems.push(rejection('already-enrolled', { from }, at));
    else problems.push(rejection('enrolled-elsewhere', { unit: unitName ?? '—', from }, at));
  }
  // What a cell could not say would only be said again.
  if (problems.length > 0 || row.problems.length > 0) return refusedRow(problems);
  const asked = {
    scheme: 'employee',
    act: 'join',
    on: date(`${values.month}-01`),
    ...(values.base === undefined ? {} : { wageFen: fen(Number(values.base)) }),
  } as const;
  const planned = planCover(asked, person, context);
  if (planned.kind === 'refused') return refusedRow(planned.rejections);
  return { problems: [], hints: person.hints, acts: [...person.acts, planned.act] };
}

/** The declared base is a fact of the act; the assessment of contributions reads declarations. */
function base(row: ListRow, personId: string, { regionCode, unit, reason }: ListContext): PlannedAct {
  const { month, base: baseFen } = row.values;
  return {
    kind: 'base',
    regionCode,
    personId,
    scheme: 'employee',
    unitId: unit.unitId,
    effectiveOn: date(`${month}-01`),
    facts: { baseFen },
    changes: [],
    reason,
  };
}

function baseMissing({ values, problems }: ListRow): Rejection[] {
  const { act, base: baseFen } = values;
  if (act === undefined || act === 'stop' || baseFen !== undefined) return [];
  if (problems.some(({ field }) => field === 'base')) return [];
  const column = STAFF.columns.find(({ id }) => id === 'base');
  return column === undefined ? [] : [columnRejection('cell-missing', column, '')];
}

function outOfWindow(month: string, { today, secondPerson }: ListContext): readonly Rejection[] {
  const [from, to] = [shifted(today, -secondPerson.backdating.months), shifted(today, MONTHS_AHEAD)];
  if (month >= from && month <= to) return [];
  return [rejection('month-out-of-window', { month, from, to }, { field: 'month', value: month })];
}

function shifted(day: CalendarDate, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

function lastDay(month: string): CalendarDate {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return date(`${month}-${daysInMonth(year, number)}`);
}
