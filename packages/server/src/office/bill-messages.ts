import type { OfficeBillBody } from '@gongji/contract';
import { fen, sumFen, yuanText } from '@gongji/domain';
import type { JsonObject } from '../provider-interface/message/json.ts';

/** 个人账户使用标志 acct_used_flag. */
export const ACCOUNT_FLAGS = { none: '0', own: '1', 'own-and-family': '2' } as const;

/** The lines of a draft as messages carry them. Numbers travel as text, so that none passes through a fraction. */
export function feeLines(body: OfficeBillBody): readonly JsonObject[] {
  return body.lines.map((line, index) => ({
    // Unique in the visit: a line of an earlier version was withdrawn and keeps its number.
    feedetl_sn: `${body.revision}-${index + 1}`,
    med_list_codg: line.listCode,
    cnt: line.quantity,
    pric: line.price,
    det_item_fee_sumamt: yuanText(line.amountFen),
    fee_ocur_time: body.begunAt,
    hosp_appr_flag: line.approved ? '1' : '0',
  }));
}

/** Node `data` of 2206 and 2207, node `druginfo` of 2101 and 2102. */
export function billNode(body: OfficeBillBody, psnNo: string): JsonObject {
  const { insutype, medType, account, diseaseCode = '', invoiceNo = '' } = body;
  return {
    psn_no: psnNo,
    insutype,
    med_type: medType,
    medfee_sumamt: yuanText(fen(sumFen(body.lines.map((line) => line.amountFen)))),
    acct_used_flag: ACCOUNT_FLAGS[account],
    dise_codg: diseaseCode,
    invono: invoiceNo,
  };
}

/** Charge batch 收费批次 of a version of the draft. */
export function batchNo({ revision }: OfficeBillBody): string {
  return `W${revision}`;
}
