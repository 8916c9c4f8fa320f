import type { Fen } from '@gongji/domain';
import { sumFen } from '@gongji/domain';
import type { HisClient } from '../his-client.ts';
import { yuanNumber } from '../money-text.ts';
import { expectAccepted, objectNode, textOf } from '../outcome.ts';
import { downloadFile, unzipRows, uploadFile, zipRows } from './files.ts';

/** One settlement (or reversal, with negative amounts) in the books of the hospital. */
export interface BookedLine {
  readonly settlementId: string;
  readonly visitId: string;
  readonly psnNo: string;
  readonly totalFen: Fen;
  readonly fundFen: Fen;
  readonly accountFen: Fen;
  readonly cashFen: Fen;
  readonly reversal: boolean;
}

export interface ReconcilePeriod {
  readonly insutype: string;
  readonly clrType: string;
  /** Office that settled 结算经办机构. */
  readonly office: string;
  readonly from: string;
  readonly to: string;
}

export interface TotalsResult {
  readonly balanced: boolean;
  readonly description: string;
}

/** 3201 totals 对总账. */
export async function reconcileTotals(
  client: HisClient,
  period: ReconcilePeriod,
  lines: readonly BookedLine[],
): Promise<TotalsResult> {
  const data = {
    ...periodFields(period),
    insutype: period.insutype,
    ...totalFields(lines),
    acct_pay: yuanNumber(sumFen(lines.map((line) => line.accountFen))),
    refd_setl_flag: '0',
  };
  const info = objectNode(expectAccepted('3201', await client.call('3201', { data })), 'stmtinfo');
  return { balanced: textOf(info, 'stmt_rslt') === '0', description: textOf(info, 'stmt_rslt_dscr') };
}

export interface DetailResult {
  readonly psnNo: string;
  readonly visitId: string;
  readonly settlementId: string;
  readonly msgid: string;
  /** 0 equal, 1 differs. */
  readonly result: string;
  readonly memo: string;
}

/** 3202 details 对明细账: uploads the hospital's lines as a zip, fetches the platform's answer line by line. */
export async function reconcileDetails(
  client: HisClient,
  period: ReconcilePeriod,
  lines: readonly BookedLine[],
): Promise<readonly DetailResult[]> {
  const rows = lines.map((line) => [
    line.settlementId,
    line.visitId,
    line.psnNo,
    yuanNumber(line.totalFen).toFixed(2),
    yuanNumber(line.fundFen).toFixed(2),
    yuanNumber(line.accountFen).toFixed(2),
    line.reversal ? '1' : '0',
  ]);
  const fileNo = await uploadFile(client, 'stmt.zip', zipRows('stmt.txt', rows));
  const data = {
    ...periodFields(period),
    insutype: period.insutype,
    file_qury_no: fileNo,
    ...totalFields(lines),
    cash_payamt: yuanNumber(sumFen(lines.map((line) => line.cashFen))),
    refd_setl_flag: '0',
  };
  const info = objectNode(expectAccepted('3202', await client.call('3202', { data })), 'fileinfo');
  const bytes = await downloadFile(client, {
    fileNo: textOf(info, 'file_qury_no'),
    filename: textOf(info, 'filename'),
  });
  return unzipRows(bytes).map(
    ([psnNo = '', visitId = '', settlementId = '', msgid = '', result = '', , memo = '']) => ({
      psnNo,
      visitId,
      settlementId,
      msgid,
      result,
      memo,
    }),
  );
}

function periodFields(period: ReconcilePeriod) {
  return {
    clr_type: period.clrType,
    setl_optins: period.office,
    stmt_begndate: period.from,
    stmt_enddate: period.to,
  };
}

function totalFields(lines: readonly BookedLine[]) {
  return {
    medfee_sumamt: yuanNumber(sumFen(lines.map((line) => line.totalFen))),
    fund_pay_sumamt: yuanNumber(sumFen(lines.map((line) => line.fundFen))),
    fixmedins_setl_cnt: lines.length,
  };
}
