import type { ReversalPreviewView } from '@gongji/contract';
import { fen, type Rejection } from '@gongji/domain';
import { latestReversalRequest, type SettlementDetailRow, settlementDetail } from '@gongji/store/rest';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { named } from '../rest/payer-name.ts';
import type { CounterEffect, ReversalEffects, ReverseRequest } from '../settlement/contract.ts';
import { requestView } from './request-view.ts';
import { needsSecondPerson, secondPersonFromFen } from './second-person.ts';

/** 撤销影响: what reversing would do, for who asks and for who decides alike. */
export async function reversalPreview(
  deps: RestDeps,
  caller: Caller,
  settlementId: string,
): Promise<Answer<ReversalPreviewView>> {
  const row = await settlementDetail(deps.pool, caller, settlementId);
  if (row === undefined) return problemAnswer('not-found');
  const [result, open] = await Promise.all([
    deps.settlement.previewReversal(previewRequest(deps, row)),
    latestReversalRequest(deps.pool, caller, { state: 'open', settlementId }),
  ]);
  const shown = {
    secondPerson: {
      needed: needsSecondPerson(deps, caller, row),
      fromFen: secondPersonFromFen(deps, caller),
    },
    ...(open === undefined || caller.permissions['reverse.requests'] === undefined
      ? {}
      : { request: requestView(open, caller) }),
  };
  if (result.kind === 'rejected')
    return ok({
      ...NOTHING,
      ...shown,
      settlementId,
      possible: false,
      reasons: result.rejections.map(reasonOf),
    });
  return ok({ ...shown, ...effectsView(deps, caller, row, result.effects) });
}

const NOTHING = { accounts: [], counters: [], postings: [], later: [], elsewhere: 0, fingerprint: '' };

function previewRequest(deps: RestDeps, { personId, institutionCode, settlementId }: SettlementDetailRow) {
  return {
    message: {
      ...{ institutionCode, msgid: `preview-${deps.newId()}`, infno: 'REST-preview' },
      ...{ bodyHash: new Uint8Array(32), receivedAt: deps.now() },
    },
    cause: 'provider',
    reason: '',
    target: { kind: 'settlement', personId, settlementId },
    reply: () => undefined,
  } as const satisfies ReverseRequest;
}

function reasonOf({ code, message, remedy }: Rejection) {
  return { code, message, remedy };
}

function effectsView(
  deps: RestDeps,
  caller: Caller,
  row: SettlementDetailRow,
  effects: ReversalEffects,
): Omit<ReversalPreviewView, 'secondPerson' | 'request'> {
  const { assessment } = effects.reversal;
  const back = (amount: number) => fen(-amount);
  const { institutionCode } = caller;
  const merged = new Set(effects.merged);
  const whose = ({ personId }: { readonly personId: string }) =>
    personId === row.personId ? 'own' : merged.has(personId) ? 'merged' : 'family';
  // A hospital learns neither what others settled nor who is related to whom.
  const visible = effects.later.filter(
    (one) => institutionCode === null || (institutionCode === one.institutionCode && whose(one) !== 'family'),
  );
  const hidden = effects.later.filter((one) => !visible.includes(one) && one.effect !== 'unchanged');
  return {
    settlementId: effects.settlementId,
    possible: !effects.blocked,
    reasons: effects.blocked ? [BLOCKED] : [],
    returned: {
      totalFen: back(assessment.totalFen),
      fundFen: back(assessment.payments.reduce((sum, p) => sum + p.amountFen, 0)),
      providerFen: back(assessment.providerFen),
      accountFen: back(assessment.accountFen),
      familyAccountFen: back(assessment.familyAccountFen),
      cashFen: back(assessment.cashFen),
      payments: named(deps.policies, assessment.payments).map(({ payer, name, amountFen }) => ({
        payer,
        name,
        amountFen: back(amountFen),
      })),
    },
    accounts: effects.accounts.map((one) => {
      const { beforeFen, afterFen } = one;
      return { whose: whose(one), beforeFen, afterFen };
    }),
    counters: effects.counters
      .map((one) => counterView(deps, row, one))
      .filter((one) => institutionCode === null || one.whose === 'own' || one.owner === 'family'),
    postings: summed(effects.postings),
    later: visible.map((one) => {
      const { personId, settledAt, ...shown } = one;
      return { ...shown, whose: whose({ personId }), settledAt: settledAt.toISOString() };
    }),
    elsewhere: hidden.length,
    fingerprint: effects.fingerprint,
  };
}

/** Postings between the same two accounts as one. */
function summed(postings: ReversalEffects['postings']): ReversalPreviewView['postings'] {
  const sums = new Map<string, ReversalPreviewView['postings'][number]>();
  for (const { debit, credit, amountFen } of postings) {
    const pair = `${debit} ${credit}`;
    sums.set(pair, { debit, credit, amountFen: fen((sums.get(pair)?.amountFen ?? 0) + amountFen) });
  }
  return [...sums.values()];
}

const BLOCKED = {
  code: 'later-bills-depend',
  message: {
    zh: '之后有结算用到了本单的累计，须先撤销那些结算',
    en: 'later bills used what this bill counted and must be reversed first',
  },
  remedy: { zh: '请从最后一笔开始依次撤销', en: 'reverse those first, beginning with the last' },
};

/** A counter with its name in the policy that settled the bill; its own key where that policy is not in use any more. */
function counterView(
  { policies }: RestDeps,
  { policyId, personId }: SettlementDetailRow,
  { ownerId, key, counter, owner, before, after }: CounterEffect,
): ReversalPreviewView['counters'][number] {
  const model = policies.find((p) => p.model.id === policyId)?.model.counters.get(counter);
  const [, scope = '', period = ''] = key.split('|');
  return {
    key,
    name: model?.name ?? { zh: counter, en: counter },
    unit: model?.unit ?? 'yuan',
    scope,
    period,
    owner,
    whose: ownerId === personId ? 'own' : 'family',
    before,
    after,
  };
}
