import { z } from 'zod';
import { levyChosen } from './levy-selection.ts';
import { listPage, total } from './list-query.ts';
import { bilingual, day, fenAmount, id } from './values.ts';

const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .meta({ description: '月份 yyyy-MM', examples: ['2026-05'] });
const state = z.enum(['open', 'noticed', 'rectified', 'dismissed', 'gone']);
const family = z.enum(['fiveChecks', 'mustCheck', 'comparisons']);

/** What can be compared 稽核检查项, and which files it needs. */
export const levyChecksView = z
  .object({
    evidence: z.array(
      z.object({
        id: z.string(),
        name: bilingual,
        columns: z.array(
          z.object({ id: z.string(), name: bilingual, type: z.string(), required: z.boolean() }),
        ),
      }),
    ),
    checks: z.array(
      z.object({
        id: z.string(),
        family,
        name: bilingual,
        cite: z.string(),
        document: bilingual,
        needs: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'LevyChecks' });
export type LevyChecksView = z.output<typeof levyChecksView>;

export const newLevyAuditBody = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    uscc: z
      .string()
      .trim()
      .max(30)
      .optional()
      .meta({ description: '只查一家单位时的统一社会信用代码 code of the one employer to audit' }),
    from: month,
    to: month,
    chosen: z.boolean().default(false).meta({
      description:
        '由重点稽核选户立案：理由一并写入 begun from the selection: its reasons are kept with the audit',
    }),
  })
  .refine(({ uscc, chosen }) => !chosen || uscc !== undefined, { path: ['uscc'] })
  .meta({ id: 'NewLevyAudit' });
export type NewLevyAuditBody = z.output<typeof newLevyAuditBody>;

export const levyAuditView = z
  .object({
    auditId: id,
    name: z.string(),
    unit: z.object({ name: z.string(), uscc: z.string() }).optional(),
    from: month,
    to: month,
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    closedAt: z.iso.datetime().optional(),
    findings: z.int(),
    open: z.int(),
    shortFen: z.int(),
    madeUpFen: z.int(),
  })
  .meta({ id: 'LevyAudit' });
export type LevyAuditView = z.output<typeof levyAuditView>;
/** By default the latest first. */
const LEVY_AUDIT_SORTS = ['createdAt', 'findings', 'open', 'shortFen', 'madeUpFen'] as const;
export const levyAuditsQuery = z.strictObject({
  state: z.enum(['running', 'closed']).optional(),
  ...listPage(LEVY_AUDIT_SORTS),
});
export type LevyAuditsQuery = z.output<typeof levyAuditsQuery>;
/** Sums of all pages of a list of what was audited. */
const levySums = {
  total,
  shortFen: fenAmount.meta({ description: '全部页的少缴 short, of all pages' }),
  madeUpFen: fenAmount.meta({ description: '全部页的已补 made up, of all pages' }),
  next: z.int().optional(),
};
export const levyAuditsView = z
  .object({ items: z.array(levyAuditView), ...levySums })
  .meta({ id: 'LevyAudits' });
export type LevyAuditsView = z.output<typeof levyAuditsView>;
export const levyAuditPage = levyAuditView
  .extend({
    /** Why the employer was chosen; absent: the audit was begun without the selection. */
    chosen: levyChosen.optional(),
    evidence: z.array(
      z.object({
        kind: z.string(),
        fileName: z.string(),
        rows: z.int(),
        uploadedBy: z.string(),
        uploadedAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'LevyAuditPage' });
export type LevyAuditPage = z.output<typeof levyAuditPage>;

const NOTICE_SORTS = ['issuedAt', 'dueOn', 'unitName', 'findings', 'open'] as const;
export const levyNoticesQuery = z.strictObject({
  state: z
    .enum(['open', 'concluded'])
    .optional()
    .meta({ description: '有未结发现的、全部有结论的 with findings that wait for a conclusion, or without' }),
  ...listPage(NOTICE_SORTS),
});
export type LevyNoticesQuery = z.output<typeof levyNoticesQuery>;
/** Notices 整改通知书 of an audit. */
export const levyNoticesView = z
  .object({
    items: z.array(
      z.object({
        noticeId: id,
        noticeNo: z.string(),
        uscc: z.string(),
        unitName: z.string(),
        issuedBy: z.string(),
        issuedAt: z.iso.datetime(),
        dueOn: day,
        findings: z.int(),
        /** Findings of it without a conclusion. */
        open: z.int(),
      }),
    ),
    total,
    next: z.int().optional(),
  })
  .meta({ id: 'LevyNotices' });
export type LevyNoticesView = z.output<typeof levyNoticesView>;

export const evidenceBody = z
  .strictObject({
    kind: z.string().max(50),
    filename: z.string().min(1).max(200),
    content: z.base64().max(6_000_000).meta({ description: '文件内容 base64，至多 4 MB at most 4 MB' }),
  })
  .meta({ id: 'LevyEvidence' });
export type EvidenceBody = z.output<typeof evidenceBody>;

/** By default the largest sums first. */
const FINDING_SORTS = ['amountFen', 'madeUpFen', 'dueOn'] as const;
export const findingsQuery = z.strictObject({
  check: z.string().max(50).optional(),
  state: state.optional(),
  uscc: z.string().max(30).optional(),
  overdue: z.stringbool().optional(),
  ...listPage(FINDING_SORTS),
});
export type FindingsQuery = z.output<typeof findingsQuery>;

export const findingView = z
  .object({
    findingId: id,
    check: z.string(),
    kind: z.string(),
    subject: z.object({
      kind: z.enum(['person', 'unit']),
      name: z.string(),
      /** Masked certificate number of a person, code of a unit. */
      key: z.string(),
      person: z.string().optional(),
    }),
    uscc: z.string(),
    text: bilingual,
    amountFen: z.int().optional(),
    rowNos: z.array(z.int()),
    state,
    overdue: z.boolean(),
    notice: z.object({ noticeId: id, noticeNo: z.string(), dueOn: day }).optional(),
    result: z.string(),
    madeUpFen: z.int().optional(),
    proposed: z
      .object({ state: z.enum(['rectified', 'dismissed']), by: z.string(), mine: z.boolean() })
      .optional(),
    decidedBy: z.string().optional(),
    /** A unit without cover: its place on the register of those not enrolled, once it has one. */
    unenrolled: id.optional(),
  })
  .meta({ id: 'LevyFinding' });
export type FindingView = z.output<typeof findingView>;
export const findingsView = z
  .object({ items: z.array(findingView), ...levySums })
  .meta({ id: 'LevyFindings' });
export type FindingsView = z.output<typeof findingsView>;

export const noticeBody = z
  .strictObject({ uscc: z.string().min(1).max(30), dueOn: day })
  .meta({ id: 'NewLevyNotice' });
export type NoticeBody = z.output<typeof noticeBody>;
export const noticeView = z
  .object({ noticeId: id, noticeNo: z.string(), findings: z.int(), dueOn: day })
  .meta({ id: 'LevyNotice' });
export type NoticeView = z.output<typeof noticeView>;

export const findingResultBody = z
  .strictObject({
    state: z.enum(['rectified', 'dismissed']),
    result: z
      .string()
      .trim()
      .min(2)
      .max(500)
      .meta({ description: '整改情况或不属实的理由 what was done, or why it is none' }),
    madeUpFen: z.int().min(0).max(9_000_000_000).optional(),
  })
  .meta({ id: 'LevyResult' });
export type FindingResultBody = z.output<typeof findingResultBody>;
export const findingDecisionBody = z.strictObject({ agreed: z.boolean() }).meta({ id: 'LevyDecision' });

export const levyTemplateParams = z.strictObject({ kind: z.string().max(50) });
export const levyTemplateQuery = z.strictObject({
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  lang: z.enum(['zh', 'en']).default('zh'),
});
export type LevyTemplateQuery = z.output<typeof levyTemplateQuery>;
