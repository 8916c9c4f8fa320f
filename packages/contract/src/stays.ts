import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { beijingTime, claim, deskKey, officeLine, soundText } from './office.ts';
import { day, fenAmount, id, insutype } from './values.ts';

const visitId = z.string().regex(/^[\w-]{1,30}$/);
export const stayParams = z.strictObject({ id: visitId });

/** By default the latest admission first. */
const STAY_SORTS = ['begunAt', 'openFen', 'totalFen'] as const;
export const staysQuery = z.strictObject({
  all: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: '含已出院结算的 with those settled at discharge' }),
  ...listPage(STAY_SORTS),
});

/** A stay 住院 in a list: the person masked. */
const staySummary = z.object({
  visitId,
  visitNo: z.string(),
  person: z.object({ name: z.string(), psnNo: z.string() }).meta({ description: '已脱敏 masked' }),
  insutype,
  medType: z.string(),
  state: z.enum(['open', 'discharged', 'settled']),
  begunAt: beijingTime,
  endedAt: beijingTime.optional(),
  diagnosis: z.string().optional(),
  openFen: fenAmount.meta({ description: '未结费用 fees not settled' }),
  totalFen: fenAmount,
});
export const staysView = z
  .object({
    items: z.array(staySummary),
    total,
    openFen: fenAmount.meta({ description: '全部页的未结费用 fees not settled, of all pages' }),
    totalFen: fenAmount,
    next: z.int().optional(),
  })
  .meta({ id: 'Stays' });

const fee = z.object({
  id: z.string(),
  day,
  listCode: z.string(),
  name: z.string(),
  quantityE4: z.int(),
  priceE6: z.int(),
  amountFen: fenAmount,
  itemClass: z.enum(['A', 'B', 'C']),
  settlementId: id.optional(),
});
const staySettlement = z.object({
  settlementId: id,
  midStay: z.boolean(),
  settledAt: z.iso.datetime(),
  totalFen: fenAmount,
  fundFen: fenAmount,
  accountFen: fenAmount,
  cashFen: fenAmount,
  reversedBy: id.optional(),
});
export const stayView = z
  .object({ stay: staySummary, fees: z.array(fee), settlements: z.array(staySettlement) })
  .meta({ id: 'Stay' });

const diagnosis = z.strictObject({
  code: z.string().trim().min(1).max(30).refine(soundText),
  name: z.string().trim().min(1).max(200).refine(soundText),
});
export const admissionBody = z
  .strictObject({
    key: deskKey,
    person: claim,
    insutype,
    medType: z
      .string()
      .regex(/^2\d{1,3}$/)
      .meta({ description: '医疗类别，住院 med_type of a stay' }),
    begunAt: beijingTime,
    diagnosis: diagnosis.optional(),
  })
  .meta({ id: 'Admission' });
export const admittedView = z.object({ visitId }).meta({ id: 'Admitted' });

export const stayFeesBody = z
  .strictObject({ key: deskKey, day, lines: z.array(officeLine).min(1).max(500) })
  .meta({ id: 'StayFees' });
export const feeWithdrawalBody = z
  .strictObject({ key: deskKey, lineIds: z.array(z.string().min(1).max(30)).min(1).max(500) })
  .meta({ id: 'FeeWithdrawal' });

const bill = {
  midStay: z.boolean().meta({ description: '中途结算 mid-stay' }),
  account: z.enum(['none', 'own', 'own-and-family']),
};
export const stayPreviewBody = z.strictObject(bill).meta({ id: 'StayPreview' });
export const staySettlementBody = z
  .strictObject({
    key: deskKey,
    ...bill,
    totalFen: fenAmount.meta({ description: '预结算时的总额 as previewed' }),
  })
  .meta({ id: 'StaySettlement' });
export const dischargeBody = z
  .strictObject({ key: deskKey, endedAt: beijingTime, diagnosis: diagnosis.optional() })
  .meta({ id: 'Discharge' });
export const stayUndoBody = z
  .strictObject({ key: deskKey, what: z.enum(['discharge', 'admission']) })
  .meta({ id: 'StayUndo' });

export const diagnosesQuery = z.strictObject({ q: z.string().trim().min(1).max(50).refine(soundText) });
export const diagnosesView = z
  .object({ items: z.array(z.object({ code: z.string(), name: z.string() })) })
  .meta({ id: 'Diagnoses' });

export type StaysQuery = z.output<typeof staysQuery>;
export type StaysView = z.input<typeof staysView>;
export type StayView = z.input<typeof stayView>;
export type AdmissionBody = z.output<typeof admissionBody>;
export type AdmittedView = z.input<typeof admittedView>;
export type StayFeesBody = z.output<typeof stayFeesBody>;
export type StayFeesInput = z.input<typeof stayFeesBody>;
export type FeeWithdrawalBody = z.output<typeof feeWithdrawalBody>;
export type StayPreviewBody = z.output<typeof stayPreviewBody>;
export type StaySettlementBody = z.output<typeof staySettlementBody>;
export type DischargeBody = z.output<typeof dischargeBody>;
export type StayUndoBody = z.output<typeof stayUndoBody>;
export type DiagnosesView = z.input<typeof diagnosesView>;
