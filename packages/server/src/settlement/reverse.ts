import { type Rejection, rejection } from '@gongji/domain';
import type { NewId } from '@gongji/store';
import {
  type EffectRow,
  type EffectWrite,
  isOfMerged,
  messageKey,
  type SettlementContext,
  type WriteSet,
} from '@gongji/store/settlement';
import { actorOf, type ReverseRequest, type ReverseResult } from './contract.ts';
import {
  decideReversal,
  type ReversalInput,
  type WeighedReversal,
  weighReversal,
} from './decide-reversal.ts';
import { earlierEffect } from './earlier-effect.ts';
import type { Loaded, Verdict, Work } from './group-commit.ts';
import { loadReversalTarget } from './load-family.ts';
import { effectOf, keptReply, writeSetOf } from './written.ts';

/** Reverse 撤销 (by settlement) or compensate 冲正 (by the message that settled). */
export function reverseWork(request: ReverseRequest, now: () => Date, newId: NewId): Work<ReverseResult> {
  const { message, target } = request;
  const messages = [message, ...(target.kind === 'message' ? [originalMessage(request, target.msgid)] : [])];
  return {
    keys: { personIds: [target.personId], institutionCodes: [], diseaseCodes: [], messages },
    locks: [`person/${target.personId}`, ...messages.map((m) => `message/${m.institutionCode}/${m.msgid}`)],
    decide: (loaded) => decideReverse(request, loaded, now(), newId),
  };
}

async function decideReverse(
  request: ReverseRequest,
  loaded: Loaded,
  now: Date,
  newId: NewId,
): Promise<Verdict<ReverseResult>> {
  const { context } = loaded;
  const earlier = earlierEffect(request.message, context);
  if (earlier !== undefined) return { kind: 'answer', result: earlier };
  const named = settlementNamed(request, context);
  if (named.kind === 'tombstone') return tombstone(request, named.write);
  if (named.kind === 'rejected') return { kind: 'answer', result: named };
  const input = await inputOf(request, named.settlementId, loaded, { now, newId });
  if ('kind' in input) return { kind: 'answer', result: input };
  const decision = decideReversal(input);
  if (decision.kind === 'rejected') return { kind: 'answer', result: decision };
  const { state, reversal, recomputed } = decision;
  const { settled } = reversal;
  const kept = keptReply(request.reply(settled));
  const effect = effectOf(request.message, kept, request.target.personId, settled.settlementId);
  return {
    kind: 'write',
    writes: writeSetOf(state, [reversal, ...recomputed], effect),
    result: { kind: 'reversed', settled, recomputed: recomputed.map((w) => w.settled), ...kept },
  };
}

/** What {@link reverseWork} would come to, also where later settlements stand in its way. Nothing is written. */
export function weighWork(
  request: ReverseRequest,
  now: () => Date,
  newId: NewId,
): Work<WeighedReversal | Refused> {
  const { target } = request;
  return {
    keys: { personIds: [target.personId], institutionCodes: [], diseaseCodes: [], messages: [] },
    locks: [],
    decide: async (loaded) => {
      const settlementId = target.kind === 'settlement' ? target.settlementId : '';
      const input = await inputOf(request, settlementId, loaded, { now: now(), newId });
      return { kind: 'answer', result: 'kind' in input ? input : weighReversal(input) };
    },
  };
}

type Refused = Extract<ReverseResult, { kind: 'rejected' }>;

/** All that the decision needs, or why there is nothing to decide. */
async function inputOf(
  request: ReverseRequest,
  settlementId: string,
  loaded: Loaded,
  made: Pick<ReversalInput, 'now' | 'newId'>,
): Promise<ReversalInput | Refused> {
  const { message, reason } = request;
  const { personId } = request.target;
  const person = loaded.context.persons.get(personId);
  if (await isOfMerged(loaded.db, personId, settlementId))
    // What the bill used up has been carried to another person: the merge is undone first, and done again afterwards.
    return refused(rejection('settlement-of-merged', { settlementId }));
  const target = await loadReversalTarget(loaded, personId, settlementId);
  if (person === undefined)
    return refused(rejection('person-unknown', { personId: '' }, { field: 'personId' }));
  if (target === undefined)
    return refused(
      rejection('settlement-unknown', { settlementId }, { field: 'settlementId', value: settlementId }),
    );
  return { ...target, ...made, request, person, book: loaded.book, reason, actor: actorOf(message) };
}

function refused(reason: Rejection): Refused {
  return { kind: 'rejected', rejections: [reason] };
}

type Named =
  | { readonly kind: 'settlement'; readonly settlementId: string }
  | { readonly kind: 'tombstone'; readonly write: EffectWrite | undefined }
  | Refused;

/**
 * The settlement that the request names, by its id or by the message that made it. A message never seen, or seen only as
 * a tombstone, leaves a tombstone: if it arrives after all, it is refused.
 */
function settlementNamed({ message, target }: ReverseRequest, context: SettlementContext): Named {
  if (target.kind === 'settlement') return { kind: 'settlement', settlementId: target.settlementId };
  const original = context.effects.get(
    messageKey({ institutionCode: message.institutionCode, msgid: target.msgid }),
  );
  if (original === undefined) {
    const write: EffectWrite = {
      institutionCode: message.institutionCode,
      msgid: target.msgid,
      infno: target.infno,
      bodyHash: new Uint8Array(32),
      state: 'tombstone',
      reply: null,
      personId: target.personId,
      settlementId: null,
      receivedAt: message.receivedAt,
    };
    return { kind: 'tombstone', write };
  }
  if (original.state === 'tombstone') return { kind: 'tombstone', write: undefined };
  if (original.settlementId === null || !isSame(original, target)) {
    const at = { field: 'msgid', value: target.msgid };
    return { kind: 'rejected', rejections: [rejection('message-mismatch', { msgid: target.msgid }, at)] };
  }
  return { kind: 'settlement', settlementId: original.settlementId };
}

function isSame(original: EffectRow, target: { readonly personId: string; readonly infno: string }): boolean {
  return original.personId === target.personId && original.infno === target.infno;
}

function tombstone(request: ReverseRequest, write: EffectWrite | undefined): Verdict<ReverseResult> {
  const kept = keptReply(request.reply(undefined));
  const own = effectOf(request.message, kept, request.target.personId, null);
  const writes: WriteSet = {
    counters: [],
    accounts: [],
    effects: write === undefined ? [own] : [write, own],
    settlements: [],
    entries: [],
    postings: [],
    movements: [],
    carries: [],
    audit: [
      {
        at: request.message.receivedAt,
        actor: actorOf(request.message),
        action: 'message.tombstone',
        subject: request.target.kind === 'message' ? request.target.msgid : '',
        detailJson: JSON.stringify({ msgid: request.message.msgid }),
      },
    ],
  };
  return { kind: 'write', writes, result: { kind: 'tombstoned', ...kept } };
}

function originalMessage(request: ReverseRequest, msgid: string) {
  return { institutionCode: request.message.institutionCode, msgid };
}
