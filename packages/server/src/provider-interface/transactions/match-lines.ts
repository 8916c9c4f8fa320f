import { type Fen, parseYuan, yuanText } from '@gongji/domain';
import type { PeriodLine } from '@gongji/store/provider-interface';

/** A line of the institution's own books, as uploaded for 3202. */
export interface DeclaredLine {
  readonly settlementId: string;
  readonly visitId: string;
  readonly psnNo: string;
  readonly totalFen: Fen;
  readonly fundFen: Fen;
  readonly accountFen: Fen;
  readonly reversal: boolean;
}

/** Columns: setl_id, mdtrt_id, psn_no, medfee_sumamt, fund_pay_sumamt, acct_pay, refd_setl_flag. */
export function readDeclared(row: readonly string[]): DeclaredLine | undefined {
  const [settlementId = '', visitId = '', psnNo = '', total = '', fund = '', account = '', refund = ''] = row;
  const amounts = [total, fund, account].map((text) => parseYuan(text === '' ? '0' : text));
  const [totalFen, fundFen, accountFen] = amounts;
  if (row.length < 7 || totalFen === undefined || fundFen === undefined || accountFen === undefined)
    return undefined;
  return { settlementId, visitId, psnNo, totalFen, fundFen, accountFen, reversal: refund === '1' };
}

export interface MatchedRow {
  readonly result: '0' | '1';
  /** Columns of the result file: psn_no, mdtrt_id, setl_id, msgid, stmt_rslt, refd_setl_flag, memo, three amounts. */
  readonly cells: readonly string[];
}

/** Both sides line by line: equal, different, only with the institution, only with the centre. Nothing is left out. */
export function matchLines(
  declared: readonly DeclaredLine[],
  centre: readonly PeriodLine[],
): readonly MatchedRow[] {
  const open = new Map(centre.map((line) => [line.settlementId, line]));
  const fromInstitution = declared.map((line) => {
    const other = open.get(line.settlementId);
    open.delete(line.settlementId);
    if (other === undefined) return row(line, '', '中心无此结算 (not with the centre)');
    const same =
      other.totalFen === line.totalFen &&
      other.fundFen === line.fundFen &&
      other.accountFen === line.accountFen &&
      other.reversal === line.reversal;
    return row(
      other,
      other.msgid,
      same ? '' : `金额不一致，机构为${yuanText(line.totalFen)} (amounts differ)`,
    );
  });
  const onlyCentre = [...open.values()].map((line) =>
    row(line, line.msgid, '机构无此结算 (not with the institution)'),
  );
  return [...fromInstitution, ...onlyCentre];
}

function row(line: DeclaredLine, msgid: string, memo: string): MatchedRow {
  const result = memo === '' ? '0' : '1';
  const amounts = [line.totalFen, line.fundFen, line.accountFen].map((amount) => yuanText(amount));
  const refund = line.reversal ? '1' : '0';
  return {
    result,
    cells: [line.psnNo, line.visitId, line.settlementId, msgid, result, refund, memo, ...amounts],
  };
}
