import { rejection } from '@gongji/domain';
import type { NewId } from '@gongji/store';
import {
  type EffectRow,
  type EffectWrite,
  isOfMerged,
  messageKey,
  type PersonRow,
  type SettlementContext,
  type WriteSet,
} from '@gongji/store/settlement';
import { actorOf, type ReversalPreviewResult, type ReverseRequest, type ReverseResult } from './contract.ts';
import { decideReversal, type ReversalInput, weighReversal } from './decide-reversal.ts';
import { earlierEffect } from './earlier-effect.ts';
import type { Loaded, Verdict, Work } from './group-commit.ts';
import { loadReversalTarget } from './load-family.ts';
import { reversalEffects } from './reversal-effects.ts';
import { reviewAfter } from './reversal-review.ts';
import { effectOf, keptReply, writeSetOf } from './written.ts';

/** Reverse 撤销 (by settlement) or compensate 冲正 (by the message that settled). */
export function reverseWork(
  request: ReverseRequest,
  merged: readonly string[],
  now: () => Date,
  newId: NewId,
): Work<ReverseResult> {
  const { message, target } = request;
  const messages = [message, ...(target.kind === 'message' ? [originalMessage(request, target.msgid)] : [])];
  return {
    keys: { personIds: [target.personId, ...merged], institutionCodes: [], diseaseCodes: [], messages },
    locks: [`person/${target.personId}`, ...messages.map((m) => `message/${m.institutionCode}/${m.msgid}`)],
    decide: (loaded) => decideReverse(request, { loaded, merged }, now(), newId),
  };
}

async function decideReverse(
  request: ReverseRequest,
  { loaded, merged }: { readonly loaded: Loaded; readonly merged: readonly string[] },
  now: Date,
  newId: NewId,
): Promise<Verdict<ReverseResult>> {
  const { context, book } = loaded;
  const earlier = earlierEffect(request.message, context);
  if (earlier !== undefined) return { kind: 'answer', result: earlier };
  const named = settlementNamed(request, context);
  if (named.kind === 'tombstone') return tombstone(request, named.write);
  if (named.kind === 'rejected') return { kind: 'answer', result: named };
  const { personId } = request.target;
  const person = context.persons.get(personId);
  if (await isOfMerged(loaded.db, personId, named.settlementId)) return ofMerged(named.settlementId);
  const target = await loadReversalTarget(loaded, personId, named.settlementId);
  if (target === undefined || person === undefined) return unknown(person, named.settlementId);
  const input = {
    ...target,
    request,
    person,
    book,
    now,
    newId,
    reason: request.reason,
    actor: actorOf(request.message),
  };
  const decision = decideReversal(input);
  if (decision.kind === 'rejected') return { kind: 'answer', result: decision };
  const changed = await otherEffects(request, input, { loaded, merged });
  if (changed !== undefined) return { kind: 'answer', result: changed };
  const { state, reversal, recomputed } = decision;
  const { settled } = reversal;
  const kept = keptReply(request.reply(settled));
  const effect = effectOf(request.message, kept, personId, settled.settlementId);
  return {
    kind: 'write',
    writes: writeSetOf(state, [reversal, ...recomputed], effect),
    result: { kind: 'reversed', settled, recomputed: recomputed.map((w) => w.settled), ...kept },
  };
}

/** A refusal when the effects are no longer those that were shown to who confirmed. */
async function otherEffects(
  { expects, target }: ReverseRequest,
  input: ReversalInput,
  { loaded, merged }: { readonly loaded: Loaded; readonly merged: readonly string[] },
): Promise<Extract<ReverseResult, { kind: 'rejected' }> | undefined> {
  if (expects === undefined) return undefined;
  const weighed = weighReversal(input);
  if (weighed.kind === 'weighed') {
    const review = await reviewAfter(loaded, merged, input, weighed);
    if (reversalEffects(weighed, input.context, review).fingerprint === expects) return undefined;
  }
  const settlementId = target.kind === 'settlement' ? target.settlementId : '';
  return {
    kind: 'rejected',
    rejections: [rejection('effects-changed', { settlementId }, { field: 'effects' })],
  };
}

/** What {@link reverseWork} would do, from the same data by the same decision; nothing is written. */
export function previewReversalWork(
  request: ReverseRequest,
  merged: readonly string[],
  now: () => Date,
  newId: NewId,
): Work<ReversalPreviewResult> {
  const { personId } = request.target;
  return {
    keys: { personIds: [personId, ...merged], institutionCodes: [], diseaseCodes: [], messages: [] },
    locks: [],
    decide: async (loaded) => {
      const { target } = request;
      const settlementId = target.kind === 'settlement' ? target.settlementId : '';
      const person = loaded.context.persons.get(personId);
      if (await isOfMerged(loaded.db, personId, settlementId)) return ofMerged(settlementId);
      const found = await loadReversalTarget(loaded, personId, settlementId);
      if (found === undefined || person === undefined) return unknown(person, settlementId);
      const { reason, message } = request;
      const asked = { request, person, reason, actor: actorOf(message) };
      const input = { ...found, ...asked, book: loaded.book, now: now(), newId };
      const weighed = weighReversal(input);
      if (weighed.kind === 'rejected') return { kind: 'answer', result: weighed };
      const review = await reviewAfter(loaded, merged, input, weighed);
      return {
        kind: 'answer',
        result: { kind: 'previewed', effects: reversalEffects(weighed, found.context, review) },
      };
    },
  };
}

type Named =
  | { readonly kind: 'settlement'; readonly settlementId: string }
  | { readonly kind: 'tombstone'; readonly write: EffectWrite | undefined }
  | Extract<ReverseResult, { kind: 'rejected' }>;

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

function unknown(
  person: PersonRow | undefined,
  settlementId: string,
): Extract<Verdict<Extract<ReverseResult, { kind: 'rejected' }>>, { kind: 'answer' }> {
  const reason =
    person === undefined
      ? rejection('person-unknown', { personId: '' }, { field: 'personId' })
      : rejection('settlement-unknown', { settlementId }, { field: 'settlementId', value: settlementId });
  return { kind: 'answer', result: { kind: 'rejected', rejections: [reason] } };
}

/** What the bill used up has been carried to another person: the merge is undone first, and done again afterwards. */
function ofMerged(
  settlementId: string,
): Extract<Verdict<Extract<ReverseResult, { kind: 'rejected' }>>, { kind: 'answer' }> {
  const reason = rejection('settlement-of-merged', { settlementId });
  return { kind: 'answer', result: { kind: 'rejected', rejections: [reason] } };
}

function originalMessage(request: ReverseRequest, msgid: string) {
  return { institutionCode: request.message.institutionCode, msgid };
}
