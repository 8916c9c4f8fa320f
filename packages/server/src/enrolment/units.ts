import type { ActedView, UnitBody, UnitsQuery, UnitView } from '@gongji/contract';
import { isCreditCode, pinyinInitials, plainNumber, type Rejection, rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import { listUnits, readUnit, type UnitRow, unitOfCode } from '@gongji/store/enrolment';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { doAct, type Plan, planned, refusedPlan } from './acting.ts';

export async function units(
  { pool }: RestDeps,
  caller: Caller,
  { q, kind, limit }: UnitsQuery,
): Promise<Answer<{ readonly items: readonly UnitView[] }>> {
  const rows = await listUnits(pool, caller, { q: q.replaceAll(/[%_\\]/g, ''), kind: kind ?? null, limit });
  return ok({ items: rows.map(unitView) });
}

export async function unit({ pool }: RestDeps, caller: Caller, unitId: string): Promise<Answer<UnitView>> {
  const row = await readUnit(pool, caller, unitId);
  return row === undefined ? problemAnswer('not-found') : ok(unitView(row));
}

/** 单位登记、变更、暂停、恢复、注销 */
export async function changeUnit(
  deps: RestDeps,
  caller: Caller,
  body: UnitBody,
  idempotencyKey: string | undefined,
): Promise<Answer<ActedView>> {
  const request = { operation: 'changeUnit', idempotencyKey, body };
  return doAct(deps, caller, request, (tx) =>
    body.act === 'register' ? planRegistration(deps, caller, tx, body) : planChange(deps, caller, tx, body),
  );
}

async function planRegistration(
  deps: RestDeps,
  caller: Caller,
  tx: PoolClient,
  body: Extract<UnitBody, { act: 'register' }>,
): Promise<Plan> {
  const code = plainNumber(body.code);
  const found: Rejection[] = [];
  const at = { field: 'code', value: body.code };
  if (!codeFits(body.kind, code)) found.push(rejection('unit-code-invalid', { code: body.code }, at));
  const there = await unitOfCode(tx, body.kind, code);
  if (there !== undefined) found.push(rejection('unit-taken', { unit: there.name }, at));
  found.push(...(await parentProblems(tx, caller, body.parentUnitId, body.kind)));
  if (found.length > 0) return refusedPlan(found);
  const unitId = deps.newId();
  return planned({
    kind: 'unit-register',
    regionCode: caller.regionCode,
    personId: '0',
    unitId,
    effectiveOn: body.on,
    facts: { ...body },
    changes: [
      {
        register: 'unit',
        to: {
          unit_id: unitId,
          region_code: caller.regionCode,
          kind: body.kind,
          code,
          status: 'active',
          registered_on: body.on,
          ...columnsOf(body),
          employer_kind: body.kind === 'employer' ? (body.employerKind ?? 'enterprise') : null,
        },
      },
    ],
    reason: body.reason,
  });
}

/** An employer has a credit code with its check character, a community twelve digits. */
function codeFits(kind: UnitRow['kind'], code: string): boolean {
  if (kind === 'employer') return isCreditCode(code);
  return kind === 'community' ? /^\d{12}$/.test(code) : /^[0-9A-Z]{4,30}$/.test(code);
}

async function parentProblems(
  tx: PoolClient,
  caller: Caller,
  parentUnitId: string | undefined,
  kind: UnitRow['kind'],
): Promise<readonly Rejection[]> {
  if (parentUnitId === undefined) return [];
  const parent = await readUnit(tx, caller, parentUnitId);
  const at = { field: 'parentUnitId', value: parentUnitId };
  if (parent === undefined) return [rejection('unit-unknown', { unitId: parentUnitId }, at)];
  return parent.kind === kind && parent.parentUnitId === null
    ? []
    : [rejection('unit-not-fit', { unit: parent.name }, at)];
}

type Values = Extract<UnitBody, { act: 'change' }>['values'];

function columnsOf(values: Values): Readonly<Record<string, unknown>> {
  const pairs = [
    ['name', values.name],
    ['name_initials', values.name === undefined ? undefined : pinyinInitials(values.name)],
    ['area_code', values.areaCode],
    ['parent_unit_id', values.parentUnitId],
    ['employer_kind', values.employerKind],
    ['industry', values.industry],
    ['contact_name', values.contactName],
    ['contact_phone', values.contactPhone],
    ['address', values.address],
  ] as const;
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

async function planChange(
  deps: RestDeps,
  caller: Caller,
  tx: PoolClient,
  body: Exclude<UnitBody, { act: 'register' }>,
): Promise<Plan> {
  const row = await readUnit(tx, caller, body.unitId);
  if (row === undefined)
    return refusedPlan([
      rejection('unit-unknown', { unitId: body.unitId }, { field: 'unitId', value: body.unitId }),
    ]);
  const found: Rejection[] = [];
  if (body.act === 'change')
    found.push(...(await parentProblems(tx, caller, body.values.parentUnitId, row.kind)));
  if (body.act === 'cancel' && row.people > 0)
    found.push(rejection('unit-has-people', { people: String(row.people) }, { field: 'unitId' }));
  const wanted = { change: 'active', suspend: 'active', resume: 'suspended', cancel: '' }[body.act];
  if (row.status === 'cancelled' || (wanted !== '' && body.act !== 'change' && row.status !== wanted))
    found.push(rejection('unit-state', {}, { field: 'act', value: body.act }));
  const to =
    body.act === 'change'
      ? columnsOf(body.values)
      : {
          status: { suspend: 'suspended', resume: 'active', cancel: 'cancelled' }[body.act],
          ended_on: body.act === 'cancel' ? body.on : null,
        };
  if (found.length === 0 && Object.keys(to).length === 0) found.push(rejection('nothing-changes', {}));
  if (found.length > 0) return refusedPlan(found);
  return planned({
    kind: `unit-${body.act}`,
    regionCode: row.regionCode,
    personId: '0',
    unitId: row.unitId,
    effectiveOn: body.act === 'change' ? chinaDay(deps.now()) : body.on,
    facts: { ...body },
    changes: [{ register: 'unit', key: { unit_id: row.unitId }, to }],
    reason: body.reason,
  });
}

function unitView(row: UnitRow): UnitView {
  const { parentUnitId, parentName } = row;
  const optional = {
    area: row.areaName,
    employerKind: row.employerKind,
    industry: row.industry,
    endedOn: row.endedOn,
    contactName: row.contactName,
    contactPhone: row.contactPhone,
    address: row.address,
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
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
  };
}
