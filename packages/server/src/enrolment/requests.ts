import type {
  AffectedBill,
  EnrolmentRequestsQuery,
  EnrolmentRequestsView,
  EnrolmentRequestView,
} from '@gongji/contract';
import type { Bilingual, Rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import {
  changeRows,
  countEnrolmentRequests,
  decideEnrolmentRequest,
  type EnrolmentRequestRow,
  listEnrolmentRequests,
  lockEnrolmentRequest,
} from '@gongji/store/enrolment';
import { wholeRegion } from '@gongji/store/rest';
import { SETTLE_LATE, type SettleLate, settleLate } from '../arrears/refused-bills.ts';
import { personRef } from '../identity/person-ref.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName } from '../rest/mask.ts';
import { pageAfter } from '../rest/paged.ts';
import { settleDues } from './act-money.ts';
import { keepAct, subjectOf } from './acting.ts';
import { type Asked, proposerOf } from './ask.ts';
import { changing } from './changing.ts';
import { apartAfter, billsFor, schemesOf } from './proposal.ts';
import { RESETTLE, type Resettle, resettle } from './resettle.ts';

export async function enrolmentRequests(
  { pool }: RestDeps,
  caller: Caller,
  query: EnrolmentRequestsQuery,
): Promise<Answer<EnrolmentRequestsView>> {
  const [rows, total] = await Promise.all([
    listEnrolmentRequests(pool, caller, { ...query, limit: query.limit + 1 }),
    countEnrolmentRequests(pool, caller, query),
  ]);
  const items = rows.map((row) => requestView(row, caller));
  return ok({ ...pageAfter(items, query), total });
}

interface Decided {
  readonly row: EnrolmentRequestRow;
  readonly work: Resettle | undefined;
  readonly late?: SettleLate | undefined;
}

/**
 * 复核: never by who asked. What is approved is decided once more from what is true now, done, and the bills it affects are
 * settled again; a task sees to that even when the program ends in between.
 */
export async function decideEnrolment(
  deps: RestDeps,
  caller: Caller,
  requestId: string,
  { approved, note }: { readonly approved: boolean; readonly note: string },
): Promise<Answer<EnrolmentRequestView>> {
  let open: EnrolmentRequestRow | undefined;
  let problems: readonly Rejection[] = [];
  const done = await changing(
    deps,
    caller,
    ({ row }: Decided) => ({
      action: approved ? 'enrolment.approve' : 'enrolment.refuse',
      subject: subjectOf(row),
      detail: { requestId, requestedBy: row.requestedBy, actId: row.actId },
    }),
    async (tx) => {
      open = await lockEnrolmentRequest(tx, caller, requestId);
      if (open === undefined || open.requestedBy === caller.actor) return undefined;
      if (!approved) return decided(tx, caller, { requestId, approved, note, actId: null });
      // Only ask.ts writes requests.
      const asked = open.body as Asked;
      const proposal = await proposerOf(
        deps,
        { ...wholeRegion(open.regionCode), actor: caller.actor },
        asked,
      )(tx);
      problems = proposal.problems;
      if (proposal.act === undefined || problems.length > 0) return undefined;
      const effects = await changeRows(tx, proposal.act.changes);
      const unitId = open.unitId ?? proposal.act.unitId ?? null;
      const kept = await keepAct(deps, caller, tx, { ...proposal.act, unitId, requestId }, effects);
      const money = await settleDues(deps, caller, tx, { ...kept, settledAgain: true });
      if (money.kind === 'refused') problems = money.rejections;
      if (money.kind === 'refused') return undefined;
      const schemes = proposal.act.personId === '0' ? [] : schemesOf(proposal.act);
      const { personId, regionCode } = proposal.act;
      const apart = apartAfter(proposal.act);
      const work = { personId, apart, schemes, reason: `act ${kept.actId}`, actor: caller.actor };
      if (schemes.length > 0)
        await deps.tasks.add(tx, {
          kind: RESETTLE,
          title: kept.actId,
          input: work,
          regionCode,
          unitId: null,
          createdBy: caller.actor,
        });
      const late =
        proposal.lateBills === undefined ? undefined : { ...proposal.lateBills, actor: caller.actor };
      if (late !== undefined)
        await deps.tasks.add(tx, {
          ...{ kind: SETTLE_LATE, title: kept.actId, input: late, regionCode, unitId: null },
          createdBy: caller.actor,
        });
      const row = await decided(tx, caller, { requestId, approved, note, actId: kept.actId });
      return row === undefined ? undefined : { ...row, late, work: schemes.length > 0 ? work : undefined };
    },
  );
  if (done === undefined) {
    if (problems.length > 0) return problemAnswer('refused', problems);
    if (open !== undefined) return problemAnswer('not-allowed');
    return (await alreadyDecided(deps, caller, 'enrolment-request', requestId)) ?? problemAnswer('not-found');
  }
  if (done.work !== undefined) await resettle(deps, done.work);
  if (done.late !== undefined) await settleLate(deps, done.late);
  return ok(requestView(done.row, caller));
}

async function decided(
  tx: PoolClient,
  { actor }: Caller,
  decision: {
    readonly requestId: string;
    readonly approved: boolean;
    readonly note: string;
    readonly actId: string | null;
  },
): Promise<Decided | undefined> {
  const row = await decideEnrolmentRequest(tx, { ...decision, by: actor });
  return row === undefined ? undefined : { row, work: undefined };
}

function requestView(row: EnrolmentRequestRow, caller: Caller): EnrolmentRequestView {
  const { actor } = caller;
  const { decidedBy: by, decidedAt: at, approved, note, actId, shown } = row;
  const title = shown.title as Bilingual | undefined;
  return {
    requestId: row.requestId,
    kind: row.kind,
    ...(row.personName === null
      ? {}
      : { person: { ref: personRef(row.personId), name: maskName(row.personName) } }),
    ...(row.unitId === null || row.personId !== '0'
      ? {}
      : { unit: { unitId: row.unitId, name: row.unitName ?? '' } }),
    title: title ?? { zh: row.kind, en: row.kind },
    causes: row.causes.map(causeOf),
    shown: { ...shown, bills: billsFor(caller, (shown.bills ?? []) as readonly AffectedBill[]) },
    reason: row.reason,
    requestedBy: row.requestedBy,
    requestedAt: row.requestedAt.toISOString(),
    mine: row.requestedBy === actor,
    ...(by === null || at === null
      ? {}
      : {
          decision: {
            by,
            at: at.toISOString(),
            approved: approved === true,
            note,
            ...(actId === null ? {} : { actId }),
          },
        }),
  };
}

function causeOf(text: string): Bilingual {
  const [zh = '', en = zh] = text.split('|');
  return { zh, en };
}
