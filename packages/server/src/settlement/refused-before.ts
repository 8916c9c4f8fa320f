import { type Rejection, rejection, schemeOf } from '@gongji/domain';
import { isLateKey, isSameBill, type SettlementContext } from '@gongji/store/settlement';
import type { BillRequest, SettleRequest } from './contract.ts';

/** Why an institution may not settle a bill: it was refused during a suspension, and settled after all 补结算 for the person since. */
export function resentRejections(request: BillRequest, context: SettlementContext): readonly Rejection[] {
  const marks = { ...request, scheme: schemeOf(request.insutype) };
  const stands = context.standsForRefused.get(request.personId) ?? [];
  const late = stands.find((row) => row.late && isSameBill(row, marks));
  return late === undefined ? [] : [rejection('bill-settled-late', { settlementId: late.settlementId })];
}

/** Why a refused bill may not be settled after all: something that is this bill stands, also since the settling was agreed to. */
export function becameRejections(
  { cause, message, personId }: SettleRequest,
  context: SettlementContext,
): readonly Rejection[] {
  if (cause !== 'manual') return [];
  const stands = context.standsForRefused.get(personId) ?? [];
  const became = stands.find(({ refusedId }) => isLateKey(message.msgid, refusedId));
  return became === undefined
    ? []
    : [rejection('refused-bill-settled', { settlementId: became.settlementId })];
}
