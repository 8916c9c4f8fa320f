import type { LineSplit } from '@gongji/engine';
import type { FeeLine } from '@gongji/store/provider-interface';
import { yuan } from '../amounts/yuan.ts';
import { scaledText } from '../reading/numbers.ts';
import type { LineAmounts } from './line-split.ts';

const CLASS_CODE = { A: '01', B: '02', C: '03' } as const;
/** How "no ceiling" travels. */
const NO_CEILING = 999_999;

/** Rows `result` of an upload: the split by the catalogue. */
export function resultNodes(lines: readonly FeeLine[]) {
  return lines.map((line) => lineNode(line, line));
}

/** Rows `detlcutinfo` of a pharmacy reply: the split as settled. Lines and splits are in the same order. */
export function cutNodes(lines: readonly FeeLine[], splits: readonly LineSplit[]) {
  const byId = new Map(splits.map((split) => [split.id, split]));
  return lines.map((line) => lineNode(line, byId.get(line.id) ?? line));
}

/** A line as every reply shows it. */
export function lineNode(line: FeeLine, split: LineAmounts) {
  const [restricted, basic, negotiated, child, special] = line.flags;
  const selfPaidWhole = split.selfPaidFen !== 0 && split.selfPaidFen === line.amountFen;
  return {
    feedetl_sn: line.id,
    det_item_fee_sumamt: yuan(line.amountFen),
    cnt: Number(scaledText(line.cntE4, 4)),
    pric: Number(scaledText(line.pricE6, 6)),
    pric_uplmt_amt: line.ceilingE4 === undefined ? NO_CEILING : Number(scaledText(line.ceilingE4, 4)),
    selfpay_prop: selfPaidWhole ? 1 : Number(scaledText(line.firstPayPpm, 6)),
    fulamt_ownpay_amt: yuan(split.selfPaidFen),
    overlmt_amt: yuan(split.overLimitFen),
    preselfpay_amt: yuan(split.firstPayFen),
    inscp_scp_amt: yuan(split.inScopeFen),
    chrgitm_lv: CLASS_CODE[line.itemClass],
    med_chrgitm_type: line.chargeType,
    bas_medn_flag: basic ?? '0',
    hi_nego_drug_flag: negotiated ?? '0',
    chld_medc_flag: child ?? '0',
    list_sp_item_flag: special ?? '0',
    lmt_used_flag: restricted ?? '0',
    drt_reim_flag: '0',
    memo: line.refused ? '限制使用未审批，按全自费' : '',
    exp_content: '',
  };
}
