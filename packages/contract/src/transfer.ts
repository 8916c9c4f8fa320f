import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { bilingual, day, fenAmount, id, personRef, positiveFen } from './values.ts';

const text = (most: number) => z.string().trim().max(most);
const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .meta({ description: '年月 yyyy-MM', examples: ['2026-01'] });

export const TRANSFER_DIRECTIONS = ['out', 'in', 'within'] as const;
export const TRANSFER_STATES = [
  'applied',
  'letter',
  'sheet',
  'money',
  'done',
  'refused',
  'withdrawn',
] as const;
export const SCHEMES = ['employee', 'resident'] as const;

/** Papers of a transfer 资料清单. What is required must be there before the first step. */
export const TRANSFER_MATERIALS = {
  application: { zh: '转移接续申请表', en: 'application form', required: true },
  identity: { zh: '身份证件', en: 'identity document', required: true },
  certificate: { zh: '原参保地参保凭证', en: 'certificate of cover of the old place', required: false },
  agent: { zh: '委托书及代办人证件', en: 'authority of an agent', required: false },
} as const;
const material = z.enum(Object.keys(TRANSFER_MATERIALS) as [keyof typeof TRANSFER_MATERIALS]);

/** Agency of the other place 对方经办机构, with the account that money goes to. */
export const otherAgency = z
  .strictObject({
    division: z
      .string()
      .regex(/^\d{6}$/)
      .meta({ description: '行政区划代码' }),
    name: text(60).min(2),
    contact: text(30).default(''),
    phone: text(30).default(''),
    address: text(120).default(''),
    postcode: text(10).default(''),
    bankName: text(60).default(''),
    accountName: text(60).default(''),
    bankAccount: text(40).default(''),
  })
  .meta({ id: 'OtherAgency' });

/** One row of information sheet 2 信息表二: a stretch of months in one place. */
export const sheetRow = z
  .strictObject({
    division: z.string().regex(/^\d{6}$/),
    place: text(60),
    from: month,
    to: month,
    months: z.int().min(0).max(1200),
    baseFen: positiveFen.optional().meta({ description: '月缴费基数（分）' }),
    bookedFen: positiveFen.default(0 as never).meta({ description: '当年记账（分）' }),
    bookedPersonFen: positiveFen.default(0 as never),
    interestFen: positiveFen.default(0 as never),
    yearEndFen: positiveFen.default(0 as never),
    employerPaidFen: positiveFen.optional().meta({ description: '单位缴纳（分）' }),
    personPaidFen: positiveFen.optional().meta({ description: '个人缴纳（分）' }),
    yearEndPersonFen: positiveFen.optional().meta({ description: '年末合计中个人部分（分）' }),
    remarks: text(100).default(''),
  })
  .meta({ id: 'TransferSheetRow' });

/** Information sheets 1 and 2 信息表一、二. */
export const transferSheet = z
  .strictObject({
    employeeMonths: z.int().min(0).max(1200),
    residentMonths: z.int().min(0).max(1200),
    madeUpMonths: z
      .int()
      .min(0)
      .max(1200)
      .optional()
      .meta({ description: '职工月数中一次性补缴、不属于任何时段的月数' }),
    deemedMonths: z.int().min(0).max(1200),
    deemedEvidence: text(200).default(''),
    personFen: positiveFen.meta({ description: '个人缴费本金（分）' }),
    employerFen: positiveFen.meta({ description: '单位划入本金（分）' }),
    interestFen: positiveFen,
    totalFen: positiveFen.meta({ description: '转移金额（分）' }),
    rows: z.array(sheetRow).max(400),
  })
  .meta({ id: 'TransferSheet' });

export const startTransferBody = z
  .strictObject({
    direction: z.enum(TRANSFER_DIRECTIONS),
    schemeFrom: z.enum(SCHEMES),
    schemeTo: z.enum(SCHEMES),
    otherAgency: otherAgency.optional(),
    materials: z.array(material).max(10),
    note: text(200).default(''),
  })
  .superRefine((body, context) => {
    if ((body.direction === 'within') !== (body.schemeFrom !== body.schemeTo))
      context.addIssue({
        code: 'custom',
        path: ['schemeTo'],
        message: 'two schemes within the region, one across regions',
      });
    if (body.direction !== 'within' && body.otherAgency === undefined)
      context.addIssue({
        code: 'custom',
        path: ['otherAgency'],
        message: 'across regions the other agency is needed',
      });
  })
  .meta({ id: 'StartTransfer' });

export const letterBody = z
  .strictObject({
    letterNo: text(40).default('').meta({ description: '联系函编号：转出时为对方编号，转入时由系统编号' }),
    otherAgency: otherAgency.optional(),
    materials: z.array(material).max(10).optional(),
  })
  .meta({ id: 'TransferLetter' });

export const sheetBody = z
  .strictObject({ sheet: transferSheet.optional(), gapsTold: z.boolean().default(false) })
  .meta({ id: 'TransferSheetBody' });
export const sheetFileBody = z
  .strictObject({
    name: text(200),
    base64: z.string().max(6_000_000),
    deemedMonths: z.int().min(0).max(1200).default(0),
    deemedEvidence: text(200).default(''),
    personFen: positiveFen,
    employerFen: positiveFen,
    interestFen: positiveFen,
    gapsTold: z.boolean().default(false),
  })
  .meta({ id: 'TransferSheetFile' });
export const transferDecisionBody = z
  .strictObject({ approved: z.boolean(), note: text(500).default('') })
  .meta({ id: 'TransferDecision' });
export const transferMoneyBody = z
  .strictObject({ on: day, bankSerial: text(40).min(1) })
  .meta({ id: 'TransferMoney' });
export const withdrawBody = z.strictObject({ reason: text(200).min(2) }).meta({ id: 'WithdrawTransfer' });

const stretch = z.object({ from: month, to: month });

/** A transfer 转移接续 as the worklist shows it. */
export const transferSummary = z
  .object({
    transferId: id,
    ref: personRef,
    personName: z.string(),
    direction: z.enum(TRANSFER_DIRECTIONS),
    schemeFrom: z.enum(SCHEMES),
    schemeTo: z.enum(SCHEMES),
    state: z.enum(TRANSFER_STATES),
    otherPlace: z.string(),
    appliedOn: day,
    dueOn: day.optional(),
    overdue: z.boolean(),
    accountFen: fenAmount,
  })
  .meta({ id: 'TransferSummary' });
export const transferView = z
  .object({
    ...transferSummary.shape,
    otherAgency: otherAgency.optional(),
    letterNo: z.string().optional(),
    materials: z.array(z.object({ material, name: bilingual, required: z.boolean(), received: z.boolean() })),
    sheet: transferSheet.optional(),
    actualMonths: z.int(),
    deemedMonths: z.int(),
    gaps: z.array(stretch).meta({ description: '断保月份 months without cover' }),
    moneyOn: day.optional(),
    bankSerial: z.string().optional(),
    preparedByMe: z.boolean(),
    note: z.string(),
    events: z.array(
      z.object({ at: z.iso.datetime(), actor: z.string(), step: z.string(), note: z.string() }),
    ),
  })
  .meta({ id: 'Transfer' });
/** By default the open ones first, those due first of them. */
export const TRANSFER_SORTS = ['dueOn', 'appliedOn'] as const;
export const transfersQuery = z.strictObject({
  direction: z.enum(TRANSFER_DIRECTIONS).optional(),
  open: z.enum(['true', 'false']).default('true'),
  ...listPage(TRANSFER_SORTS, 'asc'),
});
export const transfersView = z
  .object({ items: z.array(transferSummary), total, next: z.int().optional() })
  .meta({ id: 'Transfers' });

export type OtherAgency = z.output<typeof otherAgency>;
export type TransferSheet = z.output<typeof transferSheet>;
export type TransferSheetRow = z.output<typeof sheetRow>;
export type StartTransferBody = z.output<typeof startTransferBody>;
export type LetterBody = z.output<typeof letterBody>;
export type SheetBody = z.output<typeof sheetBody>;
export type SheetFileBody = z.output<typeof sheetFileBody>;
export type TransferDecisionBody = z.output<typeof transferDecisionBody>;
export type TransferMoneyBody = z.output<typeof transferMoneyBody>;
export type TransferSummary = z.input<typeof transferSummary>;
export type TransferView = z.input<typeof transferView>;
export type TransfersView = z.input<typeof transfersView>;
export type TransfersQuery = z.output<typeof transfersQuery>;
