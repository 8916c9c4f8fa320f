import { sumFen } from '@gongji/domain';
import { timeText } from '../china-time.ts';
import type { HisClient } from '../his-client.ts';
import { yuanNumber } from '../money-text.ts';
import { type CallOutcome, expectAccepted } from '../outcome.ts';
import { type FeeLine, feeFields } from './fee-line.ts';
import { identityFields, insuredRegion, type Patient } from './person.ts';
import { readSettlement, type SettlementReply } from './settlement-reply.ts';

/** A purchase at a pharmacy 药店购药. */
export interface Purchase {
  readonly patient: Patient;
  readonly insutype: string;
  readonly lines: readonly FeeLine[];
  readonly account: '0' | '1' | '2';
}

function send(
  client: HisClient,
  infno: '2101' | '2102',
  purchase: Purchase,
  msgid?: string,
): Promise<CallOutcome> {
  const druginfo = {
    ...identityFields(purchase.patient, purchase.insutype),
    begntime: timeText(client.now()),
    medfee_sumamt: yuanNumber(sumFen(purchase.lines.map((line) => line.amountFen))),
    acct_used_flag: purchase.account,
    med_type: '41',
  };
  const drugdetail = purchase.lines.map((line) => ({ ...feeFields(line), rx_circ_flag: '0' }));
  return client.call(
    infno,
    { druginfo, drugdetail },
    {
      insuredRegion: insuredRegion(client, purchase.patient, purchase.insutype),
      ...(msgid === undefined ? {} : { msgid }),
    },
  );
}

/** 2101 preview 药店预结算. */
export function previewPurchase(client: HisClient, purchase: Purchase): Promise<CallOutcome> {
  return send(client, '2101', purchase);
}

/** 2102 settle 药店结算. */
export function settlePurchase(client: HisClient, purchase: Purchase, msgid?: string): Promise<CallOutcome> {
  return send(client, '2102', purchase, msgid);
}

/** 2103 reverse 撤销. */
export async function reversePurchase(
  client: HisClient,
  patient: Patient,
  settled: SettlementReply,
): Promise<SettlementReply> {
  const data = { setl_id: settled.settlementId, mdtrt_id: settled.visitId, psn_no: patient.psnNo };
  return readSettlement(expectAccepted('2103', await client.call('2103', { data })));
}
