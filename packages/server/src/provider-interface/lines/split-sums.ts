import { type Fen, fen, type Rejection, yuanText } from '@gongji/domain';
import type { FieldReader } from '../reading/field-reader.ts';
import { reject } from '../reading/rejections.ts';
import type { LineAmounts } from './line-split.ts';

/** The four split amounts of a bill as an institution sends them back at settlement; undefined where it sent none. */
export interface SentSplits {
  readonly selfPaidFen: Fen | undefined;
  readonly overLimitFen: Fen | undefined;
  readonly firstPayFen: Fen | undefined;
  readonly inScopeFen: Fen | undefined;
}

const FIELDS = [
  ['selfPaidFen', 'fulamt_ownpay_amt'],
  ['overLimitFen', 'overlmt_selfpay'],
  ['firstPayFen', 'preselfpay_amt'],
  ['inScopeFen', 'inscp_scp_amt'],
] as const;

export function readSplits(f: FieldReader): SentSplits {
  return {
    selfPaidFen: f.maybeYuan('fulamt_ownpay_amt'),
    overLimitFen: f.maybeYuan('overlmt_selfpay'),
    firstPayFen: f.maybeYuan('preselfpay_amt'),
    inScopeFen: f.maybeYuan('inscp_scp_amt'),
  };
}

/** All zero or absent counts as not sent: clients that keep no splits send zeros. */
export function areSent(sent: SentSplits): boolean {
  return FIELDS.some(([key]) => (sent[key] ?? 0) !== 0);
}

export function sumSplits(lines: readonly LineAmounts[]): LineAmounts {
  const of = (key: keyof LineAmounts) => fen(lines.reduce((sum, line) => sum + line[key], 0));
  return {
    selfPaidFen: of('selfPaidFen'),
    overLimitFen: of('overLimitFen'),
    firstPayFen: of('firstPayFen'),
    inScopeFen: of('inScopeFen'),
  };
}

export function splitsAgree(sent: SentSplits, with_: LineAmounts): boolean {
  return FIELDS.every(([key]) => sent[key] === undefined || sent[key] === with_[key]);
}

/** One rejection per amount that differs. */
export function splitMismatches(sent: SentSplits, expected: LineAmounts): readonly Rejection[] {
  return FIELDS.flatMap(([key, field]) => {
    const value = sent[key];
    if (value === undefined || value === expected[key]) return [];
    return [
      reject('amount-mismatch', {
        field: `data.${field}`,
        value: yuanText(value),
        expected: yuanText(expected[key]),
        difference: yuanText(fen(Math.abs(value - expected[key]))),
        remedy_zh: '按上传明细返回的分割金额之和，或按预结算返回的金额填写',
        remedy_en: 'send the sums of the uploaded lines, or the amounts of the preview',
      }),
    ];
  });
}
