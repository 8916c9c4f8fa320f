import type {
  ActedView,
  RegisterHistoryQuery,
  RegisterHistoryView,
  UnitBody,
  UnitsQuery,
  UnitsView,
  UnitView,
} from '@gongji/contract';
import {
  type ClassRow,
  classesOf,
  countUnits,
  listUnits,
  readUnit,
  type UnitRow,
} from '@gongji/store/enrolment';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskNumber } from '../rest/mask.ts';
import { pagePlace } from '../rest/paged.ts';
import { BUDGET_KINDS } from '../withholding/budget-unit-proposal.ts';
import { ask } from './ask.ts';
import { historyOf } from './register-file.ts';

export async function units(
  { pool }: RestDeps,
  caller: Caller,
  { q, fit, ...query }: UnitsQuery,
): Promise<Answer<UnitsView>> {
  const employerKinds = fit === 'budgetUnit' ? BUDGET_KINDS : null;
  const filter = {
    ...query,
    q: q.replaceAll(/[%_\\]/g, ''),
    employerKinds,
    kind: query.kind,
    status: query.status,
  };
  const [rows, { total, people }] = await Promise.all([
    listUnits(pool, caller, filter),
    countUnits(pool, caller, filter),
  ]);
  return ok({ items: rows.map(unitView), people, ...pagePlace(query.after, rows.length, total) });
}

export async function unit({ pool }: RestDeps, caller: Caller, unitId: string): Promise<Answer<UnitView>> {
  const row = await readUnit(pool, caller, unitId);
  if (row === undefined) return problemAnswer('not-found');
  if (row.kind !== 'school') return ok(unitView(row));
  return ok({ ...unitView(row), classes: (await classesOf(pool, unitId)).map(classView) });
}

/** Every change of a unit's row and of its classes, with who made it and why. */
export async function unitHistory(
  deps: RestDeps,
  caller: Caller,
  unitId: string,
  query: RegisterHistoryQuery,
): Promise<Answer<RegisterHistoryView>> {
  const unit = await readUnit(deps.pool, caller, unitId);
  return unit === undefined ? problemAnswer('not-found') : historyOf(deps, caller, { unitId }, query);
}

/** 单位登记、变更、合并、暂停、恢复、注销: see `proposeUnit`. */
export async function changeUnit(
  deps: RestDeps,
  caller: Caller,
  body: UnitBody,
  idempotencyKey: string | undefined,
): Promise<Answer<ActedView>> {
  return ask(deps, caller, { operation: 'changeUnit', idempotencyKey, body }, { kind: 'unit', body });
}

function unitView(row: UnitRow): UnitView {
  const { parentUnitId, parentName, mergedInto, mergedName } = row;
  const optional = {
    area: row.areaName,
    employerKind: row.employerKind,
    industry: row.industry,
    endedOn: row.endedOn,
    contactName: row.contactName,
    contactPhone: row.contactPhone,
    address: row.address,
    bankName: row.bankName,
    bankAccount: row.bankAccount === null ? null : maskNumber(row.bankAccount),
  };
  return {
    unitId: row.unitId,
    kind: row.kind,
    code: row.code,
    name: row.name,
    status: row.status,
    registeredOn: row.registeredOn,
    people: row.people,
    ...(parentUnitId === null ? {} : { parent: { unitId: parentUnitId, name: parentName ?? '' } }),
    ...(mergedInto === null ? {} : { mergedInto: { unitId: mergedInto, name: mergedName ?? '' } }),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
  };
}

function classView(row: ClassRow): NonNullable<UnitView['classes']>[number] {
  const { classId, name, people, grade, years, headName, headPhone, since } = row;
  const optional = {
    ...{ classId, grade, years, since, headName, headPhone },
  };
  return {
    name,
    people,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
  };
}
