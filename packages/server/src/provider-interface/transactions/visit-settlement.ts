import type { Rejection } from '@gongji/domain';
import type { Visit } from '@gongji/store/provider-interface';
import { settlementNodes } from '../amounts/settlement-nodes.ts';
import type { Call } from '../call.ts';
import { areSent, splitMismatches, splitsAgree, sumSplits } from '../lines/split-sums.ts';
import { answering, rejected, settling, type Transaction } from '../transaction.ts';
import { settlementAnswer, withLinesUnchanged } from './settlement-answer.ts';
import { type BillInput, prepareVisitBill, type ReadyBill, readBillInput } from './visit-bill.ts';

type Kind = Exclude<Visit['kind'], 'pharmacy'>;

/** 2206, 2206A, 2303, 2303A: nothing is booked. */
function preview(infno: string, kind: Kind): Transaction {
  return answering({
    infno,
    name:
      kind === 'inpatient'
        ? { zh: '住院预结算', en: 'Inpatient preview' }
        : { zh: '门诊预结算', en: 'Outpatient preview' },
    openToSuspended: false,
    read: (input) => readBillInput(input, kind),
    run: async (call, input) => {
      const ready = await prepareVisitBill(call, input, kind);
      if (ready.kind !== 'ready') return ready;
      const result = await call.services.settlement.preview(ready.bill);
      if (result.kind === 'rejected') return result;
      const { assessment, clrType, accountBalanceFen } = result;
      const facts = { ...replyFacts(call, input, ready), assessment, clrType, balanceFen: accountBalanceFen };
      return { kind: 'output', output: settlementNodes({ ...facts, at: call.receivedAt }) };
    },
  });
}

/** 2207, 2207A, 2304, 2304A: the settlement capability books it and stores the reply. */
function settlement(infno: string, kind: Kind): Transaction {
  return settling({
    infno,
    name:
      kind === 'inpatient'
        ? { zh: '住院结算', en: 'Inpatient settlement' }
        : { zh: '门诊结算', en: 'Outpatient settlement' },
    read: (input) => readBillInput(input, kind),
    run: async (call, input) => {
      const ready = await prepareVisitBill(call, input, kind);
      if (ready.kind !== 'ready') return ready;
      const mismatches = await checkSplits(call, input, ready);
      if (mismatches.length > 0) return rejected(...mismatches);
      const facts = replyFacts(call, input, ready);
      return withLinesUnchanged(async () =>
        settlementAnswer(
          await call.services.settlement.settle({
            ...ready.bill,
            message: call.message,
            cause: 'provider',
            reply: (s) =>
              call.success(
                settlementNodes({
                  ...facts,
                  ...s,
                  at: s.settledAt,
                  visitId: facts.visitId,
                  balanceFen: s.accountBalanceFen,
                }),
              ),
          }),
        ),
      );
    },
  });
}

/**
 * The split amounts sent back must be the sums of the uploaded lines, or those of the preview: a policy may move part of
 * the scope into first-pay (care out of region), which only the preview shows. Usually the first holds and costs nothing.
 */
async function checkSplits(call: Call, input: BillInput, ready: ReadyBill): Promise<readonly Rejection[]> {
  if (!areSent(input.splits)) return [];
  const uploaded = sumSplits(ready.uploaded);
  if (splitsAgree(input.splits, uploaded)) return [];
  const result = await call.services.settlement.preview(ready.bill);
  if (result.kind === 'rejected') return result.rejections;
  return splitsAgree(input.splits, result.assessment) ? [] : splitMismatches(input.splits, result.assessment);
}

function replyFacts(call: Call, input: BillInput, { person, visit, bill }: ReadyBill) {
  return {
    person,
    institution: call.institution,
    insutype: input.insutype,
    medType: bill.medType,
    visitId: visit.visitId,
    certType: input.claim.credentialType,
    medinsSetlId: call.message.msgid,
  };
}

export const VISIT_SETTLEMENT: readonly Transaction[] = [
  preview('2206', 'outpatient'),
  preview('2206A', 'outpatient'),
  settlement('2207', 'outpatient'),
  settlement('2207A', 'outpatient'),
  preview('2303', 'inpatient'),
  preview('2303A', 'inpatient'),
  settlement('2304', 'inpatient'),
  settlement('2304A', 'inpatient'),
];
