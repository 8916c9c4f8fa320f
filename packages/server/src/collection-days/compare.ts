import type { Bilingual, CalendarDate } from '@gongji/domain';
import type { DayReceipt, StatementLine } from '@gongji/store/contribution';

/** How a line of a day differs. */
export type DayDifferenceKind = 'not-taken' | 'not-on-statement' | 'amount' | 'other-day';

export interface DayDifference {
  readonly kind: DayDifferenceKind;
  readonly serial: string;
  readonly payerName: string;
  /** On the statement; absent: not there. */
  readonly statedFen?: number;
  /** Ours; absent: not there. */
  readonly receivedFen?: number;
  readonly receiptId?: string;
  readonly paidOn?: CalendarDate;
  readonly remedy: Bilingual;
}

const REMEDIES: Readonly<Record<DayDifferenceKind, Bilingual>> = {
  'not-taken': {
    zh: '对方有、我方无：请导入当日缴费文件，或核实后登记到账',
    en: 'on their side alone: take the payment file of the day, or record the receipt after asking',
  },
  'not-on-statement': {
    zh: '我方有、对方无：请核实是否流水号或日期登记有误；未到账的撤销入账并退费',
    en: 'on our side alone: check serial and day; if the money never came, take the allocation back',
  },
  amount: {
    zh: '金额不符：请向对方索取凭证，差额走退费或补登记',
    en: 'the amounts differ: ask for the voucher; refund the difference or record it',
  },
  'other-day': {
    zh: '日期不符：我方记在另一日，请核实到账日期（影响滞纳金）',
    en: 'we have it on another day: check the day of payment, which late fees depend on',
  },
};

/** Compares a day line by line, by serial number; both sides in the order of serials. Pure. */
export function compareDay(
  lines: readonly StatementLine[],
  receipts: readonly DayReceipt[],
  day: CalendarDate,
): readonly DayDifference[] {
  const ours = new Map(receipts.map((receipt) => [receipt.serial, receipt]));
  const stated = new Set(lines.map((line) => line.serial));
  const theirs = lines.flatMap(({ serial, amountFen, payerName }): readonly DayDifference[] => {
    const receipt = ours.get(serial);
    const line = { serial, payerName, statedFen: amountFen };
    if (receipt === undefined) return [{ kind: 'not-taken', ...line, remedy: REMEDIES['not-taken'] }];
    const { receiptId, paidOn, amountFen: receivedFen } = receipt;
    const both = { ...line, ...(receiptId === null ? {} : { receiptId }), paidOn, receivedFen };
    if (receivedFen !== amountFen) return [{ kind: 'amount', ...both, remedy: REMEDIES.amount }];
    return paidOn === day ? [] : [{ kind: 'other-day', ...both, remedy: REMEDIES['other-day'] }];
  });
  const alone = receipts
    .filter((receipt) => !stated.has(receipt.serial))
    .map(({ serial, payerName, receiptId, paidOn, amountFen }): DayDifference => {
      const remedy = REMEDIES['not-on-statement'];
      return {
        kind: 'not-on-statement',
        serial,
        payerName,
        receivedFen: amountFen,
        ...(receiptId === null ? {} : { receiptId }),
        paidOn,
        remedy,
      };
    });
  return [...theirs, ...alone];
}
