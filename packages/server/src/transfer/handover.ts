import type {
  HandoverBody,
  HandoverDecisionBody,
  HandoversQuery,
  HandoversView,
  HandoverView,
} from '@gongji/contract';
import { addDays, type CalendarDate, type Rejection, rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import { personByNumber } from '@gongji/store/account';
import { changeRows, type RowChange } from '@gongji/store/enrolment';
import {
  countHandovers,
  decideHandover as decideRow,
  type HandoverRow,
  insertHandover,
  listHandovers,
  lockHandover,
  type NewHandover,
  studentPlace,
  unitByCode,
  unitKind,
} from '@gongji/store/transfer';
import { changing, type RegisterDeed } from '../enrolment/changing.ts';
import { personRef } from '../identity/person-ref.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import { maskName } from '../rest/mask.ts';
import { pageAfter } from '../rest/paged.ts';
import type { TransferDeps } from './deps.ts';

export async function handovers(
  { pool }: TransferDeps,
  caller: Caller,
  query: HandoversQuery,
): Promise<Answer<HandoversView>> {
  const [rows, total] = await Promise.all([
    listHandovers(pool, caller, { ...query, limit: query.limit + 1 }),
    countHandovers(pool, caller, query),
  ]);
  const items = rows.map((row) => handoverView(row, caller));
  return ok({ ...pageAfter(items, query), total });
}

/** What waits, as it is answered to who has just offered. */
const WAITING = { state: 'offered', sort: 'offeredAt', order: 'desc', after: 0, limit: 50 } as const;

/** 提交交接名单: all or nothing, every wrong row told; it then waits for the other side. */
export async function offerHandover(
  deps: TransferDeps,
  caller: Caller,
  body: HandoverBody,
): Promise<Answer<HandoversView>> {
  const { unitId } = caller;
  const kind = unitId === null ? undefined : await unitKind(deps.pool, caller, unitId);
  if (unitId === null || (kind !== 'school' && kind !== 'community')) return problemAnswer('not-allowed');
  let problems: Rejection[] = [];
  const deed: RegisterDeed = {
    action: 'handover.offer',
    subject: `unit:${unitId}`,
    detail: { kind: body.kind, rows: body.rows.length },
  };
  const done = await changing(deps, caller, deed, async (tx) => {
    problems = [];
    for (const [index, row] of body.rows.entries()) {
      const found = await offered({ deps, caller, tx, body, from: { unitId, kind } }, row, String(index + 1));
      if (found.kind === 'refused') problems.push(found.problem);
      else if (!(await insertHandover(tx, found.handover)))
        problems.push(rejection('handover-open', { row: String(index + 1) }, { field: `rows.${index}` }));
    }
    return problems.length > 0 ? undefined : true;
  });
  return done === undefined ? problemAnswer('refused', problems) : handovers(deps, caller, WAITING);
}

interface Offer {
  readonly deps: TransferDeps;
  readonly caller: Caller;
  readonly tx: PoolClient;
  readonly body: HandoverBody;
  readonly from: { readonly unitId: string; readonly kind: 'school' | 'community' };
}

type Offered =
  | { readonly kind: 'offered'; readonly handover: NewHandover }
  | { readonly kind: 'refused'; readonly problem: Rejection };

async function offered(offer: Offer, row: HandoverBody['rows'][number], number: string): Promise<Offered> {
  const { deps, caller, tx, body, from } = offer;
  const field = `rows.${Number(number) - 1}`;
  const person = await personByNumber(tx, caller.regionCode, row.number, row.name);
  const place = person === undefined ? undefined : await studentPlace(tx, person.personId);
  if (person === undefined || place === undefined)
    return refused(
      rejection('handover-row', { row: number }, { field: `${field}.number`, value: row.number }),
    );
  const ours =
    from.kind === 'community' ? place.communityId === from.unitId : place.schooling?.unitId === from.unitId;
  // A school takes in students of any community: who claims a student is answered by the community.
  if (!ours && !(from.kind === 'school' && body.kind === 'into-school'))
    return refused(rejection('handover-not-yours', { row: number }, { field }));
  const otherKind = from.kind === 'school' ? 'community' : 'school';
  const home = otherKind === 'community' && row.unitCode === '' ? place.communityId : undefined;
  const other = home ?? (await unitByCode(tx, caller, otherKind, row.unitCode));
  if (other === undefined || other === null) {
    const kind = otherKind === 'school' ? '学校 school' : '社区 community';
    return refused(
      rejection(
        'handover-unit',
        { row: number, unit: row.unitCode, kind },
        { field: `${field}.unitCode`, value: row.unitCode },
      ),
    );
  }
  const handover: NewHandover = {
    regionCode: place.regionCode,
    personId: place.personId,
    handoverId: deps.newId(),
    kind: body.kind,
    schoolId: from.kind === 'school' ? from.unitId : other,
    communityId: from.kind === 'school' ? other : from.unitId,
    onDay: body.onDay,
    className: row.className,
    keepUntil: body.kind === 'leaving-school' ? (body.keepUntil ?? endOfYear(body.onDay)) : null,
    offeredUnit: from.unitId,
    offeredBy: caller.actor,
    offeredAt: deps.now(),
  };
  return { kind: 'offered', handover };
}

/** Cover paid for a year goes on to its end. */
function endOfYear(on: CalendarDate): CalendarDate {
  return `${on.slice(0, 4)}-12-31` as CalendarDate;
}

function refused(problem: Rejection): Offered {
  return { kind: 'refused', problem };
}

/** 确认: by the side that did not offer. Schooling begins or ends, and the cover goes on under the receiving unit without a gap. */
export async function decideHandover(
  deps: TransferDeps,
  caller: Caller,
  handoverId: string,
  { approved, note }: HandoverDecisionBody,
): Promise<Answer<HandoverView>> {
  let own = false;
  const at = deps.now();
  const state = approved ? ('accepted' as const) : ('refused' as const);
  const done = await changing(
    deps,
    caller,
    (row: HandoverRow) => ({
      action: `handover.${state}`,
      subject: `person:${row.personId}`,
      detail: { handoverId },
    }),
    async (tx) => {
      const row = await lockHandover(tx, caller, handoverId);
      own = row !== undefined && (row.offeredUnit === caller.unitId || row.offeredBy === caller.actor);
      if (row === undefined || own) return undefined;
      if (approved) await changeRows(tx, await registerChanges(tx, row));
      await decideRow(tx, row, { state, by: caller.actor, at, note });
      return { ...row, state, decidedAt: at, note };
    },
  );
  if (done !== undefined) return ok(handoverView(done, caller));
  if (own) return problemAnswer('refused', [rejection('own-request', {})]);
  return (await alreadyDecided(deps, caller, 'handover', handoverId)) ?? problemAnswer('not-found');
}

async function registerChanges(tx: PoolClient, row: HandoverRow): Promise<readonly RowChange[]> {
  const place = await studentPlace(tx, row.personId);
  const receiver = row.kind === 'into-school' ? row.schoolId : row.communityId;
  const person = { person_id: row.personId };
  const cover = place?.cover;
  const schooling = place?.schooling;
  const changes: RowChange[] = [];
  if (cover)
    changes.push({
      register: 'coverage',
      key: { ...person, scheme: cover.scheme, covered_from: cover.coveredFrom },
      to: { unit_id: receiver },
    });
  if (schooling)
    changes.push({
      register: 'schooling',
      key: { ...person, unit_id: schooling.unitId, valid_from: schooling.validFrom },
      to: { valid_to: addDays(row.onDay, -1), end_reason: row.kind === 'leaving-school' ? 'left' : 'moved' },
    });
  if (row.kind === 'into-school') {
    const to = {
      region_code: row.regionCode,
      ...person,
      unit_id: row.schoolId,
      class_name: row.className,
      valid_from: row.onDay,
    };
    changes.push({ register: 'schooling', to });
  }
  return changes;
}

function handoverView(row: HandoverRow, caller: Caller): HandoverView {
  return {
    handoverId: row.handoverId,
    ref: personRef(row.personId),
    personName: maskName(row.personName),
    kind: row.kind,
    schoolName: row.schoolName,
    communityName: row.communityName,
    onDay: row.onDay,
    className: row.className,
    ...(row.keepUntil === null ? {} : { keepUntil: row.keepUntil }),
    state: row.state,
    offeredAt: row.offeredAt.toISOString(),
    ...(row.decidedAt === null ? {} : { decidedAt: row.decidedAt.toISOString() }),
    note: row.note,
    mayDecide: row.state === 'offered' && caller.unitId !== null && row.offeredUnit !== caller.unitId,
  };
}
