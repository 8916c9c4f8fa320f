import type { Fen } from '@gongji/domain';
import { readYuan } from '../money-text.ts';
import { type Node, objectNode, rowsNode, textOf } from '../outcome.ts';

/** Amounts of a settlement reply 结算信息, in fen; of a reversal they are negative. */
export interface SettlementReply {
  readonly settlementId: string;
  readonly visitId: string;
  readonly psnNo: string;
  readonly medType: string;
  readonly clrType: string;
  readonly medinsSetlId: string;
  readonly totalFen: Fen;
  readonly selfPaidFen: Fen;
  readonly overLimitFen: Fen;
  readonly firstPayFen: Fen;
  readonly inScopeFen: Fen;
  readonly deductibleFen: Fen;
  readonly fundFen: Fen;
  readonly providerFen: Fen;
  readonly accountFen: Fen;
  readonly cashFen: Fen;
  readonly balanceFen: Fen;
  /** One row per fund that paid. */
  readonly funds: readonly { readonly fundType: string; readonly name: string; readonly amountFen: Fen }[];
}

/** Reads `setlinfo` and `setldetail` of 2101–2103, 2206–2208, 2303–2305. */
export function readSettlement(output: Node): SettlementReply {
  const info = objectNode(output, 'setlinfo');
  return {
    settlementId: textOf(info, 'setl_id'),
    visitId: textOf(info, 'mdtrt_id'),
    psnNo: textOf(info, 'psn_no'),
    medType: textOf(info, 'med_type'),
    clrType: textOf(info, 'clr_type'),
    medinsSetlId: textOf(info, 'medins_setl_id'),
    totalFen: readYuan(info.medfee_sumamt),
    selfPaidFen: readYuan(info.fulamt_ownpay_amt),
    overLimitFen: readYuan(info.overlmt_selfpay),
    firstPayFen: readYuan(info.preselfpay_amt),
    inScopeFen: readYuan(info.inscp_scp_amt),
    deductibleFen: readYuan(info.act_pay_dedc),
    fundFen: readYuan(info.fund_pay_sumamt),
    providerFen: readYuan(info.hosp_part_amt),
    accountFen: readYuan(info.acct_pay),
    cashFen: readYuan(info.psn_cash_pay ?? info.pdn_cash_pay),
    balanceFen: readYuan(info.balc),
    funds: rowsNode(output, 'setldetail')
      .filter((row) => isFund(textOf(row, 'fund_pay_type')))
      .map((row) => ({
        fundType: textOf(row, 'fund_pay_type'),
        name: textOf(row, 'fund_pay_type_name'),
        amountFen: readYuan(row.fund_payamt),
      })),
  };
}

/** The list may also show personal accounts (3102xx) and the provider's share (99999x): those are not funds. */
function isFund(fundType: string): boolean {
  return !fundType.startsWith('3102') && !fundType.startsWith('99999');
}
