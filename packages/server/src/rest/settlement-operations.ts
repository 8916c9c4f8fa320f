import { createHash } from 'node:crypto';
import type { BillBody, PreviewView, ReversalBody, SettledView } from '@gongji/contract';
import { rejection } from '@gongji/domain';
import { personFile, settlementDetail, wholeRegion } from '@gongji/store/rest';
import { needsSecondPerson, secondPersonNeeded } from '../reversal/second-person.ts';
import type { MessageKey, Settled } from '../settlement/contract.ts';
import { type Answer, ok, problemAnswer } from './answer.ts';
import { billRequest } from './bill-request.ts';
import type { Caller } from './caller.ts';
import type { RestDeps } from './deps.ts';
import { splitOf } from './views.ts';

/** 预结算 */
export async function preview(deps: RestDeps, caller: Caller, body: BillBody): Promise<Answer<PreviewView>> {
  const read = await billRequest(deps.pool, caller, body);
  if (read.kind === 'rejected') return problemAnswer('refused', read.rejections);
  const result = await deps.settlement.preview(read.bill);
  if (result.kind === 'rejected') return problemAnswer('refused', result.rejections);
  const { assessment, clrType, accountBalanceFen } = result;
  return ok({
    policyId: assessment.policyId,
    policyVersion: assessment.policyVersion,
    benefit: assessment.benefit,
    clrType,
    ...splitOf(assessment, deps.policies),
    lines: assessment.lines.map((line) => ({ ...line })),
    accountBalanceFen,
  });
}

/** 结算: one effect per key; the same request again gets the same answer. */
export async function settle(
  deps: RestDeps,
  caller: Caller,
  body: BillBody,
  key: string,
): Promise<Answer<SettledView>> {
  const read = await billRequest(deps.pool, caller, body);
  if (read.kind === 'rejected') return problemAnswer('refused', read.rejections);
  const message = messageKey(
    deps,
    caller,
    { institutionCode: body.institutionCode, msgid: key, infno: 'REST-settle' },
    body,
  );
  const result = await deps.settlement.settle({
    ...read.bill,
    message,
    cause: 'provider',
    reply: (settled) => settledView(deps, settled),
  });
  switch (result.kind) {
    case 'settled':
      return ok(settledView(deps, result.settled));
    case 'replayed':
      return ok({ ...(result.reply as SettledView), replayed: true });
    case 'conflict':
      return problemAnswer('conflict', result.rejections);
    case 'rejected':
      return problemAnswer('refused', result.rejections);
  }
}

/** 撤销: the settlement must be in the caller's scope and belong to the person named. */
export async function reverse(
  deps: RestDeps,
  caller: Caller,
  settlementId: string,
  body: ReversalBody,
  key: string,
): Promise<Answer<SettledView>> {
  const [row, person] = await Promise.all([
    settlementDetail(deps.pool, caller, settlementId),
    personFile(deps.pool, wholeRegion(caller.regionCode), body.psnNo),
  ]);
  if (row === undefined || person === undefined || row.personId !== person.personId)
    return problemAnswer('refused', [rejection('settlement-unknown', { settlementId }, { field: 'id' })]);
  if (needsSecondPerson(deps, caller, row))
    return problemAnswer('refused', [secondPersonNeeded(deps, caller, row)]);
  const { visitId, effects } = body;
  const target = { kind: 'settlement', personId: person.personId, settlementId } as const;
  const result = await deps.settlement.reverse({
    message: messageKey(
      deps,
      caller,
      { institutionCode: row.institutionCode, msgid: key, infno: 'REST-reverse' },
      { settlementId, ...body },
    ),
    cause: 'provider',
    reason: body.reason,
    target: visitId === undefined ? target : { ...target, visitId },
    ...(effects === undefined ? {} : { expects: effects }),
    reply: (reversed) => (reversed === undefined ? {} : settledView(deps, reversed)),
  });
  switch (result.kind) {
    case 'reversed':
      return ok(settledView(deps, result.settled));
    case 'replayed':
    case 'tombstoned':
      return ok({ ...(result.reply as SettledView), replayed: true });
    case 'conflict':
      return problemAnswer('conflict', result.rejections);
    case 'rejected':
      return problemAnswer('refused', result.rejections);
  }
}

/** The body after checking has its keys in the schema's order, so its JSON is canonical. */
function messageKey(
  deps: RestDeps,
  { actor }: Caller,
  name: Pick<MessageKey, 'institutionCode' | 'msgid' | 'infno'>,
  body: unknown,
): MessageKey {
  const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest();
  return { ...name, bodyHash, receivedAt: deps.now(), actor };
}

function settledView({ policies }: RestDeps, settled: Settled): SettledView {
  return {
    settlementId: settled.settlementId,
    replayed: false,
    accountBalanceFen: settled.accountBalanceFen,
    ...splitOf(settled.assessment, policies),
  };
}
