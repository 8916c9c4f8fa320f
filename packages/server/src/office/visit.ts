import type { OfficeCancelBody, OfficeDoneView, OfficeVisitBody, OfficeVisitView } from '@gongji/contract';
import type { ProblemDetail } from '../http/problem.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import { isObject, own } from '../provider-interface/message/json.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { deskRefusal } from './desk-rejections.ts';
import { sendFor } from './own-message.ts';
import { numberOfPerson } from './person-claim.ts';

/** Clocks of desks may be a little fast. */
const AHEAD_MS = 10 * 60_000;

const PERSON_UNKNOWN: ProblemDetail = {
  code: 'person-unknown',
  field: 'person',
  message: { zh: '未查到参保人', en: 'no such insured person' },
  remedy: { zh: '重新查找参保人', en: 'find the person again' },
};
const IN_FUTURE: ProblemDetail = {
  code: 'visit-in-future',
  field: 'begunAt',
  message: { zh: '就诊时间晚于现在', en: 'the visit lies in the future' },
  remedy: { zh: '核对就诊日期和本机时钟', en: 'check the day of the visit and the clock of this computer' },
};

/** What is wrong with whom and when, all at once. */
export function openingProblems(
  deps: RestDeps,
  psnNo: string | undefined,
  begunAt: string,
): readonly ProblemDetail[] {
  const late = begunAt > beijingTime(new Date(deps.now().getTime() + AHEAD_MS));
  return [...(psnNo === undefined ? [PERSON_UNKNOWN] : []), ...(late ? [IN_FUTURE] : [])];
}

/** 挂号登记: 2201, then 2203 with the kind of care. Sent again under the same key it answers the same visit. */
export async function registerVisit(
  deps: RestDeps,
  caller: Caller,
  body: OfficeVisitBody,
): Promise<Answer<OfficeVisitView>> {
  const { key, insutype, medType, begunAt, diseaseCode = '' } = body;
  const psnNo = await numberOfPerson(deps, caller, body.person);
  const problems = openingProblems(deps, psnNo, begunAt);
  if (psnNo === undefined || problems.length > 0) return problemAnswer('refused', problems);
  const who = { psn_no: psnNo, insutype, begntime: begunAt, med_type: medType };
  const registered = await sendFor(
    deps,
    caller,
    { key, infno: '2201' },
    {
      data: { ...who, ipt_otp_no: visitNo(key) },
    },
  );
  if (registered.kind === 'rejected') return deskRefusal(registered.rejections);
  const data = own(registered.output, 'data');
  const visitId = isObject(data) ? String(own(data, 'mdtrt_id')) : '';
  const described = await sendFor(
    deps,
    caller,
    { key, infno: '2203' },
    {
      mdtrtinfo: { ...who, mdtrt_id: visitId, dise_codg: diseaseCode },
    },
  );
  return described.kind === 'rejected' ? deskRefusal(described.rejections) : ok({ visitId });
}

/** Number of a visit that was registered here, and how such a one is told. */
function visitNo(key: string): string {
  return `W${key}`;
}
export function keyOfVisit(number: string | null): string | undefined {
  return /^W([a-z0-9]{11})$/.exec(number ?? '')?.[1];
}

/** 作废登记: open lines are withdrawn and the registration is cancelled; settled lines stand in the way. */
export async function cancelVisit(
  deps: RestDeps,
  caller: Caller,
  visitId: string,
  { key, person }: OfficeCancelBody,
): Promise<Answer<OfficeDoneView>> {
  const psnNo = await numberOfPerson(deps, caller, person);
  if (psnNo === undefined) return problemAnswer('refused', [PERSON_UNKNOWN]);
  const data = { psn_no: psnNo, mdtrt_id: visitId };
  // The last version, so that it comes after every upload of the draft.
  const last = { key, revision: 1295 };
  const withdrawn = await sendFor(
    deps,
    caller,
    { ...last, infno: '2205' },
    {
      data: { ...data, chrg_bchno: '0000' },
    },
  );
  if (withdrawn.kind === 'rejected') return deskRefusal(withdrawn.rejections);
  const cancelled = await sendFor(deps, caller, { ...last, infno: '2202' }, { data });
  return cancelled.kind === 'rejected' ? deskRefusal(cancelled.rejections) : ok({ done: true });
}
