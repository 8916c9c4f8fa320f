import type { FactValue } from '@gongji/engine';
import type { BillRequest } from '../../settlement/contract.ts';
import type { Call } from '../call.ts';
import type { FieldReader } from '../reading/field-reader.ts';

/** 个人账户使用标志: 0 none, 1 own account, 2 own and relatives' accounts; absent counts as none. */
export function accountUse(f: FieldReader): BillRequest['account'] {
  switch (f.maybeCode('acct_used_flag', 'acct_used_flag')) {
    case '1':
      return 'own';
    case '2':
      return 'own-and-family';
    default:
      return 'none';
  }
}

/** A disease code that chooses a benefit (chronic disease or case). Diagnoses sent in the same field choose none. */
export async function benefitDisease(call: Call, code: string | undefined): Promise<string | undefined> {
  if (code === undefined) return undefined;
  const known = await call.services.diseases.all();
  return known.has(code) ? code : undefined;
}

/** Facts that only the message knows: emergency, referral, accident (exp_content), kind of birth. */
export function messageFacts(f: FieldReader, medType: string): Record<string, FactValue> {
  const x = f.extension();
  const referral = x.maybeText(['OTP_ER_REFL_FLAG', 'otp_er_refl_flag']);
  const emergency =
    medType.startsWith('13') || medType.startsWith('24') || referral === '1' || referral === '3';
  const accident = x.maybeText(['TRUM_FLAG', 'trum_flag']) === '1';
  const matnType = f.maybeCode('matn_type', 'matn_type');
  return {
    ...(emergency ? { emergency } : {}),
    ...(referral === '2' || referral === '3' ? { referral: true } : {}),
    ...(accident ? { accident } : {}),
    ...(matnType === undefined ? {} : { matnType }),
  };
}
