import type {
  AdmissionBody,
  AdmittedView,
  DischargeBody,
  OfficeDoneView,
  StayUndoBody,
} from '@gongji/contract';
import type { ProblemDetail } from '../http/problem.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import { isObject, own } from '../provider-interface/message/json.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { deskRefusal } from './desk-rejections.ts';
import { sendFor } from './own-message.ts';
import { numberOfPerson } from './person-claim.ts';
import { hasBeds, ownInstitution } from './place.ts';
import { ownStay } from './stay.ts';
import { openingProblems } from './visit.ts';

/** Clocks of desks may be a little fast. */
const AHEAD_MS = 10 * 60_000;

type Diagnosis = NonNullable<AdmissionBody['diagnosis']>;

/** 入院登记 by 2401. Sent again under the same key it answers the same stay. */
export async function admit(
  deps: RestDeps,
  caller: Caller,
  body: AdmissionBody,
): Promise<Answer<AdmittedView>> {
  const { key, insutype, medType, begunAt, diagnosis } = body;
  const [institution, psnNo] = await Promise.all([
    ownInstitution(deps, caller),
    numberOfPerson(deps, caller, body.person),
  ]);
  const problems = [
    ...(institution === undefined || !hasBeds(institution) ? [NO_BEDS] : []),
    ...openingProblems(deps, psnNo, begunAt),
  ];
  if (psnNo === undefined || problems.length > 0) return problemAnswer('refused', problems);
  const mdtrtinfo = { psn_no: psnNo, insutype, med_type: medType, begntime: begunAt, ipt_no: `W${key}` };
  const input = { mdtrtinfo, diseinfo: diseaseRows(diagnosis, begunAt) };
  const answer = await sendFor(deps, caller, { key, infno: '2401' }, input);
  if (answer.kind === 'rejected') return deskRefusal(answer.rejections);
  const result = own(answer.output, 'result');
  return ok({ visitId: isObject(result) ? String(own(result, 'mdtrt_id')) : '' });
}

function diseaseRows(diagnosis: Diagnosis | undefined, at: string) {
  if (diagnosis === undefined) return [];
  const { code, name } = diagnosis;
  return [
    { diag_type: '1', maindiag_flag: '1', diag_srt_no: '1', diag_code: code, diag_name: name, diag_time: at },
  ];
}

/** 出院办理 by 2402. Settled is after it, so that the stay has its days. */
export async function discharge(
  deps: RestDeps,
  caller: Caller,
  visitId: string,
  { key, endedAt, diagnosis }: DischargeBody,
): Promise<Answer<OfficeDoneView>> {
  const found = await ownStay(deps, caller, visitId);
  if (found === undefined) return problemAnswer('not-found');
  const { psnNo, begunAt } = found.row;
  const late = endedAt > beijingTime(new Date(deps.now().getTime() + AHEAD_MS));
  const lastFee = found.fees.at(-1)?.line.at.slice(0, 10) ?? '';
  const problems = [
    ...(late ? [ENDS_IN_FUTURE] : []),
    ...(endedAt < begunAt ? [ENDS_BEFORE] : []),
    ...(endedAt.slice(0, 10) < lastFee ? [feesAfter(lastFee)] : []),
  ];
  if (problems.length > 0) return problemAnswer('refused', problems);
  const dscginfo = { psn_no: psnNo, mdtrt_id: visitId, endtime: endedAt, dscg_way: '1' };
  const input = { dscginfo, diseinfo: diseaseRows(diagnosis, endedAt) };
  const answer = await sendFor(deps, caller, { key, infno: '2402' }, input);
  return answer.kind === 'rejected' ? deskRefusal(answer.rejections) : ok({ done: true });
}

/** 出院撤销 by 2405, or 入院撤销 by 2404 after the open fees are withdrawn. Settlements stand in the way of both. */
export async function undoStay(
  deps: RestDeps,
  caller: Caller,
  visitId: string,
  { key, what }: StayUndoBody,
): Promise<Answer<OfficeDoneView>> {
  const found = await ownStay(deps, caller, visitId);
  if (found === undefined) return problemAnswer('not-found');
  const data = { psn_no: found.row.psnNo, mdtrt_id: visitId };
  if (what === 'admission' && found.fees.some(({ settlementId }) => settlementId === null)) {
    const all = { data: [{ ...data, feedetl_sn: '0000' }] };
    const withdrawn = await sendFor(deps, caller, { key, infno: '2302' }, all);
    if (withdrawn.kind === 'rejected') return deskRefusal(withdrawn.rejections);
  }
  const infno = what === 'discharge' ? '2405' : '2404';
  const answer = await sendFor(deps, caller, { key, infno }, { data });
  return answer.kind === 'rejected' ? deskRefusal(answer.rejections) : ok({ done: true });
}

const NO_BEDS: ProblemDetail = {
  code: 'no-beds',
  field: 'medType',
  message: { zh: '本机构不办理住院', en: 'this institution admits nobody' },
  remedy: { zh: '按门诊办理，或转往有床位的机构', en: 'treat as outpatient care, or refer to a hospital' },
};
const ENDS_IN_FUTURE: ProblemDetail = {
  code: 'visit-in-future',
  field: 'endedAt',
  message: { zh: '出院时间晚于现在', en: 'the discharge lies in the future' },
  remedy: { zh: '改为今天或更早', en: 'choose today or earlier' },
};
const ENDS_BEFORE: ProblemDetail = {
  code: 'field-malformed',
  field: 'endedAt',
  message: { zh: '出院时间早于入院时间', en: 'the discharge lies before the admission' },
  remedy: { zh: '核对出院日期', en: 'check the day of discharge' },
};
function feesAfter(day: string): ProblemDetail {
  return {
    code: 'field-malformed',
    field: 'endedAt',
    message: { zh: `${day} 还有费用，晚于出院`, en: `there are fees on ${day}, after the discharge` },
    remedy: { zh: '改出院日期，或撤销之后的费用', en: 'change the day, or withdraw the later fees' },
  };
}
