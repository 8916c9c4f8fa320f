import { z } from 'zod';
import { settlementSummary } from './settlement.ts';
import { personRef } from './values.ts';

/** A person as lists show one, masked. */
export const personHit = z
  .object({
    kind: z.literal('person'),
    ref: personRef,
    name: z.string(),
    psnNo: z.string(),
    certNo: z.string(),
    phone: z.string().optional(),
    sex: z.string(),
    birthYear: z.string(),
    by: z
      .enum(['psnNo', 'certNo', 'cardNo', 'phone', 'name', 'initials'])
      .meta({ description: '匹配的内容 what matched' }),
  })
  .meta({ id: 'FoundPerson' });

export const settlementHit = z
  .object({
    ...settlementSummary.shape,
    kind: z.literal('settlement'),
    recordKind: settlementSummary.shape.kind,
  })
  .meta({ id: 'FoundSettlement' });

export const searchQuery = z.strictObject({
  q: z.string().trim().min(1).max(50).meta({
    description:
      '姓名、拼音首字母、证件号、人员编号、卡号、电话或结算编号 name, pinyin initials, ID, person, card, phone or settlement number',
  }),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export const searchView = z
  .object({
    items: z.array(z.discriminatedUnion('kind', [personHit, settlementHit])),
    more: z.boolean().meta({ description: '还有更多，请补充条件 there are more: type more' }),
  })
  .meta({ id: 'SearchResult' });

export type SearchView = z.input<typeof searchView>;
export type PersonHit = z.input<typeof personHit>;
