import type { CallOptions, HisClient } from '../his-client.ts';
import type { CallOutcome, Node } from '../outcome.ts';

/** Transactions whose lost reply may be taken back with 2601. */
export type Compensable = '2102' | '2207' | '2304' | '2401';

/** 2601 compensation 冲正: undo the message if it was done; if it was not, it may never be done any more. */
export function compensate(
  client: HisClient,
  lost: { readonly psnNo: string; readonly msgid: string; readonly infno: Compensable },
): Promise<CallOutcome> {
  return client.call('2601', { data: { psn_no: lost.psnNo, omsgid: lost.msgid, oinfno: lost.infno } });
}

export type SureOutcome = CallOutcome | { readonly kind: 'compensated'; readonly msgid: string };

/**
 * Lost-reply handling 结果未知处理: sends, repeats the same message id while no reply comes, and when silence lasts
 * takes the message back. After `compensated` nothing of it stands; after `unknown` even 2601 had no answer: try again later.
 */
export async function callSurely(
  client: HisClient,
  call: {
    readonly infno: Compensable;
    readonly input: Node;
    readonly psnNo: string;
    readonly options?: CallOptions;
  },
): Promise<SureOutcome> {
  const outcome = await client.call(call.infno, call.input, call.options);
  if (outcome.kind !== 'unknown') return outcome;
  const undone = await compensate(client, { psnNo: call.psnNo, msgid: outcome.msgid, infno: call.infno });
  return undone.kind === 'accepted' ? { kind: 'compensated', msgid: outcome.msgid } : outcome;
}
