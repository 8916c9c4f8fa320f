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
import { againOnConflict } from '../settlement/again-on-conflict.ts';
import type { SettlingWithin } from '../settlement/contract.ts';
import { settleDues } from './act-money.ts';
import { keepAct, type PlannedAct, subjectOf } from './acting.ts';
import { type Asked, proposerOf } from './ask.ts';
import { changing } from './changing.ts';
import { billsFor, resettleOf } from './proposal.ts';

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
  readonly late?: SettleLate | undefined;
}

/**
 * 复核: never by who asked. What is approved is decided once more from what is true now and done, and the bills it affects are
 * settled again, in one transaction; where a bill stands in the way, nothing is done.
 */
export async function decideEnrolment(
  deps: RestDeps,
  caller: Caller,
  requestId: string,
  { approved, note }: { readonly approved: boolean; readonly note: string },
): Promise<Answer<EnrolmentRequestView>> {
  let open: EnrolmentRequestRow | undefined;
  let problems: readonly Rejection[] = [];
  const done = await againOnConflict(() =>
    changing(
      deps,
      caller,
      ({ row }: Decided) => ({
        action: approved ? 'enrolment.approve' : 'enrolment.refuse',
        subject: subjectOf(row),
        detail: { requestId, requestedBy: row.requestedBy, actId: row.actId },
      }),
      async (tx) => {
        problems = [];
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
        const unitId = open.unitId ?? proposal.act.unitId ?? null;
        const act = { ...proposal.act, unitId, requestId };
        const kept = await doAgreed(deps, caller, tx, act);
        if (kept.kind === 'refused') problems = kept.rejections;
        if (kept.kind === 'refused') return undefined;
        const late =
          proposal.lateBills === undefined ? undefined : { ...proposal.lateBills, actor: caller.actor };
        if (late !== undefined)
          await deps.tasks.add(tx, {
            ...{ kind: SETTLE_LATE, title: kept.actId, input: late },
            ...{ regionCode: act.regionCode, unitId: null },
            createdBy: caller.actor,
          });
        const row = await decided(tx, caller, { requestId, approved, note, actId: kept.actId });
        await kept.seal();
        return row === undefined ? undefined : { ...row, late };
      },
    ),
  );
  if (done === undefined) {
    if (problems.length > 0) return problemAnswer('refused', problems);
    if (open !== undefined) return problemAnswer('not-allowed');
    return (await alreadyDecided(deps, caller, 'enrolment-request', requestId)) ?? problemAnswer('not-found');
  }
  if (done.late !== undefined) await settleLate(deps, done.late);
  return ok(requestView(done.row, caller));
}

type Agreed =
  | { readonly kind: 'done'; readonly actId: string; readonly seal: SettlingWithin['seal'] }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

/**
 * Does an act that was agreed to, with its charges and the bills that are settled again; a bill that stands in the way refuses it
 * all. Last of all `seal` appends what became of bills to the audit log.
 */
export async function doAgreed(
  deps: Pick<RestDeps, 'newId' | 'now' | 'policies' | 'settlement'>,
  caller: Pick<Caller, 'actor'>,
  tx: PoolClient,
  act: PlannedAct,
): Promise<Agreed> {
  const kept = await keepAct(deps, caller, tx, act, await changeRows(tx, act.changes));
  const money = await settleDues(deps, caller, tx, { ...kept, settledAgain: true });
  if (money.kind === 'refused') return money;
  const settling = deps.settlement.within(tx);
  const again = await settling.resettle(resettleOf(act, kept.actId, caller));
  if (again.kind === 'rejected') return { kind: 'refused', rejections: again.rejections };
  return { kind: 'done', actId: kept.actId, seal: settling.seal };
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
  return row === undefined ? undefined : { row };
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
