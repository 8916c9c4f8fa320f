import type { UnitBody } from '@gongji/contract';
import {
  type Bilingual,
  isCreditCode,
  pinyinInitials,
  plainNumber,
  type Rejection,
  rejection,
} from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import { type RowChange, readRow, readUnit, type UnitRow, unitOfCode } from '@gongji/store/enrolment';
import type { Scope } from '@gongji/store/rest';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { CLASS_ACTS, type ClassBody, classChanges } from './class-change.ts';
import { stopped } from './enrol-proposal.ts';
import type { Proposal } from './proposal.ts';
import { differences } from './register-words.ts';
import { causeOf } from './second-person-rules.ts';
import { mergeChanges } from './unit-merge.ts';

const TITLES: Readonly<Record<UnitBody['act'], Bilingual>> = {
  register: { zh: '单位登记', en: 'registration of a unit' },
  change: { zh: '单位变更', en: 'change of a unit' },
  suspend: { zh: '单位暂停', en: 'suspension of a unit' },
  resume: { zh: '单位恢复', en: 'resumption of a unit' },
  cancel: { zh: '单位注销', en: 'closing of a unit' },
  merge: { zh: '单位合并', en: 'merge of units' },
  openClass: { zh: '班级登记', en: 'registration of a class' },
  changeClass: { zh: '班级变更', en: 'change of a class' },
  renameClass: { zh: '班级更名、合并', en: 'renaming or merging of a class' },
  closeClass: { zh: '班级撤销', en: 'closing of a class' },
};

/** 单位登记、变更、合并、暂停、恢复、注销，班级更名、合并、撤销 */
export async function proposeUnit(
  deps: RestDeps,
  who: Scope,
  tx: PoolClient,
  body: UnitBody,
): Promise<Proposal> {
  const made =
    body.act === 'register' ? await register(deps, who, tx, body) : await change(deps, who, tx, body);
  const { unitData } = deps.secondPerson;
  const fields = body.act === 'change' ? Object.keys(body.values) : [];
  const second =
    unitData.acts.some((act) => act === body.act) || unitData.fields.some((name) => fields.includes(name));
  return second && made.problems.length === 0
    ? { ...made, causes: [causeOf(deps.secondPerson, unitData)] }
    : made;
}

async function register(
  deps: RestDeps,
  who: Scope,
  tx: PoolClient,
  body: Extract<UnitBody, { act: 'register' }>,
): Promise<Proposal> {
  const code = plainNumber(body.code);
  const found: Rejection[] = [
    ...(await codeProblems(tx, body.kind, code)),
    ...(await parentProblems(tx, who, body.parentUnitId, body.kind)),
  ];
  if (found.length > 0) return stopped(found, TITLES.register);
  const unitId = deps.newId();
  return {
    problems: [],
    causes: [],
    title: TITLES.register,
    shown: {},
    act: {
      kind: 'unit-register',
      regionCode: who.regionCode,
      personId: '0',
      unitId,
      effectiveOn: body.on,
      facts: { ...body },
      changes: [
        {
          register: 'unit',
          to: {
            unit_id: unitId,
            region_code: who.regionCode,
            kind: body.kind,
            status: 'active',
            registered_on: body.on,
            ...columnsOf(body),
            code,
            employer_kind: body.kind === 'employer' ? (body.employerKind ?? 'enterprise') : null,
          },
        },
      ],
      reason: body.reason,
    },
  };
}

type Other = Exclude<UnitBody, { act: 'register' }>;

/** State from which an act goes out, and the one that it leaves. */
const STATES: Readonly<
  Record<Other['act'], { readonly from?: UnitRow['status']; readonly to?: UnitRow['status'] }>
> = {
  change: {},
  suspend: { from: 'active', to: 'suspended' },
  resume: { from: 'suspended', to: 'active' },
  cancel: { to: 'cancelled' },
  merge: { to: 'cancelled' },
  openClass: { from: 'active' },
  changeClass: { from: 'active' },
  renameClass: { from: 'active' },
  closeClass: { from: 'active' },
};

async function change(deps: RestDeps, who: Scope, tx: PoolClient, body: Other): Promise<Proposal> {
  const title = TITLES[body.act];
  const row = await readUnit(tx, who, body.unitId);
  if (row === undefined)
    return stopped(
      [rejection('unit-unknown', { unitId: body.unitId }, { field: 'unitId', value: body.unitId })],
      title,
    );
  const found: Rejection[] = [];
  const state = STATES[body.act];
  if (row.status === 'cancelled' || (state.from !== undefined && row.status !== state.from))
    found.push(rejection('unit-state', {}, { field: 'act', value: body.act }));
  if (body.act === 'cancel' && row.people > 0)
    found.push(rejection('unit-has-people', { people: String(row.people) }, { field: 'unitId' }));
  if (body.act === 'change') found.push(...(await changeProblems(tx, who, row, body.values)));
  const { changes, effects } = await changesOf(deps, tx, who, row, body, found);
  const before = (await readRow(tx, 'unit', { unit_id: row.unitId })) ?? {};
  const own = Object.fromEntries(
    Object.entries(columnsFor(body)).filter(([name, value]) => before[name] !== value),
  );
  if (found.length === 0 && changes.length === 0 && Object.keys(own).length === 0)
    found.push(rejection('nothing-changes', {}));
  if (found.length > 0) return stopped(found, title);
  const key = { unit_id: row.unitId };
  return {
    problems: [],
    causes: [],
    title: { zh: `${title.zh}：${row.name}`, en: `${title.en}: ${row.name}` },
    shown: {
      changes: differences(
        Object.fromEntries(Object.keys(own).map((name) => [name, before[name]])),
        own,
        'unit',
      ),
      effects: [...effects],
    },
    act: {
      kind: `unit-${body.act}`,
      regionCode: row.regionCode,
      personId: '0',
      unitId: row.unitId,
      effectiveOn: body.act === 'change' ? chinaDay(deps.now()) : body.on,
      facts: { ...body },
      changes: [
        ...(Object.keys(own).length === 0 ? [] : [{ register: 'unit' as const, key, to: own }]),
        ...changes,
      ],
      reason: body.reason,
    },
  };
}

/** Columns of the unit's own row that an act sets. */
function columnsFor(body: Other): Readonly<Record<string, unknown>> {
  if (body.act === 'change') {
    const columns = columnsOf(body.values);
    return body.values.code === undefined ? columns : { ...columns, code: plainNumber(body.values.code) };
  }
  const { to } = STATES[body.act];
  if (to === undefined) return {};
  return {
    status: to,
    ended_on: to === 'cancelled' ? body.on : null,
    ...(body.act === 'merge' ? { merged_into: body.into } : {}),
  };
}

interface Further {
  readonly changes: readonly RowChange[];
  readonly effects: readonly Bilingual[];
}

/** What an act changes besides the unit's own row. */
async function changesOf(
  { newId }: RestDeps,
  tx: PoolClient,
  who: Scope,
  row: UnitRow,
  body: Other,
  found: Rejection[],
): Promise<Further> {
  if (body.act === 'merge') return mergeChanges(tx, who, row, body, found);
  if (isOfClass(body)) return classChanges(newId, tx, row, body, found);
  return { changes: [], effects: [] };
}

function isOfClass(body: Other): body is ClassBody {
  return CLASS_ACTS.includes(body.act);
}

async function changeProblems(
  tx: PoolClient,
  who: Scope,
  row: UnitRow,
  values: Values,
): Promise<readonly Rejection[]> {
  return [
    ...(await parentProblems(tx, who, values.parentUnitId, row.kind)),
    ...(values.code === undefined
      ? []
      : await codeProblems(tx, row.kind, plainNumber(values.code), row.unitId)),
    ...(values.employerKind !== undefined && row.kind !== 'employer'
      ? [rejection('unit-not-fit', { unit: row.name }, { field: 'employerKind', value: values.employerKind })]
      : []),
  ];
}

async function codeProblems(
  tx: PoolClient,
  kind: UnitRow['kind'],
  code: string,
  self?: string,
): Promise<readonly Rejection[]> {
  const at = { field: 'code', value: code };
  const found: Rejection[] = codeFits(kind, code) ? [] : [rejection('unit-code-invalid', { code }, at)];
  const there = await unitOfCode(tx, kind, code);
  if (there !== undefined && there.unitId !== self)
    found.push(rejection('unit-taken', { unit: there.name }, at));
  return found;
}

/** An employer has a credit code with its check character, a community twelve digits. */
function codeFits(kind: UnitRow['kind'], code: string): boolean {
  if (kind === 'employer') return isCreditCode(code);
  return kind === 'community' ? /^\d{12}$/.test(code) : /^[0-9A-Z]{4,30}$/.test(code);
}

async function parentProblems(
  tx: PoolClient,
  caller: Scope,
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
    ['code', values.code],
    ['name_initials', values.name === undefined ? undefined : pinyinInitials(values.name)],
    ['area_code', values.areaCode],
    ['parent_unit_id', values.parentUnitId],
    ['employer_kind', values.employerKind],
    ['industry', values.industry],
    ['contact_name', values.contactName],
    ['contact_phone', values.contactPhone],
    ['address', values.address],
    ['bank_name', values.bankName],
    ['bank_account', values.bankAccount],
  ] as const;
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}
