import type { OfficeReversalBody, OfficeReversedView } from '@gongji/contract';
import { rejection } from '@gongji/domain';
import { deskSettlement } from '@gongji/store/office';
import { isObject, own } from '../provider-interface/message/json.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { deskRefusal } from './desk-rejections.ts';
import { sendFor } from './own-message.ts';
import { keyOfVisit } from './visit.ts';

const INFNO = { outpatient: '2208', inpatient: '2305', pharmacy: '2103' } as const;

/**
 * 撤销结算, with the reason. What was registered here is cleared away as well, lines and registration, so that nothing is
 * left open; what a hospital's own system registered stays for that system.
 */
export async function reverseBill(
  deps: RestDeps,
  caller: Caller,
  settlementId: string,
  { key, reason }: OfficeReversalBody,
): Promise<Answer<OfficeReversedView>> {
  const institutionCode = caller.institutionCode ?? '';
  const found = await deskSettlement(deps.pool, { institutionCode, settlementId });
  if (found === undefined || found.kind === 'reversal' || found.visitKind === null)
    return problemAnswer('refused', [rejection('settlement-unknown', { settlementId }, { field: 'id' })]);
  const data = { psn_no: found.psnNo, mdtrt_id: found.visitId ?? '' };
  const answer = await sendFor(
    deps,
    caller,
    { key, infno: INFNO[found.visitKind] },
    {
      data: { ...data, setl_id: settlementId, memo: reason },
    },
  );
  if (answer.kind === 'rejected') return deskRefusal(answer.rejections);
  if (found.visitKind === 'outpatient' && keyOfVisit(found.visitNo) !== undefined) {
    await sendFor(deps, caller, { key, infno: '2205' }, { data: { ...data, chrg_bchno: '0000' } });
    await sendFor(deps, caller, { key, infno: '2202' }, { data });
  }
  const info = own(answer.output, 'setlinfo');
  return ok({ settlementId, reversalId: isObject(info) ? String(own(info, 'setl_id')) : '' });
}
