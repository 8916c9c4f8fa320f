import type { Bilingual } from '@gongji/domain';
import type { Settled } from '../../settlement/contract.ts';
import { settlementNodes } from '../amounts/settlement-nodes.ts';
import type { Call } from '../call.ts';
import { settling, type Transaction } from '../transaction.ts';
import { findPerson, psnOnly } from './people.ts';
import { settlementAnswer } from './settlement-answer.ts';
import { settlementNumber } from './settlement-number.ts';

/** 2103, 2208, 2305: a mirror settlement with a new id and negative amounts. */
function reversal(infno: string, name: Bilingual): Transaction {
  return settling({
    infno,
    name,
    openToSuspended: true,
    read: (input) => {
      const f = input.one('data');
      return {
        psnNo: f.text('psn_no', 30),
        visitId: f.text('mdtrt_id', 30),
        settlementId: settlementNumber(f.text('setl_id', 30)),
        // Why, in the words of who asks; not in the published field list.
        memo: f.maybeText('memo', 200),
      };
    },
    run: async (call, { psnNo, visitId, settlementId, memo }) => {
      const found = await findPerson(call, psnOnly(psnNo));
      if (found.kind === 'rejected') return found;
      const person = found.value;
      const nodes = (s: Settled) =>
        settlementNodes({
          ...s,
          person,
          institution: call.institution,
          visitId,
          certType: '',
          at: s.settledAt,
          medinsSetlId: call.message.msgid,
          balanceFen: s.accountBalanceFen,
        });
      return settlementAnswer(
        await call.services.settlement.reverse({
          message: call.message,
          cause: 'provider',
          reason: memo === undefined ? `${infno} ${name.zh}` : `${infno} ${name.zh}：${memo}`,
          target: { kind: 'settlement', personId: person.personId, settlementId, visitId },
          reply: (s) => call.success(s === undefined ? null : withTypo(call, nodes(s))),
        }),
      );
    },
  });
}

/** The published field list of 2208 spells psn_cash_pay wrongly; clients read either. */
function withTypo(call: Call, nodes: ReturnType<typeof settlementNodes>) {
  if (call.envelope.infno !== '2208') return nodes;
  return { ...nodes, setlinfo: { ...nodes.setlinfo, pdn_cash_pay: nodes.setlinfo.psn_cash_pay } };
}

export const REVERSAL: readonly Transaction[] = [
  reversal('2103', { zh: '药店结算撤销', en: 'Reverse a pharmacy settlement' }),
  reversal('2208', { zh: '门诊结算撤销', en: 'Reverse an outpatient settlement' }),
  reversal('2305', { zh: '住院结算撤销', en: 'Reverse an inpatient settlement' }),
];
