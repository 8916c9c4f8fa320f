import { type JsonObject, own } from '../message/json.ts';
import { FUND_COLUMNS } from './fund-columns.ts';

/** Reply nodes as they are sent. */
export interface SettlementReplyNodes {
  readonly setlinfo: JsonObject;
  readonly setldetail: readonly JsonObject[];
  readonly detlcutinfo?: readonly JsonObject[];
}

/** Rows of setldetail that are no fund: personal accounts, provider's share. */
const NOT_FUNDS = ['3102', '99999'];

/**
 * The amount identities of the interface on the very numbers that will be sent; throws naming each one broken.
 * I1 total = funds + person + provider · I2 person = account + cash · I3 account ⊇ family account · I4 funds = Σ columns ·
 * I5 total = four split amounts · I6 splits = Σ lines, each line whole · I7 funds = Σ setldetail · I10 0 ≤ deductible ≤ in scope.
 * I8 (a reversal mirrors its original) and I9 (first-pay of a line) concern more than one reply and are held by tests.
 */
export function assertAmountIdentities(nodes: SettlementReplyNodes): void {
  const broken = brokenIdentities(nodes);
  if (broken.length > 0) throw new Error(`amount identities broken: ${broken.join('; ')}`);
}

export function brokenIdentities(nodes: SettlementReplyNodes): readonly string[] {
  const info = nodes.setlinfo;
  const at = (field: string) => fenOf(info, field);
  const [total, funds, person, hospital] = [
    at('medfee_sumamt'),
    at('fund_pay_sumamt'),
    at('psn_part_amt'),
    at('hosp_part_amt'),
  ];
  const account = at('acct_pay');
  const inScope = at('inscp_scp_amt');
  const sign = total < 0 ? -1 : 1;
  const detail = nodes.setldetail.filter(
    (row) => !NOT_FUNDS.some((p) => String(own(row, 'fund_pay_type')).startsWith(p)),
  );
  const checks: readonly (readonly [string, boolean])[] = [
    ['I1', total === funds + person + hospital],
    ['I2', person === account + at('psn_cash_pay')],
    ['I3', sign * at('acct_mulaid_pay') >= 0 && sign * at('acct_mulaid_pay') <= sign * account],
    ['I4', funds === sum(FUND_COLUMNS.map(at))],
    ['I5', total === at('fulamt_ownpay_amt') + at('overlmt_selfpay') + at('preselfpay_amt') + inScope],
    ['I7', funds === sum(detail.map((row) => fenOf(row, 'fund_payamt')))],
    ['I10', sign * at('act_pay_dedc') >= 0 && sign * at('act_pay_dedc') <= sign * inScope],
  ];
  const lines = nodes.detlcutinfo === undefined ? [] : brokenLines(nodes.detlcutinfo, info);
  return [
    ...checks.filter(([, holds]) => !holds).map(([name]) => `${name} of ${JSON.stringify(info)}`),
    ...lines,
  ];
}

const SPLITS = [
  ['fulamt_ownpay_amt', 'fulamt_ownpay_amt'],
  ['overlmt_amt', 'overlmt_selfpay'],
  ['preselfpay_amt', 'preselfpay_amt'],
  ['inscp_scp_amt', 'inscp_scp_amt'],
] as const;

/** I6. A first-pay taken from the whole bill (out of region) is in the bill's split but in no line's. */
function brokenLines(lines: readonly JsonObject[], info: JsonObject): readonly string[] {
  const broken = lines.filter(
    (line) => fenOf(line, 'det_item_fee_sumamt') !== sum(SPLITS.map(([field]) => fenOf(line, field))),
  );
  const found = broken.map((line) => `I6 of line ${String(own(line, 'feedetl_sn'))}`);
  const sums = SPLITS.map(
    ([field, total]) => [sum(lines.map((l) => fenOf(l, field))), fenOf(info, total)] as const,
  );
  const whole = [0, 1].every((i) => sums[i]?.[0] === sums[i]?.[1]);
  const moved = (sums[3]?.[0] ?? 0) - (sums[3]?.[1] ?? 0);
  return whole && moved >= 0 && moved === (sums[2]?.[1] ?? 0) - (sums[2]?.[0] ?? 0)
    ? found
    : [...found, 'I6 of the sums'];
}

/** The fen that a number of the reply stands for: the integer whose hundredth is exactly that number. */
function fenOf(node: JsonObject, field: string): number {
  const value = own(node, field);
  const amount = typeof value === 'number' ? Math.round(value * 100) : Number.NaN;
  if (amount / 100 !== value) throw new Error(`${field} is no amount: ${String(value)}`);
  return amount;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((a, b) => a + b, 0);
}
