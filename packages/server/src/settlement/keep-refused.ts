import { createHash } from 'node:crypto';
import { schemeOf } from '@gongji/domain';
import type { NewId, Pool } from '@gongji/store';
import { keepRefusedBill } from '@gongji/store/settlement';
import type { BillRequest, SettleRequest, SettleResult } from './contract.ts';

/** A bill that nothing but a suspension of benefits stood in the way of is kept as it was sent; all others are left to their senders. */
export async function keepRefused(
  { pool, newId, now }: { readonly pool: Pool; readonly newId: NewId; readonly now: () => Date },
  request: SettleRequest,
  result: SettleResult,
): Promise<void> {
  const scheme = schemeOf(request.insutype);
  if (result.kind !== 'rejected' || scheme === undefined) return;
  if (result.rejections.length === 0 || result.rejections.some(({ code }) => code !== 'benefits-suspended'))
    return;
  const { message: _message, cause: _cause, reply: _reply, ...bill } = request;
  const { personId, institutionCode, visitId, startedOn, endedOn, totalFen } = bill satisfies BillRequest;
  await keepRefusedBill(pool, {
    ...{ personId, refusedId: newId(), scheme, institutionCode, visitId: visitId ?? null },
    ...{ startedOn, endedOn, policyOn: result.on ?? endedOn, totalFen, bill, at: now() },
    billHash: createHash('sha256').update(JSON.stringify(bill)).digest(),
  });
}
