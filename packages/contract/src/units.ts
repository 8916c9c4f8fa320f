import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { day, id } from './values.ts';

const reason = z.string().trim().min(2).max(200);

/** What may be said of a unit 参保单位. */
const unitFields = {
  name: z.string().trim().min(2).max(100),
  areaCode: z
    .string()
    .regex(/^\d{6}(\d{3})?$/)
    .optional(),
  parentUnitId: id.optional(),
  employerKind: z
    .enum(['government', 'institution', 'enterprise', 'selfEmployed', 'dispatch', 'other'])
    .optional(),
  industry: z.string().trim().max(60).optional(),
  contactName: z.string().trim().max(50).optional(),
  contactPhone: z
    .string()
    .regex(/^[\d+ -]{6,20}$/)
    .optional(),
  address: z.string().trim().max(200).optional(),
  bankName: z.string().trim().min(2).max(100).optional(),
  bankAccount: z
    .string()
    .regex(/^\d{8,30}$/)
    .optional(),
};
const className = z.string().trim().min(1).max(50);
const classYear = z.coerce.number().int().min(1).max(9);
const phone = z.string().regex(/^[\d+ -]{6,20}$/);
export const unitBody = z
  .discriminatedUnion('act', [
    z.strictObject({
      act: z.literal('register'),
      kind: z.enum(['employer', 'school', 'community']),
      code: z.string().trim().min(1).max(30),
      ...unitFields,
      on: day,
      reason,
    }),
    z.strictObject({
      act: z.literal('change'),
      unitId: id,
      values: z.strictObject({
        ...z.object(unitFields).partial().shape,
        code: z.string().trim().min(1).max(30).optional(),
      }),
      reason,
    }),
    z.strictObject({ act: z.literal('merge'), unitId: id, into: id, on: day, reason }),
    z.strictObject({
      act: z.literal('renameClass'),
      unitId: id,
      className,
      newName: className,
      on: day,
      reason,
    }),
    z.strictObject({
      act: z.literal('openClass'),
      unitId: id,
      className,
      grade: classYear,
      years: classYear,
      headName: z.string().trim().min(1).max(40).optional(),
      headPhone: phone.optional(),
      on: day,
      reason,
    }),
    z.strictObject({
      act: z.literal('changeClass'),
      unitId: id,
      className,
      grade: classYear.optional(),
      years: classYear.optional(),
      headName: z.string().trim().min(1).max(40).optional(),
      headPhone: phone.optional(),
      on: day,
      reason,
    }),
    z.strictObject({ act: z.literal('closeClass'), unitId: id, className, on: day, reason }),
    z.strictObject({ act: z.enum(['suspend', 'resume', 'cancel']), unitId: id, on: day, reason }),
  ])
  .meta({ id: 'UnitAct' });
export type UnitBody = z.output<typeof unitBody>;

export const unitView = z
  .object({
    unitId: id,
    kind: z.enum(['employer', 'school', 'community']),
    code: z.string(),
    name: z.string(),
    area: z.string().optional(),
    parent: z.object({ unitId: id, name: z.string() }).optional(),
    employerKind: z.string().optional(),
    industry: z.string().optional(),
    status: z.enum(['active', 'suspended', 'cancelled']),
    registeredOn: day,
    endedOn: day.optional(),
    contactName: z.string().optional(),
    contactPhone: z.string().optional(),
    address: z.string().optional(),
    bankName: z.string().optional(),
    bankAccount: z.string().optional().meta({ description: '脱敏 masked' }),
    mergedInto: z.object({ unitId: id, name: z.string() }).optional(),
    people: z.int(),
    classes: z
      .array(
        z.object({
          /** Absent: only its pupils bear the name, it is not registered. */
          classId: id.optional(),
          name: z.string(),
          people: z.int(),
          grade: z.int().optional(),
          years: z.int().optional(),
          headName: z.string().optional(),
          headPhone: z.string().optional(),
          since: day.optional(),
        }),
      )
      .optional()
      .meta({ description: '学校的班级 classes of a school' }),
  })
  .meta({ id: 'Unit' });
export type UnitView = z.input<typeof unitView>;
export const unitsQuery = z.strictObject({
  q: z.string().trim().max(60).default(''),
  kind: z.enum(['employer', 'school', 'community']).optional(),
  /** Only units that may be marked as budget units 财政统发单位. */
  fit: z.enum(['budgetUnit']).optional(),
  status: z.enum(['active', 'suspended', 'cancelled']).optional(),
  ...listPage(['code', 'name', 'people', 'registeredOn'], 'asc'),
});
export type UnitsQuery = z.output<typeof unitsQuery>;
export const unitsView = z
  .object({ items: z.array(unitView), total, people: z.int(), next: z.int().optional() })
  .meta({ id: 'Units' });
export type UnitsView = z.input<typeof unitsView>;
