import type {
  FeeWithdrawalBody,
  OfficePreviewView,
  OfficeSettledView,
  StayFeesBody,
  StayPreviewBody,
  StaySettlementBody,
  StayView,
} from '@gongji/contract';
import { type CalendarDate, fen, yuanText } from '@gongji/domain';
import type { Stay } from '@gongji/store/office';
import type { ProblemDetail } from '../http/problem.ts';
import { beijingDay } from '../provider-interface/message/beijing-time.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { settledView } from './bill.ts';
import { ACCOUNT_FLAGS } from './bill-messages.ts';
import { deskRefusal } from './desk-rejections.ts';
import { sendFor } from './own-message.ts';
import { previewView } from './preview-view.ts';
import { ownStay, stay } from './stay.ts';

const dayOf = (at: string): CalendarDate => at.slice(0, 10) as CalendarDate;

/** 录入费用: the fees of one day by 2301, all or none. Sent again under the same key they are there once. */
export async function enterFees(
  deps: RestDeps,
  caller: Caller,
  visitId: string,
  { key, day, lines }: StayFeesBody,
): Promise<Answer<StayView>> {
  const found = await ownStay(deps, caller, visitId);
  if (found === undefined) return problemAnswer('not-found');
  const { psnNo, begunAt, endedAt } = found.row;
  const last = endedAt === null ? beijingDay(deps.now()) : dayOf(endedAt);
  if (day < dayOf(begunAt) || day > last) return problemAnswer('refused', [outside(dayOf(begunAt), last)]);
  const at = day === dayOf(begunAt) ? begunAt : `${day} 00:00:00`;
  const feedetail = lines.map((line, i) => ({
    psn_no: psnNo,
    mdtrt_id: visitId,
    feedetl_sn: `${key}-${i + 1}`,
    med_list_codg: line.listCode,
    cnt: line.quantity,
    pric: line.price,
    det_item_fee_sumamt: yuanText(line.amountFen),
    fee_ocur_time: at,
    hosp_appr_flag: line.approved ? '1' : '0',
  }));
  const answer = await sendFor(deps, caller, { key, infno: '2301' }, { feedetail });
  return answer.kind === 'rejected' ? deskRefusal(answer.rejections) : stay(deps, caller, visitId);
}

/** 撤销费用 by 2302: lines that no settlement covers. */
export async function withdrawFees(
  deps: RestDeps,
  caller: Caller,
  visitId: string,
  { key, lineIds }: FeeWithdrawalBody,
): Promise<Answer<StayView>> {
  const found = await ownStay(deps, caller, visitId);
  if (found === undefined) return problemAnswer('not-found');
  const who = { psn_no: found.row.psnNo, mdtrt_id: visitId };
  const data = lineIds.map((id) => ({ ...who, feedetl_sn: id }));
  const answer = await sendFor(deps, caller, { key, infno: '2302' }, { data });
  return answer.kind === 'rejected' ? deskRefusal(answer.rejections) : stay(deps, caller, visitId);
}

/** 住院预结算 by 2303 of all fees that are open; nothing is booked. */
export async function previewStay(
  deps: RestDeps,
  caller: Caller,
  visitId: string,
  body: StayPreviewBody,
): Promise<Answer<OfficePreviewView>> {
  const found = await ownStay(deps, caller, visitId);
  if (found === undefined) return problemAnswer('not-found');
  const problems = settlingProblems(found, body.midStay);
  if (problems.length > 0) return problemAnswer('refused', problems);
  // Previews leave nothing: each may have the same number.
  const step = { key: previewKey(visitId), infno: '2303' };
  const answer = await sendFor(deps, caller, step, { data: billOf(found, body, found.row.openFen) });
  if (answer.kind === 'rejected') return deskRefusal(answer.rejections);
  if (answer.preview === undefined) throw new Error('a preview was answered without being asked for');
  const { begunAt, endedAt } = found.row;
  const today = beijingDay(deps.now()) as CalendarDate;
  const endedOn = endedAt === null ? today : dayOf(endedAt);
  return ok(previewView(deps, { startedOn: dayOf(begunAt), endedOn }, answer.preview));
}

/** 中途结算 or 出院结算 by 2304, of the amount that was previewed: fees that came since are previewed first. */
export async function settleStay(
  deps: RestDeps,
  caller: Caller,
  visitId: string,
  body: StaySettlementBody,
): Promise<Answer<OfficeSettledView>> {
  const found = await ownStay(deps, caller, visitId);
  if (found === undefined) return problemAnswer('not-found');
  // A settlement that is there already is answered again by its message, whatever the stay looks like now.
  const answer = await sendFor(
    deps,
    caller,
    { key: body.key, infno: '2304' },
    { data: billOf(found, body, body.totalFen) },
  );
  if (answer.kind === 'done') return ok(await settledView(deps, caller, answer.output));
  const changed = answer.rejections.some(
    ({ code }) => code === 'amount-mismatch' || code === 'lines-missing',
  );
  if (changed) return problemAnswer('conflict', [FEES_CHANGED]);
  return deskRefusal(answer.rejections);
}

function billOf(
  { row }: Stay,
  { midStay, account }: Pick<StayPreviewBody, 'midStay' | 'account'>,
  totalFen: number,
) {
  return {
    psn_no: row.psnNo,
    mdtrt_id: row.visitId,
    insutype: row.insutype,
    med_type: row.medType,
    medfee_sumamt: yuanText(fen(totalFen)),
    acct_used_flag: ACCOUNT_FLAGS[account],
    mid_setl_flag: midStay ? '1' : '0',
  };
}

function settlingProblems({ row, fees }: Stay, midStay: boolean): readonly ProblemDetail[] {
  const open = fees.some(({ settlementId }) => settlementId === null);
  return [
    ...(open ? [] : [NO_FEES]),
    ...(midStay && row.state !== 'open' ? [DISCHARGED] : []),
    ...(!midStay && row.state === 'open' ? [IN_HOSPITAL] : []),
  ];
}

/** Eleven of the characters of a key. */
function previewKey(visitId: string): string {
  return visitId
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(-11)
    .padStart(11, '0');
}

const NO_FEES: ProblemDetail = {
  code: 'lines-missing',
  field: 'item',
  message: { zh: '没有未结的费用', en: 'there are no fees to settle' },
  remedy: { zh: '先录入费用', en: 'enter fees first' },
};
const DISCHARGED: ProblemDetail = {
  code: 'visit-state',
  field: 'midStay',
  message: { zh: '已办出院，不能再中途结算', en: 'discharged already: no mid-stay settlement' },
  remedy: { zh: '办理出院结算', en: 'settle at discharge' },
};
const IN_HOSPITAL: ProblemDetail = {
  code: 'visit-state',
  field: 'midStay',
  message: { zh: '还没有办出院', en: 'not discharged yet' },
  remedy: { zh: '先办出院，或选中途结算', en: 'discharge first, or settle mid-stay' },
};
const FEES_CHANGED: ProblemDetail = {
  code: 'lines-changed',
  field: 'item',
  message: { zh: '预结算之后费用有变动', en: 'the fees changed after the preview' },
  remedy: { zh: '请重新预结算后再结算', en: 'preview again, then settle' },
};
function outside(from: string, to: string): ProblemDetail {
  return {
    code: 'field-malformed',
    field: 'day',
    message: { zh: `费用日期应在 ${from} 至 ${to} 之间`, en: `the day must lie between ${from} and ${to}` },
    remedy: { zh: '改正日期', en: 'correct the day' },
  };
}
