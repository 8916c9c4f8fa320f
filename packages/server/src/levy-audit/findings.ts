import type {
  FindingResultBody,
  FindingsQuery,
  FindingsView,
  FindingView,
  NoticeBody,
  NoticeView,
} from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import {
  decideResult,
  employerByCode,
  type FindingRow,
  insertNotice,
  listFindings,
  lockFinding,
  proposeResult,
  readLevyAudit,
} from '@gongji/store/levy-audit';
import { audited, type Deed } from '../identity/audited.ts';
import { personRef } from '../identity/person-ref.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskNumber } from '../rest/mask.ts';
import { pageAfter } from '../rest/paged.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import type { Finding } from './audit-facts.ts';
import { findingText } from './finding-text.ts';

/** Findings of an audit 稽核发现, a page of them; certificate numbers masked. */
export async function levyFindings(
  { pool, now }: RestDeps,
  caller: Caller,
  auditId: string,
  query: FindingsQuery,
): Promise<Answer<FindingsView>> {
  if ((await readLevyAudit(pool, caller, auditId)) === undefined) return problemAnswer('not-found');
  const on = chinaDay(now());
  const { sort, order, after, limit } = query;
  const { rows, ...sums } = await listFindings(pool, auditId, {
    checkId: query.check,
    state: query.state,
    uscc: query.uscc,
    overdueOn: query.overdue === true ? on : undefined,
    ...{ sort, order, after, limit: limit + 1 },
  });
  return ok({
    ...pageAfter(
      rows.map((row) => findingView(row, caller, on)),
      query,
    ),
    ...sums,
  });
}

function findingView(row: FindingRow, caller: Caller, on: CalendarDate): FindingView {
  const subject = row.subject as Finding['subject'];
  return {
    findingId: row.findingId,
    check: row.checkId,
    kind: row.kind,
    subject:
      subject.kind === 'unit'
        ? { kind: 'unit', name: subject.name, key: subject.uscc }
        : {
            kind: 'person',
            name: maskName(subject.name),
            key: maskNumber(subject.certNo),
            ...(subject.personId === null ? {} : { person: personRef(subject.personId) }),
          },
    uscc: row.uscc,
    text: findingText(row),
    ...(row.amountFen === null ? {} : { amountFen: row.amountFen }),
    rowNos: [...row.rowNos],
    state: row.state,
    overdue: row.state === 'noticed' && row.dueOn !== null && row.dueOn < on,
    ...(row.noticeId === null || row.noticeNo === null || row.dueOn === null
      ? {}
      : { notice: { noticeId: row.noticeId, noticeNo: row.noticeNo, dueOn: row.dueOn } }),
    result: row.result,
    ...(row.madeUpFen === null ? {} : { madeUpFen: Number(row.madeUpFen) }),
    ...(row.proposedBy === null || row.proposedState === null
      ? {}
      : {
          proposed: { state: row.proposedState, by: row.proposedBy, mine: row.proposedBy === caller.actor },
        }),
    ...(row.decidedBy === null ? {} : { decidedBy: row.decidedBy }),
    ...(row.unenrolledId === null ? {} : { unenrolled: row.unenrolledId }),
  };
}

/** Issues a notice 整改通知书 over everything open at an employer. */
export async function levyNotice(
  deps: RestDeps,
  caller: Caller,
  auditId: string,
  body: NoticeBody,
): Promise<Answer<NoticeView>> {
  const audit = await readLevyAudit(deps.pool, caller, auditId);
  if (audit === undefined) return problemAnswer('not-found');
  const { uscc, dueOn } = body;
  if (dueOn <= chinaDay(deps.now())) return problemAnswer('refused', [DUE_PAST]);
  const noticeId = deps.newId();
  const noticeNo = `JH${chinaDay(deps.now()).replaceAll('-', '')}${noticeId.slice(-8)}`;
  const unit = await employerByCode(deps.pool, caller, uscc);
  const deed: Deed = {
    actor: caller.actor,
    action: 'levy.notice',
    subject: `levy-audit:${auditId}`,
    detail: { noticeNo, uscc, dueOn },
  };
  const findings = await audited(deps, deed, (tx) =>
    insertNotice(tx, {
      noticeId,
      noticeNo,
      auditId,
      regionCode: caller.regionCode,
      uscc,
      unitName: unit?.name ?? uscc,
      unitId: unit?.unitId ?? null,
      issuedBy: caller.actor,
      at: deps.now(),
      dueOn,
    }),
  );
  return findings === undefined
    ? problemAnswer('refused', [NOTHING_OPEN])
    : ok({ noticeId, noticeNo, findings, dueOn });
}

/** Says what came of a finding; it holds when another one agrees. */
export async function levyResult(
  deps: RestDeps,
  caller: Caller,
  findingId: string,
  body: FindingResultBody,
): Promise<Answer<{ readonly done: boolean }>> {
  let row: FindingRow | undefined;
  const deed: Deed = {
    actor: caller.actor,
    action: 'levy.result',
    subject: `levy-finding:${findingId}`,
    detail: { ...body },
  };
  const done = await audited(deps, deed, async (tx) => {
    row = await lockFinding(tx, caller, findingId);
    if (row === undefined || (row.state !== 'open' && row.state !== 'noticed')) return undefined;
    if (waitsOfAnother(row, caller)) return undefined;
    await proposeResult(tx, findingId, {
      state: body.state,
      result: body.result,
      madeUpFen: body.madeUpFen ?? null,
      by: caller.actor,
      at: deps.now(),
    });
    return true;
  });
  if (done !== undefined) return ok({ done });
  if (row === undefined) return problemAnswer('not-found');
  const kind = waitsOfAnother(row, caller) ? 'levy-result' : 'levy-finding';
  return (await alreadyDecided(deps, caller, kind, findingId)) ?? problemAnswer('conflict', [SETTLED]);
}

/** What a colleague has proposed is decided before anybody proposes anew; one's own proposal may be bettered until then. */
function waitsOfAnother({ proposedBy, decidedBy }: FindingRow, { actor }: Caller): boolean {
  return proposedBy !== null && decidedBy === null && proposedBy !== actor;
}

/** Another one agrees to the result, or not. */
export async function levyDecision(
  deps: RestDeps,
  caller: Caller,
  findingId: string,
  { agreed }: { readonly agreed: boolean },
): Promise<Answer<{ readonly done: boolean }>> {
  let row: FindingRow | undefined;
  const deed: Deed = {
    actor: caller.actor,
    action: agreed ? 'levy.agree' : 'levy.disagree',
    subject: `levy-finding:${findingId}`,
  };
  const done = await audited(deps, deed, async (tx) => {
    row = await lockFinding(tx, caller, findingId);
    if (
      row === undefined ||
      row.proposedBy === null ||
      row.proposedBy === caller.actor ||
      row.decidedBy !== null
    )
      return undefined;
    await decideResult(tx, findingId, { agreed, by: caller.actor, at: deps.now() });
    return true;
  });
  if (done !== undefined) return ok({ done });
  if (row === undefined) return problemAnswer('not-found');
  if (row.decidedBy === null && row.proposedBy === caller.actor) return problemAnswer('not-allowed');
  return (
    (await alreadyDecided(deps, caller, 'levy-finding', findingId)) ?? problemAnswer('conflict', [SETTLED])
  );
}

const DUE_PAST = {
  code: 'due-past',
  field: 'dueOn',
  message: { zh: '整改期限须晚于今天', en: 'the day to correct by must be after today' },
  remedy: { zh: '请另选日期', en: 'choose another day' },
};
const NOTHING_OPEN = {
  code: 'nothing-open',
  field: 'uscc',
  message: { zh: '该单位没有待通知的发现', en: 'nothing is open at this employer' },
  remedy: { zh: '请先比对资料', en: 'compare the files first' },
};
const SETTLED = {
  code: 'finding-settled',
  field: 'finding',
  message: {
    zh: '该发现已有结论或没有待复核的结果',
    en: 'the finding is settled, or nothing waits for agreement',
  },
  remedy: { zh: '请刷新后查看', en: 'look at it anew' },
};
