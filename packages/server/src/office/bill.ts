import type { OfficeBillBody, OfficePreviewView, OfficeSettledView } from '@gongji/contract';
import { type CalendarDate, parseYuan, ZERO_FEN } from '@gongji/domain';
import { settlementDetail } from '@gongji/store/rest';
import type { OwnAnswer } from '../provider-interface/in-process.ts';
import { isObject, type JsonObject, own } from '../provider-interface/message/json.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { policyOfSettlement, wholeBillFirstPay } from '../rest/explanation.ts';
import { settlementView } from '../rest/views.ts';
import { batchNo, billNode, feeLines } from './bill-messages.ts';
import { deskRefusal } from './desk-rejections.ts';
import { sendFor } from './own-message.ts';
import { numberOfPerson } from './person-claim.ts';
import { isPharmacy, ownInstitution } from './place.ts';
import { previewView } from './preview-view.ts';
import { openingProblems } from './visit.ts';

/** A draft whose person and place are known. */
interface Ready {
  readonly psnNo: string;
  readonly pharmacy: boolean;
}

/** 预结算: in a hospital the lines are uploaded first (an earlier version is withdrawn), in a pharmacy nothing is kept. */
export async function previewBill(
  deps: RestDeps,
  caller: Caller,
  body: OfficeBillBody,
): Promise<Answer<OfficePreviewView>> {
  const ready = await readyBill(deps, caller, body);
  if ('kind' in ready) return ready;
  if (!ready.pharmacy) {
    const uploaded = await uploadLines(deps, caller, body, ready.psnNo);
    if (uploaded.kind === 'rejected') return deskRefusal(uploaded.rejections);
  }
  const answer = await sendBill(deps, caller, body, { ...ready, infno: ready.pharmacy ? '2101' : '2206' });
  if (answer.kind === 'rejected') return deskRefusal(answer.rejections);
  if (answer.preview === undefined) throw new Error('a preview was answered without being asked for');
  const on = body.begunAt.slice(0, 10) as CalendarDate;
  return ok(previewView(deps, { startedOn: on, endedOn: on }, answer.preview));
}

/** 结算: one effect per draft; sent again it answers the same settlement. */
export async function settleBill(
  deps: RestDeps,
  caller: Caller,
  body: OfficeBillBody,
): Promise<Answer<OfficeSettledView>> {
  const ready = await readyBill(deps, caller, body);
  if ('kind' in ready) return ready;
  const answer = await sendBill(deps, caller, body, { ...ready, infno: ready.pharmacy ? '2102' : '2207' });
  if (answer.kind === 'rejected') return deskRefusal(answer.rejections);
  return ok(await settledView(deps, caller, answer.output));
}

/** What a settling transaction answered, as the desk shows it. */
export async function settledView(
  deps: RestDeps,
  caller: Caller,
  output: JsonObject,
): Promise<OfficeSettledView> {
  const info = own(output, 'setlinfo');
  const settlementId = isObject(info) ? String(own(info, 'setl_id')) : '';
  const row = await settlementDetail(deps.pool, caller, settlementId);
  if (row === undefined || !isObject(info)) throw new Error(`settlement ${settlementId} was not written`);
  const accountBalanceFen = parseYuan(String(own(info, 'balc'))) ?? ZERO_FEN;
  const wholeBill = wholeBillFirstPay(await policyOfSettlement(deps, row), row);
  return { settlement: settlementView(row, { policies: deps.policies, wholeBill }), accountBalanceFen };
}

async function readyBill(
  deps: RestDeps,
  caller: Caller,
  body: OfficeBillBody,
): Promise<Ready | Answer<never>> {
  const [institution, psnNo] = await Promise.all([
    ownInstitution(deps, caller),
    numberOfPerson(deps, caller, body.person),
  ]);
  const problems = openingProblems(deps, psnNo, body.begunAt);
  if (institution === undefined || psnNo === undefined || problems.length > 0)
    return problemAnswer('refused', problems);
  return { psnNo, pharmacy: isPharmacy(institution) };
}

async function uploadLines(
  deps: RestDeps,
  caller: Caller,
  body: OfficeBillBody,
  psnNo: string,
): Promise<OwnAnswer> {
  const { key, revision, visitId = '', diseaseCode = '' } = body;
  const visit = { psn_no: psnNo, mdtrt_id: visitId };
  if (revision > 1) {
    const data = { ...visit, chrg_bchno: '0000' };
    const withdrawn = await sendFor(deps, caller, { key, revision, infno: '2205' }, { data });
    if (withdrawn.kind === 'rejected') return withdrawn;
  }
  const more = { ...visit, chrg_bchno: batchNo(body), dise_codg: diseaseCode };
  const feedetail = feeLines(body).map((line) => ({ ...line, ...more }));
  return sendFor(deps, caller, { key, revision, infno: '2204' }, { feedetail });
}

function sendBill(
  deps: RestDeps,
  caller: Caller,
  body: OfficeBillBody,
  { psnNo, pharmacy, infno }: Ready & { readonly infno: string },
): Promise<OwnAnswer> {
  const node = billNode(body, psnNo);
  const step = { key: body.key, infno };
  if (pharmacy) {
    const druginfo = { ...node, begntime: body.begunAt };
    return sendFor(deps, caller, step, { druginfo, drugdetail: feeLines(body) });
  }
  const data = { ...node, mdtrt_id: body.visitId ?? '', chrg_bchno: batchNo(body) };
  return sendFor(deps, caller, step, { data });
}
