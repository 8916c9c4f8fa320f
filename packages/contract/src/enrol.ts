import { z } from 'zod';
import {
  PERSON_STATUSES,
  type PersonStatus,
  RETIRES_AS,
  type RetiresAs,
  STOP_REASONS,
  type StopReason,
} from './enrolment-kinds.ts';
import { requestsPage, rowsPage, total } from './list-query.ts';
import { bilingual, day, fenAmount, id, personRef, positiveFen, psnNo } from './values.ts';

const STATUS = Object.keys(PERSON_STATUSES) as [PersonStatus, ...PersonStatus[]];
const STOP = Object.keys(STOP_REASONS) as [StopReason, ...StopReason[]];
const RETIRE = Object.keys(RETIRES_AS) as [RetiresAs, ...RetiresAs[]];
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const reason = z.string().trim().min(2).max(200);

/** One act of enrolment 参保业务 for one person; which fields it takes is a row of ENROLMENT_KINDS. */
export const enrolBody = z
  .strictObject({
    person: psnNo
      .optional()
      .meta({ description: '人员编号，或证件号码与姓名 the person, or certNo and name instead' }),
    certNo: z.string().trim().min(1).max(60).optional(),
    name: z.string().trim().min(1).max(100).optional(),
    scheme: z.enum(['employee', 'resident']),
    act: z.string().min(1).max(20),
    on: day,
    year: z
      .string()
      .regex(/^\d{4}$/)
      .optional()
      .meta({ description: '居民待遇年度 benefit year of a yearly scheme; the first open one when absent' }),
    personStatus: z.enum(STATUS).optional(),
    tier: z.enum(['tier1', 'tier2']).optional(),
    unitId: id.optional(),
    className: z.string().trim().max(50).optional(),
    termStartOn: day.optional(),
    wageFen: positiveFen.optional().meta({ description: '申报月工资（分） declared monthly wage' }),
    pensionFen: positiveFen.optional(),
    withAccount: z.boolean().optional(),
    civilServant: z.boolean().optional(),
    papersInTime: z
      .boolean()
      .optional()
      .meta({ description: '材料按期交齐 papers of a special group handed in within their time' }),
    yearsMadeUp: z
      .int()
      .min(1)
      .max(20)
      .optional()
      .meta({ description: '补缴的断保年数，最近的在先 missed years to pay for, the latest first' }),
    withMother: z
      .boolean()
      .optional()
      .meta({ description: '不缴费，随母享受 no fee, with the mother’s cover' }),
    mother: psnNo.optional(),
    residenceProof: z.string().trim().max(60).optional().meta({ description: '居住证号 residence permit' }),
    endOther: z.boolean().optional().meta({ description: '同时停止另一险种 end the other scheme’s cover' }),
    stopReason: z.enum(STOP).optional(),
    retiresAs: z.enum(RETIRE).optional().meta({ description: '缺省按性别 by sex when absent' }),
    countsAs: z
      .enum(['actual', 'deemed'])
      .optional()
      .meta({ description: '认定为实际缴费或视同缴费 how recognised months count' }),
    fromMonth: month.optional(),
    toMonth: month.optional(),
    evidence: z
      .string()
      .trim()
      .min(2)
      .max(100)
      .optional()
      .meta({ description: '证明材料及文号 the proof with its number' }),
    agentName: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: '代办人：替参保人来办理的人 who came in the place of the person' }),
    agentCertNo: z.string().trim().min(1).max(60).optional(),
    reason,
  })
  .meta({ id: 'Enrol' });
export type EnrolBody = z.output<typeof enrolBody>;

const problem = z.object({
  code: z.string(),
  field: z.string().optional(),
  value: z.string().optional(),
  message: bilingual,
  remedy: bilingual,
  citation: z.string().optional(),
});

/** A bill that a change in the past affects, with the differences per payer. */
export const affectedBill = z.object({
  settlementId: id,
  whose: z.enum(['own', 'merged', 'family']).default('own').meta({
    description: '本人、被合并的编号或家庭成员 the person, the number merged into him, or a relative',
  }),
  institutionCode: z.string(),
  startedOn: day,
  endedOn: day,
  medType: z.string(),
  totalFen: fenAmount,
  covered: z.boolean().meta({ description: 'false: 变更后不再享受待遇 nothing is paid for it any more' }),
  payers: z.array(
    z.object({ payer: z.string(), name: bilingual.optional(), beforeFen: fenAmount, afterFen: fenAmount }),
  ),
  personOwesFen: fenAmount.meta({
    description: '正数为个人应退，负数为应付个人 + the person owes, − the person gets',
  }),
});
export type AffectedBill = z.input<typeof affectedBill>;

const feeLine = z.object({
  payer: z.string(),
  payerName: bilingual,
  fundName: bilingual,
  amountFen: fenAmount,
});
/** One step of a calculation in words, with its clause. */
const traceLine = z.object({
  title: bilingual,
  sentence: bilingual,
  formula: z.string(),
  clause: z.string(),
});

/** Months of contribution 缴费月数, counted from paid bills and from what was recognised. */
export const monthsView = z
  .object({
    asOf: day,
    chargedMonths: z.int().meta({ description: '本系统已缴 charged here and paid' }),
    earlierMonths: z.int().meta({ description: '认定的本地缴费 recognised, paid in this region' }),
    elsewhereMonths: z.int().meta({ description: '外地转入 paid in other regions' }),
    madeUpMonths: z.int().meta({ description: '已补缴 made up and paid' }),
    deemedMonths: z.int().meta({ description: '视同缴费 deemed' }),
    totalMonths: z.int(),
    unpaid: z
      .array(z.string())
      .meta({ description: '已核定未缴清的月份 months charged and not paid in full' }),
    waitingMonths: z.int().meta({ description: '已核定补缴、尚未缴清 make-up charged and not paid' }),
    neededMonths: z.int().optional().meta({ description: '退休所需，政策无此规则时没有 needed to retire' }),
    missingMonths: z.int().optional(),
    costFen: fenAmount.optional().meta({ description: '补足不足月数的费用（分） what making them up costs' }),
    trace: z.array(traceLine),
  })
  .meta({ id: 'ContributionMonths' });
export type MonthsView = z.input<typeof monthsView>;

const fieldChange = z.object({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** What will be, before anything is saved: fee, first covered day, everything that stops it. */
export const enrolPreview = z
  .object({
    person: z
      .object({ ref: personRef, name: z.string(), certNo: z.string(), birthYear: z.string() })
      .optional(),
    personStatus: z.string().optional(),
    asks: z
      .array(z.enum(['papersInTime']))
      .default([])
      .meta({
        description: '政策要读、只有经办人知道的事项 what the policy reads and the form alone can say',
      }),
    problems: z.array(problem).meta({ description: '不能办理的原因，一次全部列出 everything that stops it' }),
    warnings: z.array(problem),
    causes: z.array(bilingual).meta({ description: '须第二人复核的原因 why a second person must agree' }),
    fee: z
      .object({
        period: z.string(),
        billed: z.boolean().meta({
          description: '办理后立即生成缴费单；false: 本期已核定 a bill is made; false: charged already',
        }),
        personFen: fenAmount,
        totalFen: fenAmount,
        lines: z.array(feeLine),
        trace: z.array(traceLine),
      })
      .optional(),
    months: monthsView
      .optional()
      .meta({ description: '缴费月数：已缴、视同、所需、不足 months of contribution' }),
    cover: z
      .object({
        way: bilingual,
        coveredFrom: day,
        coveredTo: day.nullable(),
        benefitFrom: day,
        benefitTo: day.nullable(),
        waitingUntil: day.optional(),
        repair: bilingual.optional(),
        /** What may be paid besides, and from which day it covers. */
        repairs: z.array(bilingual),
        clause: z.string(),
        trace: z.array(traceLine),
      })
      .optional(),
    changes: z.array(fieldChange).default([]).meta({ description: '变更内容（脱敏） what changes, masked' }),
    effects: z
      .array(bilingual)
      .default([])
      .meta({ description: '对参保、缴费、个人账户的影响 what it does to cover, contributions and account' }),
    cancelledFen: fenAmount
      .optional()
      .meta({ description: '撤回后不再收取（分） an undo: not asked any more' }),
    refundFen: fenAmount.optional().meta({ description: '撤回后应退（分） an undo: paid, to be refunded' }),
    bills: z.array(affectedBill),
    personOwesFen: fenAmount,
  })
  .meta({ id: 'EnrolPreview' });
export type EnrolPreview = z.input<typeof enrolPreview>;

/** Special group 特殊人群 of a person. */
export const mergeBody = z.strictObject({ keep: psnNo, drop: psnNo, reason }).meta({ id: 'Merge' });
export type MergeBody = z.output<typeof mergeBody>;
export const notDuplicateBody = z
  .strictObject({ persons: z.array(psnNo).length(2), reason })
  .meta({ id: 'NotDuplicate' });

const duplicatePerson = z.object({
  ref: personRef,
  psnNo: z.string(),
  name: z.string(),
  certType: z.string(),
  certNo: z.string(),
  birthYear: z.string(),
  bills: z.int(),
  covers: z.int(),
});
export const duplicatesQuery = z.strictObject(rowsPage);
export type DuplicatesQuery = z.output<typeof duplicatesQuery>;
export const duplicatesView = z
  .object({
    items: z.array(
      z.object({
        cause: z.enum(['certificate', 'nameBirthSex']),
        persons: z.array(duplicatePerson).length(2),
      }),
    ),
    total,
    next: z.int().optional(),
  })
  .meta({ id: 'Duplicates' });
export type DuplicatesView = z.input<typeof duplicatesView>;

/** What waits for a second person 待复核. */
export const enrolmentRequestView = z
  .object({
    requestId: id,
    kind: z.enum(['act', 'merge', 'retroactive', 'undo']),
    person: z
      .object({ ref: personRef, name: z.string() })
      .optional()
      .meta({ description: '单位业务没有 absent for an act about a unit' }),
    unit: z.object({ unitId: id, name: z.string() }).optional(),
    title: bilingual,
    causes: z.array(bilingual),
    shown: z.record(z.string(), z.unknown()),
    reason: z.string(),
    requestedBy: z.string(),
    requestedAt: z.iso.datetime(),
    mine: z.boolean(),
    decision: z
      .object({
        by: z.string(),
        at: z.iso.datetime(),
        approved: z.boolean(),
        note: z.string(),
        actId: id.optional(),
      })
      .optional(),
  })
  .meta({ id: 'EnrolmentRequest' });
export type EnrolmentRequestView = z.input<typeof enrolmentRequestView>;
export const enrolmentRequestsQuery = z.strictObject(requestsPage);
export type EnrolmentRequestsQuery = z.output<typeof enrolmentRequestsQuery>;
export const enrolmentRequestsView = z
  .object({ items: z.array(enrolmentRequestView), total, next: z.int().optional() })
  .meta({ id: 'EnrolmentRequests' });
export type EnrolmentRequestsView = z.input<typeof enrolmentRequestsView>;
export const decideRequestBody = z
  .strictObject({ approved: z.boolean(), note: z.string().trim().max(200).default('') })
  .meta({ id: 'EnrolmentDecision' });
