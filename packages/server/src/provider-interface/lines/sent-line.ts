import { type Fen, yuanText } from '@gongji/domain';
import type { FieldReader } from '../reading/field-reader.ts';
import type { WallTime } from '../reading/moments.ts';
import { expectedAmount, scaledText } from '../reading/numbers.ts';
import { reject } from '../reading/rejections.ts';

/** A fee line 费用明细 as an institution sent it, its form checked. */
export interface SentLine {
  /** Where it stood in the message, for rejections. */
  readonly path: string;
  readonly id: string;
  readonly listCode: string;
  readonly localCode: string;
  readonly amountFen: Fen;
  readonly cntE4: number;
  readonly pricE6: number;
  readonly at: WallTime;
  /** hosp_appr_flag 医院审批标志 */
  readonly approval: string;
  /** Refund: the line it takes back from. */
  readonly refunds: string | undefined;
  readonly chargeBatchNo: string;
  readonly diseaseCode: string | undefined;
  /** Further fields as sent (orders, doctors, departments, usage), by their interface names. */
  readonly sent: Readonly<Record<string, string>>;
}

/** Fields that are kept as text, for 5204 and 5205. */
const KEPT: ReadonlySet<string> = new Set([
  'rxno',
  'drord_no',
  'rx_circ_flag',
  'sin_dos_dscr',
  'used_frqu_dscr',
  'prd_days',
  'medc_way_dscr',
  'bilg_dept_codg',
  'bilg_dept_name',
  'bilg_dr_codg',
  'bilg_dr_name',
  'acord_dept_codg',
  'acord_dept_name',
  'orders_dr_code',
  'orders_dr_name',
  'tcmdrug_used_way',
  'etip_flag',
  'etip_hosp_code',
  'dscg_tkdrug_flag',
  'matn_fee_flag',
  'medins_list_name',
  'er_flag',
  'comb_no',
  'memo',
]);

/** Reads one line. Refund lines (negative count and amount) are only understood where `refunds` is allowed. */
export function readLine(f: FieldReader, allow: { readonly refunds: boolean }): SentLine {
  const sign = allow.refunds ? 'signed' : 'positive';
  const line = {
    path: f.path,
    id: f.text('feedetl_sn', 30),
    listCode: f.text('med_list_codg', 50),
    localCode: f.maybeText('medins_list_codg', 150) ?? '',
    amountFen: f.yuan('det_item_fee_sumamt', sign),
    cntE4: f.count('cnt', sign),
    pricE6: f.price('pric'),
    at: f.time('fee_ocur_time'),
    approval: f.maybeCode('hosp_appr_flag', 'hosp_appr_flag') ?? '0',
    refunds: allow.refunds ? f.maybeText('init_feedetl_sn', 30) : undefined,
    chargeBatchNo: f.maybeText('chrg_bchno', 30) ?? '',
    diseaseCode: f.maybeText('dise_codg', 30),
    sent: keptFields(f),
  };
  checkAmount(f, line);
  checkRefund(f, line);
  return line;
}

function checkAmount(f: FieldReader, line: Pick<SentLine, 'amountFen' | 'cntE4' | 'pricE6'>): void {
  const { expectedFen, toleranceFen } = expectedAmount(line.cntE4, line.pricE6);
  const off = Math.abs(line.amountFen - expectedFen) as Fen;
  if (off <= toleranceFen) return;
  f.problem(
    reject('amount-mismatch', {
      field: f.field('det_item_fee_sumamt'),
      value: yuanText(line.amountFen),
      expected: `cnt×pric=${scaledText(line.cntE4, 4)}×${scaledText(line.pricE6, 6)}=${yuanText(expectedFen)}`,
      difference: yuanText(off),
      remedy_zh: `核对数量、单价与金额，容差${yuanText(toleranceFen)}元`,
      remedy_en: `check count, price and amount; the tolerance is ${yuanText(toleranceFen)}`,
    }),
  );
}

function checkRefund(f: FieldReader, line: Pick<SentLine, 'amountFen' | 'cntE4' | 'refunds'>): void {
  const negative = line.amountFen < 0 || line.cntE4 < 0;
  if (negative && line.refunds === undefined)
    f.problem(
      reject('refund-invalid', {
        field: f.field('init_feedetl_sn'),
        why: '负数明细须填写原费用流水号 (a negative line names its original)',
      }),
    );
  if (line.refunds !== undefined && (line.amountFen > 0 || line.cntE4 > 0))
    f.problem(
      reject('refund-invalid', {
        field: f.field('cnt'),
        why: '退费的数量和金额须为负数 (count and amount of a refund are negative)',
      }),
    );
}

function keptFields(f: FieldReader): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const name of Object.keys(f.raw)) {
    if (!KEPT.has(name)) continue;
    const text = f.maybeText(name, 1000);
    if (text !== undefined) kept[name] = text;
  }
  return kept;
}

/** Line numbers used twice in one message. */
export function rejectRepeats(rows: readonly FieldReader[], lines: readonly SentLine[]): void {
  const seen = new Set<string>();
  lines.forEach((line, i) => {
    if (line.id !== '' && seen.has(line.id))
      rows[i]?.problem(reject('line-duplicate', { field: `${line.path}.feedetl_sn`, value: line.id }));
    seen.add(line.id);
  });
}
