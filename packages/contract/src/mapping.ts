import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { uploadedFile } from './reconciliation.ts';
import { day, institutionCode } from './values.ts';

/** States of an own item 对照状态, in the order of work. */
export const MAPPING_STATES = [
  'to-map',
  'suggested',
  'submitted',
  'approved',
  'rejected',
  'withdrawn',
  'lapsed',
] as const;

const sound = (text: string): boolean => text.isWellFormed() && !text.includes('\0');
const localCode = z
  .string()
  .min(1)
  .max(150)
  .refine(sound)
  .meta({ description: '机构编码 the institution’s own code' });
const listCode = z.string().min(1).max(50).refine(sound).meta({ description: '医保目录编码 med_list_codg' });
const text = z.string().trim().max(60).refine(sound).optional();

export const ownItemsBody = z.strictObject({ ...uploadedFile.shape }).meta({ id: 'OwnItems' });
export const ownItemsView = z.object({ items: z.int(), added: z.int(), suggested: z.int() }).meta({
  id: 'OwnItemsTaken',
  description: '收下的项目、其中新增、得到建议的 taken, new among them, with a suggestion',
});

/** By default the likeliest suggestion first. */
const MAPPING_SORTS = ['score', 'localCode', 'name', 'priceE4'] as const;
export const mappingQuery = z.strictObject({
  state: z.enum(MAPPING_STATES).optional(),
  q: text,
  ...listPage(MAPPING_SORTS),
});

const catalogueSide = z.object({
  listCode,
  name: z.string(),
  spec: z.string(),
  manufacturer: z.string(),
  validTo: day.optional(),
});

/** An own item 机构项目 with the mapping that counts. */
const mappedItem = z.object({
  localCode,
  name: z.string(),
  listType: z.string(),
  spec: z.string(),
  manufacturer: z.string(),
  priceE4: z.int().optional().meta({ description: '单价，万分之一元 0.0001 yuan' }),
  state: z.enum(MAPPING_STATES),
  score: z.int().optional().meta({ description: '建议的把握，0–100 how likely a suggestion is' }),
  reason: z.string(),
  catalogue: catalogueSide.optional(),
});

export const mappingView = z
  .object({
    items: z.array(mappedItem),
    total,
    next: z.int().optional(),
    counts: z.record(z.enum(MAPPING_STATES), z.int()),
  })
  .meta({ id: 'Mapping' });

export const candidatesQuery = z.strictObject({ localCode, q: text });
export const candidatesView = z
  .object({ items: z.array(catalogueSide.extend({ score: z.int() })) })
  .meta({ id: 'MappingCandidates' });

const pair = z.strictObject({ localCode, listCode });
export const mappingPairsBody = z
  .strictObject({ pairs: z.array(pair).min(1).max(500) })
  .meta({ id: 'MappingPairs' });
export const mappingsDoneView = z.object({ done: z.int() }).meta({ id: 'MappingsDone' });

/** By default what was submitted first. */
const MAPPING_REVIEW_SORTS = ['submittedAt', 'institutionName', 'localName', 'localPriceE4'] as const;
export const mappingReviewsQuery = z.strictObject({
  institutionCode: institutionCode.optional(),
  q: text,
  ...listPage(MAPPING_REVIEW_SORTS, 'asc'),
});
export const mappingReviewsView = z
  .object({
    items: z.array(
      z.object({
        institutionCode,
        institutionName: z.string(),
        localCode,
        localName: z.string(),
        localSpec: z.string(),
        localManufacturer: z.string(),
        localPriceE4: z.int().optional(),
        listCode,
        name: z.string(),
        spec: z.string(),
        manufacturer: z.string(),
        itemClass: z.enum(['A', 'B', 'C']),
        submittedAt: z.iso.datetime(),
      }),
    ),
    total,
    next: z.int().optional(),
  })
  .meta({ id: 'MappingReviews' });

export const mappingDecisionBody = z
  .strictObject({
    pairs: z.array(pair.extend({ institutionCode })).min(1).max(500),
    approved: z.boolean(),
    reason: z.string().trim().max(200).refine(sound).default(''),
  })
  .refine(({ approved, reason }) => approved || reason.length >= 2, {
    path: ['reason'],
    error: 'a rejection needs a reason',
  })
  .meta({ id: 'MappingDecision' });

export type MappingStateName = (typeof MAPPING_STATES)[number];
export type OwnItemsBody = z.output<typeof ownItemsBody>;
export type OwnItemsView = z.input<typeof ownItemsView>;
export type MappingQuery = z.output<typeof mappingQuery>;
export type MappingView = z.input<typeof mappingView>;
export type CandidatesQuery = z.output<typeof candidatesQuery>;
export type CandidatesView = z.input<typeof candidatesView>;
export type MappingPairsBody = z.output<typeof mappingPairsBody>;
export type MappingsDoneView = z.input<typeof mappingsDoneView>;
export type MappingReviewsQuery = z.output<typeof mappingReviewsQuery>;
export type MappingReviewsView = z.input<typeof mappingReviewsView>;
export type MappingDecisionBody = z.output<typeof mappingDecisionBody>;
