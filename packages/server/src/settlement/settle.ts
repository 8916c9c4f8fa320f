import type { NewId } from '@gongji/store';
import type { ContextKeys, MessageId } from '@gongji/store/settlement';
import { ownBook } from './as-one-person.ts';
import { actorOf, type BillRequest, type SettleRequest, type SettleResult } from './contract.ts';
import { decideBill } from './decide-bill.ts';
import { earlierEffect } from './earlier-effect.ts';
import type { Loaded, Verdict, Work } from './group-commit.ts';
import { recordSettlement } from './record-settlement.ts';
import { becameRejections } from './refused-before.ts';
import { effectOf, keptReply, writeSetOf } from './written.ts';

/** A bill to settle, with the numbers of its person under which nothing may be settled beside it. */
interface ToSettle {
  readonly request: SettleRequest;
  readonly numbers: readonly string[];
}

/** Settle 结算: replay check → decide → entry and rows; the writer commits them together with the bills beside it. */
export function settleWork(bill: ToSettle, now: () => Date, newId: NewId): Work<SettleResult> {
  const { request, numbers } = bill;
  const { institutionCode, msgid } = request.message;
  const keys = contextKeysOf(request, [request.message]);
  const personIds = [...new Set([...keys.personIds, ...numbers])];
  return {
    keys: { ...keys, personIds },
    locks: [...personIds.map((id) => `person/${id}`), `message/${institutionCode}/${msgid}`],
    decide: (loaded) => decideSettle(bill, loaded, now(), newId),
  };
}

async function decideSettle(
  { request, numbers }: ToSettle,
  { context, book, db }: Loaded,
  now: Date,
  newId: NewId,
): Promise<Verdict<SettleResult>> {
  const { message, cause, personId } = request;
  const earlier = earlierEffect(message, context);
  if (earlier !== undefined) return { kind: 'answer', result: earlier };
  const became = await becameRejections(request, db);
  if (became.length > 0) return { kind: 'answer', result: { kind: 'rejected', rejections: became } };
  const decision = decideBill(request, context, book, now, cause === 'manual');
  if (decision.kind === 'rejected') return { kind: 'answer', result: decision };
  const written = recordSettlement(
    decision.state,
    { ...decision, regionCode: decision.person.regionCode },
    {
      settlementId: newId(),
      settledAt: now,
      cause,
      owedTo: cause === 'manual' ? 'person' : 'institution',
      insutype: request.insutype,
      institutionCode: request.institutionCode,
      visitId: request.visitId ?? null,
      medType: request.medType,
      midStay: request.midStay,
      invoiceNo: request.invoiceNo ?? null,
      medinsSetlId: message.msgid,
      actor: actorOf(message),
      replaces: undefined,
    },
  );
  // Their versions move, so that a bill decided beside this one in another process is decided again.
  for (const id of numbers) if (id !== personId) ownBook(decision.state, id).own.version += 1;
  const { settled } = written;
  const kept = keptReply(request.reply(settled));
  const effect = effectOf(message, kept, personId, settled.settlementId);
  return {
    kind: 'write',
    writes: writeSetOf(decision.state, [written], effect),
    result: { kind: 'settled', settled, ...kept },
  };
}

/** What a bill needs to know before it can be decided. */
export function contextKeysOf(request: BillRequest, messages: readonly MessageId[]): ContextKeys {
  return {
    personIds: [request.personId],
    institutionCodes: [request.institutionCode],
    diseaseCodes: request.diseaseCode === undefined ? [] : [request.diseaseCode],
    messages,
  };
}
