import { type Rejection, rejection, schemeOf } from '@gongji/domain';
import { type Asked, isSameBill, type SettlementContext, standsForRefused } from '@gongji/store/settlement';
import type { BillRequest, SettleRequest } from './contract.ts';

/** Why an institution may not settle a bill: the agency settled it after all 补结算, or a review has reversed it and may settle it again. */
export function resentRejections(request: BillRequest, context: SettlementContext): readonly Rejection[] {
  const marks = { ...request, scheme: schemeOf(request.insutype) };
  const bill = (context.agencyBills.get(request.personId) ?? []).find((row) => isSameBill(row, marks));
  if (bill === undefined) return [];
  const { stands, settlementId } = bill;
  return [rejection(stands ? 'bill-settled-late' : 'bill-comes-back', { settlementId })];
}

/** Why a refused bill may not be settled after all: something that is this bill stands, also since the settling was agreed to. */
export async function becameRejections(
  { cause, message, personId }: SettleRequest,
  db: Asked,
): Promise<readonly Rejection[]> {
  const settlementId = cause === 'manual' ? await standsForRefused(db, personId, message.msgid) : undefined;
  return settlementId === undefined ? [] : [rejection('refused-bill-settled', { settlementId })];
}
