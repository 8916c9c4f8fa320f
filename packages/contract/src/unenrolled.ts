import type { Bilingual } from '@gongji/domain';
import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { day, id } from './values.ts';

/** Kind of an employer who ought to enrol 单位类型. */
export const UNENROLLED_KINDS = {
  private: { zh: '私营企业', en: 'private company' },
  individual: { zh: '个体工商户', en: 'individually-owned business' },
  enterprise: { zh: '企业', en: 'enterprise' },
  social: { zh: '社会组织', en: 'social organisation' },
  public: { zh: '机关事业单位', en: 'public body' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Where things stand with one: `enrolled` is said by the registers alone, the rest by the last visit. */
export const UNENROLLED_STATES = {
  toVisit: { zh: '待走访', en: 'to visit' },
  promised: { zh: '承诺参保', en: 'promised' },
  refused: { zh: '拒不参保', en: 'refuses' },
  enrolled: { zh: '已参保', en: 'enrolled' },
  notApplicable: { zh: '不适用', en: 'not applicable' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What came of a visit to an employer 走访结果. */
export const UNENROLLED_RESULTS = {
  enrolled: { zh: '称已办理参保', en: 'says it has enrolled' },
  promised: { zh: '承诺参保', en: 'promised' },
  refused: { zh: '拒不参保', en: 'refuses' },
  notFound: { zh: '未找到', en: 'not found' },
  closed: { zh: '已注销或停业', en: 'closed' },
  elsewhere: { zh: '不属参保范围或已在外地参保', en: 'not bound here, or enrolled elsewhere' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What is done about a refusal. */
export const UNENROLLED_STEPS = {
  interview: { zh: '约谈', en: 'interview' },
  inspection: { zh: '移送劳动监察', en: 'reported to labour inspection' },
} as const satisfies Readonly<Record<string, Bilingual>>;

type Names<Of> = [keyof Of & string, ...(keyof Of & string)[]];
const keysOf = <Of extends object>(of: Of) => z.enum(Object.keys(of) as Names<Of>);
const kind = keysOf(UNENROLLED_KINDS);
const state = keysOf(UNENROLLED_STATES);
const result = keysOf(UNENROLLED_RESULTS);
const step = keysOf(UNENROLLED_STEPS);
const count = z.int().min(0);

/** Facts that can be corrected 更正. */
export const UNENROLLED_FACTS = ['uscc', 'name', 'kind', 'street', 'contact', 'phone', 'headcount'] as const;

/** By default the latest found first. */
const SORTS = ['addedAt', 'headcount', 'visits', 'visitedOn', 'promisedBy', 'nextOn', 'insured'] as const;
export const unenrolledQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ description: '名称、信用代码或地址 name, credit code or street' }),
  state: state.optional(),
  kind: kind.optional(),
  collectorId: id.optional().meta({ description: '包干人；0 为未分配 collector; 0: nobody’s' }),
  overdue: z.stringbool().optional().meta({ description: '只看逾期未兑现 only promises that are overdue' }),
  ...listPage(SORTS),
});
export type UnenrolledQuery = z.output<typeof unenrolledQuery>;

const stepView = z.object({
  stepId: id,
  kind: step,
  paperNo: z.string(),
  takenOn: day,
  nextStep: z.string(),
  nextOn: day,
  takenBy: z.string(),
});
export const unenrolledView = z
  .object({
    entryId: id,
    uscc: z.string(),
    name: z.string(),
    kind,
    street: z.string(),
    contact: z.string(),
    phone: z.string(),
    headcount: count.optional(),
    source: z.enum(['audit', 'file', 'hand']),
    sourceName: z.string(),
    sourceOn: day,
    addedBy: z.string(),
    addedAt: z.iso.datetime(),
    state,
    /** Persons whom it has insured today, by the registers. */
    insured: count,
    collectorId: id.optional(),
    collectorName: z.string().optional(),
    visits: count,
    visitedOn: day.optional(),
    result: result.optional(),
    promisedBy: day.optional(),
    overdue: z.boolean(),
    reason: z.string().optional(),
    step: step.optional(),
    nextStep: z.string().optional(),
    nextOn: day.optional(),
  })
  .meta({ id: 'UnenrolledEmployer' });
export type UnenrolledView = z.output<typeof unenrolledView>;

export const unenrolledListView = z
  .object({
    items: z.array(unenrolledView),
    total,
    /** Of all pages. */
    counts: z.object({
      toVisit: count,
      promised: count,
      refused: count,
      enrolled: count,
      notApplicable: count,
      overdue: count,
      visited: count,
      enrolledAfterVisit: count,
      newlyInsured: count,
    }),
    next: z.int().optional(),
  })
  .meta({ id: 'UnenrolledEmployers' });
export type UnenrolledListView = z.output<typeof unenrolledListView>;

export const unenrolledPage = unenrolledView
  .extend({
    visitList: z.array(
      z.object({
        visitId: id,
        visitedOn: day,
        collectorName: z.string().optional(),
        result,
        promisedBy: day.optional(),
        reason: z.string(),
        recordedBy: z.string(),
      }),
    ),
    steps: z.array(stepView),
    /** From when the facts hold as they are shown; sent along with a correction of them. */
    knownFrom: z.iso.datetime(),
    /** The latest first. */
    corrections: z.array(
      z.object({
        correctedAt: z.iso.datetime(),
        correctedBy: z.string(),
        reason: z.string(),
        changes: z.array(z.object({ fact: z.enum(UNENROLLED_FACTS), before: z.string(), after: z.string() })),
      }),
    ),
  })
  .meta({ id: 'UnenrolledEmployerPage' });
export type UnenrolledPage = z.output<typeof unenrolledPage>;

export const newUnenrolledBody = z
  .strictObject({
    uscc: z.string().trim().min(1).max(30),
    name: z.string().trim().min(1).max(100),
    kind,
    street: z.string().trim().max(200).default(''),
    contact: z.string().trim().max(50).default(''),
    phone: z.string().trim().max(30).default(''),
    headcount: z.int().min(0).max(9_999_999).optional(),
    sourceName: z.string().trim().min(1).max(200).meta({ description: '来源 where it is known from' }),
  })
  .meta({ id: 'NewUnenrolledEmployer' });
export type NewUnenrolledBody = z.output<typeof newUnenrolledBody>;

/** What is not given stays. */
export const unenrolledCorrectionBody = z
  .strictObject({
    ...{
      uscc: z.string().trim().min(1).max(30).optional(),
      name: z.string().trim().min(1).max(100).optional(),
    },
    kind: kind.optional(),
    street: z.string().trim().max(200).optional(),
    contact: z.string().trim().max(50).optional(),
    phone: z.string().trim().max(30).optional(),
    headcount: z.int().min(0).max(9_999_999).nullable().optional(),
    reason: z.string().trim().min(1).max(500),
    seen: z.iso.datetime().meta({ description: '所见资料的起始时刻 knownFrom of what was seen' }),
  })
  .meta({ id: 'UnenrolledCorrection' });
export type UnenrolledCorrectionBody = z.output<typeof unenrolledCorrectionBody>;

export const unenrolledUploadBody = z
  .strictObject({
    filename: z.string().min(1).max(200),
    content: z.base64().max(6_000_000).meta({ description: '文件内容 base64，至多 4 MB at most 4 MB' }),
  })
  .meta({ id: 'UnenrolledUpload' });
export type UnenrolledUploadBody = z.output<typeof unenrolledUploadBody>;

export const unenrolledFindingsBody = z
  .strictObject({
    auditId: id,
    findingId: id.optional().meta({ description: '不填为该任务的全部未登记、无人参保单位 all of its kind' }),
  })
  .meta({ id: 'UnenrolledFindings' });
export type UnenrolledFindingsBody = z.output<typeof unenrolledFindingsBody>;

export const unenrolledAddedView = z
  .object({
    added: count,
    listed: count.meta({ description: '名册已有 on the register already' }),
    enrolled: count.meta({ description: '登记显示已参保 enrolled already, by the registers' }),
  })
  .meta({ id: 'UnenrolledAdded' });
export type UnenrolledAddedView = z.output<typeof unenrolledAddedView>;

export const unenrolledAssignBody = z
  .strictObject({ collectorId: id, entries: z.array(id).min(1).max(500) })
  .meta({ id: 'UnenrolledAssignment' });
export type UnenrolledAssignBody = z.output<typeof unenrolledAssignBody>;

export const unenrolledVisitBody = z
  .strictObject({
    visitedOn: day,
    result,
    promisedBy: day.optional(),
    reason: z.string().trim().max(500).default(''),
  })
  .meta({ id: 'UnenrolledVisit' });
export type UnenrolledVisitBody = z.output<typeof unenrolledVisitBody>;

export const unenrolledStepBody = z
  .strictObject({
    kind: step,
    paperNo: z.string().trim().min(1).max(50),
    takenOn: day,
    nextStep: z.string().trim().min(1).max(200),
    nextOn: day,
  })
  .meta({ id: 'UnenrolledStep' });
export type UnenrolledStepBody = z.output<typeof unenrolledStepBody>;

/** Collectors of the region who may be given employers, with their community. */
export const unenrolledCollectorsView = z
  .object({ items: z.array(z.object({ collectorId: id, name: z.string(), unitName: z.string() })) })
  .meta({ id: 'UnenrolledCollectors' });
export type UnenrolledCollectorsView = z.output<typeof unenrolledCollectorsView>;
