import type { CalendarDate, Fen, GroupName } from '@gongji/domain';
import type { Sex } from './names.ts';

/** Person 参保人 of the demo with everything that hangs on them; each part becomes rows of one table. */
export interface DemoPerson {
  readonly personId: number;
  readonly psnNo: string;
  readonly name: string;
  readonly certNo: string;
  readonly sex: Sex;
  /** 民族 */
  readonly ethnic: string;
  readonly bornOn: CalendarDate;
  readonly phone: string;
  /** Person id of the head of the family. */
  readonly familyId: number;
  readonly cardNo: string;
  readonly voucherToken: string;
  readonly communityCode: string;
  readonly employerId?: number;
  readonly coverages: readonly DemoCoverage[];
  readonly groups: readonly DemoGroup[];
  /** Money in the personal account 个人账户; absent = no account. */
  readonly accountFen?: Fen;
  /** Heads whose account this person may use 家庭共济. */
  readonly mayUseAccountOf?: number;
  readonly filings: readonly DemoFiling[];
}

export interface DemoCoverage {
  readonly scheme: 'employee' | 'resident';
  readonly psnType: string;
  readonly personStatus: string;
  readonly coveredFrom: CalendarDate;
  readonly coveredTo?: CalendarDate;
  readonly benefitFrom: CalendarDate;
  readonly benefitTo?: CalendarDate;
  /** 1 normal, 2 suspended, 4 ended. */
  readonly status: '1' | '2' | '4';
  readonly tier: 'tier1' | 'tier2' | 'none';
  readonly civilServant: boolean;
  readonly familyDoctor: boolean;
  readonly unbrokenYears: number;
}

export interface DemoGroup {
  readonly name: GroupName;
  readonly validFrom: CalendarDate;
}

/** National code of a special group 人员身份类别. */
export const GROUP_CODES: Readonly<Record<GroupName, string>> = {
  lowIncome: '2303',
  extremelyPoor: '2304',
  lowIncomeEdge: '2305',
  povertyWatch: '2302',
  severelyDisabled: '2308',
  orphan: '2361',
  entitledGroup: '21',
};

export interface DemoFiling {
  readonly kind: 'chronic' | 'outOfRegion' | 'designated' | 'maternity' | 'accident' | 'transfer';
  readonly diseaseCode?: string;
  readonly institutionCode?: string;
  readonly outKind?: 'resettled' | 'referred' | 'emergency';
  readonly insutype: string;
  readonly validFrom: CalendarDate;
  readonly validTo?: CalendarDate;
  /** Message fields as the filing would have been sent. */
  readonly details: Readonly<Record<string, string>>;
}

/** psn_no 人员编号 of a person id: 20 digits. */
export function psnNoOf(personId: number): string {
  return `990100${String(personId).padStart(14, '0')}`;
}

/** e-voucher token 电子凭证 of a person id. */
export function voucherTokenOf(personId: number): string {
  return `GJ990100EC${String(personId).padStart(10, '0')}`;
}

/** Social-security card number 社保卡号: letter and eight digits, so nobody takes it for a bank card. */
export function cardNoOf(personId: number): string {
  return `G${String(personId).padStart(8, '0')}`;
}
