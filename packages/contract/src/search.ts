import { z } from 'zod';
import { settlementSummary } from './settlement.ts';
import { id, personRef } from './values.ts';

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

export const unitHit = z
  .object({
    kind: z.literal('unit'),
    unitId: id,
    unitKind: z.enum(['employer', 'school', 'community']),
    name: z.string(),
    code: z.string(),
    active: z.boolean().meta({ description: '未暂停、未注销 neither suspended nor cancelled' }),
    by: z.enum(['unitNo', 'code', 'name', 'initials']).meta({ description: '匹配的内容 what matched' }),
  })
  .meta({ id: 'FoundUnit' });

export const settlementHit = z
  .object({
    ...settlementSummary.shape,
    kind: z.literal('settlement'),
    recordKind: settlementSummary.shape.kind,
  })
  .meta({ id: 'FoundSettlement' });

export const searchQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .min(1)
    .max(50)
    .meta({
      description:
        '姓名、拼音首字母、证件号、人员编号、卡号、电话、结算编号，单位名称、编号或信用代码 ' +
        'name, pinyin initials, ID, person, card, phone or settlement number; name, number or credit code of a unit',
    }),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export const searchView = z
  .object({
    items: z.array(z.discriminatedUnion('kind', [personHit, settlementHit, unitHit])),
    more: z.boolean().meta({ description: '还有更多，请补充条件 there are more: type more' }),
  })
  .meta({ id: 'SearchResult' });

export type SearchView = z.input<typeof searchView>;
export type PersonHit = z.input<typeof personHit>;
export type UnitHit = z.input<typeof unitHit>;
