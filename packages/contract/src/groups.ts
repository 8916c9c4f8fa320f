import { GROUP_NAMES } from '@gongji/domain';
import { z } from 'zod';
import { bilingual, day } from './values.ts';

const reason = z.string().trim().min(2).max(200);

export const PROOF_KINDS = [
  'civilAffairsList',
  'certificate',
  'disabledCard',
  'courtPaper',
  'other',
] as const;

/** A paper that is brought now. */
const groupPaperBody = z.strictObject({
  paper: z.string().max(40),
  no: z.string().trim().max(60).optional(),
  issuedBy: z.string().trim().min(2).max(100),
  issuedOn: day,
  validTo: day.optional(),
});
export type GroupPaperBody = z.output<typeof groupPaperBody>;

export const groupPapersQuery = z.strictObject({ group: z.enum(GROUP_NAMES), on: day });
export type GroupPapersQuery = z.output<typeof groupPapersQuery>;
/** Papers that a group asks for, and which of them the person has on file. */
export const groupPapersView = z
  .object({
    papers: z.array(
      z.object({
        paper: z.string(),
        name: bilingual,
        state: z.enum(['valid', 'expired', 'missing']),
        no: z.string().optional().meta({ description: '脱敏 masked' }),
        issuedBy: z.string().optional(),
        validTo: day.optional(),
      }),
    ),
    clause: bilingual,
    fromOffice: z
      .array(z.enum(PROOF_KINDS))
      .meta({ description: '凭这些认定的不要求本人提交材料 recognised by these, no paper is asked for' }),
  })
  .meta({ id: 'GroupPapers' });
export type GroupPapersView = z.input<typeof groupPapersView>;

export const groupBody = z
  .discriminatedUnion('act', [
    z.strictObject({
      act: z.literal('add'),
      group: z.enum(GROUP_NAMES),
      validFrom: day,
      validTo: day.optional(),
      proofKind: z.enum(PROOF_KINDS),
      proofNo: z.string().trim().max(60).optional(),
      provedBy: z.string().trim().min(2).max(100),
      papers: z.array(groupPaperBody).max(10).default([]),
      reason,
    }),
    z.strictObject({
      act: z.literal('papers'),
      group: z.enum(GROUP_NAMES),
      papers: z.array(groupPaperBody).min(1).max(10),
      reason,
    }),
    z.strictObject({
      act: z.literal('end'),
      group: z.string().max(30),
      validFrom: day,
      validTo: day,
      reason,
    }),
  ])
  .meta({ id: 'GroupChange' });
export type GroupBody = z.output<typeof groupBody>;
