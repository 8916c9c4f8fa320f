import type { Fen } from '@gongji/domain';
import { yuanNumber } from '../money-text.ts';
import type { Node } from '../outcome.ts';

/** FeeLine 费用明细 as a hospital system holds it: cnt × price = amount, to the fen. */
export interface FeeLine {
  readonly sn: string;
  /** National code 医疗目录编码, as delivered by the catalogue. */
  readonly listCode: string;
  readonly ownCode: string;
  readonly name: string;
  readonly cnt: number;
  readonly priceFen: Fen;
  readonly amountFen: Fen;
  /** `yyyy-MM-dd HH:mm:ss` */
  readonly at: string;
  /** Hospital approval of a restricted item 医院审批标志: 0 not needed, 1 approved, 2 refused. */
  readonly approval: '0' | '1' | '2';
}

export interface Doctor {
  readonly code: string;
  readonly name: string;
  readonly deptCode: string;
  readonly deptName: string;
  /** 科别 */
  readonly caty: string;
}

/** The fields every fee line has, whatever the transaction. */
export function feeFields(line: FeeLine): Node {
  return {
    feedetl_sn: line.sn,
    fee_ocur_time: line.at,
    med_list_codg: line.listCode,
    medins_list_codg: line.ownCode,
    det_item_fee_sumamt: yuanNumber(line.amountFen),
    cnt: line.cnt,
    pric: yuanNumber(line.priceFen),
  };
}

/** Who ordered it. */
export function orderFields(line: FeeLine, doctor: Doctor): Node {
  return {
    bilg_dept_codg: doctor.deptCode,
    bilg_dept_name: doctor.deptName,
    bilg_dr_codg: doctor.code,
    bilg_dr_name: doctor.name,
    hosp_appr_flag: line.approval,
  };
}
