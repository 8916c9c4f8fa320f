import { GROUP_NAMES } from '@gongji/domain';
import { z } from 'zod';
import { benefitYear } from './enrolment-figures.ts';
import { fileForm, listPage, total } from './list-query.ts';
import { type bilingual, day, fenAmount, id, personRef } from './values.ts';

const unitId = id.meta({ description: '社区、学校编号 number of the unit' });
const result = z
  .enum(['enrolled', 'promised', 'refused', 'notFound', 'elsewhere', 'away', 'other'])
  .meta({ description: '走访结果 what came of a visit' });
/** Why somebody of the census is not counted 免计原因. */
export const exemptReason = z.enum([
  'insuredElsewhere',
  'studentElsewhere',
  'military',
  'abroad',
  'moved',
  'imprisoned',
  'dead',
  'other',
]);
const count = z.int().min(0);
const ageBand = z.enum(['0', '1', '2', '3', '4', '5']);
const residence = z.enum(['local', 'nonLocal', 'hmt', 'foreign']);

/** By community, collector, why somebody is not covered, or who they are; whoever is in two groups is in a row of both. */
const progressBy = z.enum(['unit', 'collector', 'reason', 'age', 'residence', 'group']);
export type CensusProgressBy = z.output<typeof progressBy>;
export const censusProgressQuery = z.strictObject({
  on: day.optional(),
  year: benefitYear,
  by: progressBy.default('unit'),
  unitId: unitId.optional(),
});
export type CensusProgressQuery = z.output<typeof censusProgressQuery>;
const progress = z.object({
  key: z.string(),
  name: z.string(),
  people: count,
  covered: count,
  exempt: count,
  away: count,
  missing: count,
  assigned: count,
  visited: count,
  promised: count,
  refused: count,
  notFound: count,
  won: count,
  /** Covered of those who count, with and without those registered only; left out where nobody counts. */
  ratePpm: count.optional(),
  ratePpmWithoutAway: count.optional(),
});
export const censusProgressView = z
  .object({ on: day, by: progressBy, items: z.array(progress), total: progress })
  .meta({ id: 'CensusProgress' });
export type CensusProgressView = z.output<typeof censusProgressView>;
export type CensusProgressItem = z.output<typeof progress>;

const followUpFilter = {
  q: z.string().trim().max(40).default('').meta({
    description:
      '姓名或拼音首字母的开头，或完整的人员编号、证件号 beginning of the name or its initials, or the whole number',
  }),
  unitId: unitId.optional(),
  collectorId: id.optional().meta({ description: '包干人；0 为未分配 collector; 0: nobody’s' }),
  group: z
    .enum([...GROUP_NAMES, 'any'])
    .optional()
    .meta({ description: '特殊人群；any 为任一类 special group; any: whoever is in one' }),
  result: z
    .enum([...result.options, 'none'])
    .optional()
    .meta({ description: '最近走访结果；none 未走访 result of the last visit; none: not visited' }),
  due: z.stringbool().optional().meta({ description: '只看承诺日期已到 only promises whose day has come' }),
};
const followUpPage = listPage(['person', 'name', 'age', 'visitedOn', 'promisedBy'], 'asc');
const followUp = {
  collectorId: id.optional(),
  collectorName: z.string().optional(),
  visits: count,
  visitedOn: day.optional(),
  result: result.optional(),
  promisedBy: day.optional(),
  note: z.string().optional(),
};

const peopleFilter = {
  exempt: exemptReason.optional(),
  age: ageBand.optional().meta({
    description: '年龄段：0 起按 7、18、45、60、80 岁分 band, from 0, divided at 7, 18, 45, 60 and 80',
  }),
  residence: residence.optional().meta({ description: '户籍 household registration' }),
};
export const censusPeopleQuery = z.strictObject({
  on: day.optional(),
  year: benefitYear,
  state: z.enum(['missing', 'away', 'exempt', 'covered']).default('missing'),
  ...peopleFilter,
  ...followUpFilter,
  ...followUpPage,
});
export type CensusPeopleQuery = z.output<typeof censusPeopleQuery>;
const censusPerson = z.object({
  person: personRef,
  name: z.string(),
  certNo: z.string(),
  phone: z.string().optional(),
  age: count,
  unitId: id,
  unitName: z.string(),
  exempt: exemptReason.optional(),
  proof: z.string().optional(),
  scheme: z.enum(['employee', 'resident']).optional(),
  lastCoveredTo: day.optional(),
  groups: z.array(z.string()),
  ...followUp,
});
export const censusPeopleView = z
  .object({ on: day, items: z.array(censusPerson), total, next: count.optional() })
  .meta({ id: 'CensusPeople' });
export type CensusPeopleView = z.output<typeof censusPeopleView>;

export const renewalsQuery = z.strictObject({
  year: z
    .string()
    .regex(/^20\d\d$/)
    .optional()
    .meta({ description: '应缴年度，缺省为本年度 year to be paid; this one when left out' }),
  ...followUpFilter,
  ...followUpPage,
});
export type RenewalsQuery = z.output<typeof renewalsQuery>;
const renewal = z.object({
  person: personRef,
  name: z.string(),
  certNo: z.string(),
  phone: z.string().optional(),
  age: count,
  unitName: z.string(),
  className: z.string().optional(),
  /** Left out while the year is not assessed. */
  billId: id.optional(),
  dueFen: fenAmount.optional(),
  openFen: fenAmount.optional(),
  dueOn: day.optional(),
  ...followUp,
});
export const renewalsView = z
  .object({ year: z.string(), items: z.array(renewal), total, next: count.optional() })
  .meta({ id: 'Renewals' });
export type RenewalsView = z.input<typeof renewalsView>;

export const censusExportQuery = z.strictObject({
  list: z.enum(['missing', 'away', 'exempt', 'renewals']).default('missing'),
  on: day.optional(),
  year: z
    .string()
    .regex(/^20\d\d$/)
    .optional(),
  ...peopleFilter,
  ...followUpFilter,
  sort: followUpPage.sort,
  order: followUpPage.order,
  ...fileForm,
});
export type CensusExportQuery = z.output<typeof censusExportQuery>;

export const collectorsQuery = z.strictObject({ unitId });
const collector = z.object({
  collectorId: id,
  name: z.string(),
  phone: z.string(),
  role: z.enum(['grid', 'specialist']),
  endedOn: day.optional(),
});
export const collectorsView = z.object({ unitId: id, items: z.array(collector) }).meta({ id: 'Collectors' });
export type CollectorsView = z.output<typeof collectorsView>;
export const collectorBody = z.strictObject({
  unitId: unitId.optional().meta({ description: '本单位用户可不填 left out by a user of the unit' }),
  name: z.string().trim().min(1).max(50),
  phone: z.string().trim().max(30).default(''),
  role: z.enum(['grid', 'specialist']),
});
export type CollectorBody = z.output<typeof collectorBody>;
export const endCollectorBody = z.strictObject({ on: day.optional() });
export type EndCollectorBody = z.output<typeof endCollectorBody>;

export const assignBody = z.strictObject({
  collectorId: id,
  persons: z.array(personRef).min(1).max(500),
});
export type AssignBody = z.output<typeof assignBody>;
export const assignedView = z.object({ assigned: count }).meta({ id: 'Assigned' });
export type AssignedView = z.output<typeof assignedView>;

export const visitBody = z.strictObject({
  person: personRef,
  visitedOn: day,
  collectorId: id.optional(),
  result,
  promisedBy: day.optional(),
  note: z.string().trim().max(500).default(''),
  exempt: exemptReason
    .optional()
    .meta({ description: '改底册：不计入应参保的原因 changes the census: why he is not counted' }),
  proof: z.string().trim().max(100).default(''),
});
export type VisitBody = z.output<typeof visitBody>;
export const visitsQuery = z.strictObject({ person: personRef });
export const visitsView = z
  .object({
    person: personRef,
    items: z.array(
      z.object({
        visitId: id,
        visitedOn: day,
        collectorName: z.string().optional(),
        result,
        promisedBy: day.optional(),
        note: z.string(),
        recordedBy: z.string(),
        recordedAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'Visits' });
export type VisitsView = z.output<typeof visitsView>;

export const unitPeopleQuery = z.strictObject({
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional(),
  q: z
    .string()
    .trim()
    .max(40)
    .default('')
    .meta({ description: '姓名的一部分，或完整的人员编号、证件号 part of the name, or the whole number' }),
  /** Who joined or ended in the month; who did neither. */
  moved: z.enum(['yes', 'no']).optional(),
  ...listPage(['psnNo', 'name', 'coveredFrom'], 'asc'),
});
export type UnitPeopleQuery = z.output<typeof unitPeopleQuery>;
/** The people of a unit in a month: who is covered since when, who joined and who ended in it. */
export const unitPeopleView = z
  .object({
    unitId: id,
    unitName: z.string(),
    month: z.string(),
    joined: count,
    ended: count,
    /** Who match. */
    total,
    next: count.optional(),
    items: z.array(
      z.object({
        person: personRef,
        name: z.string(),
        psnNo: z.string(),
        scheme: z.enum(['employee', 'resident']),
        personStatus: z.string(),
        coveredFrom: day,
        coveredTo: day.optional(),
        benefitFrom: day,
        joined: z.boolean(),
        ended: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'UnitPeople' });
export type UnitPeopleView = z.output<typeof unitPeopleView>;

/** Words of the results and reasons, the same on every page and in every file. */
export const VISIT_RESULTS = {
  enrolled: { zh: '已参保', en: 'enrolled' },
  promised: { zh: '承诺参保', en: 'promised' },
  refused: { zh: '不愿参保', en: 'refuses' },
  notFound: { zh: '未找到', en: 'not found' },
  elsewhere: { zh: '已在别处参保', en: 'insured elsewhere' },
  away: { zh: '人不在此居住', en: 'does not live here' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<z.output<typeof result>, z.output<typeof bilingual>>;
/** Age bands 年龄段, by their number. */
export const AGE_BANDS = {
  '0': { zh: '0–6 岁', en: '0 to 6' },
  '1': { zh: '7–17 岁', en: '7 to 17' },
  '2': { zh: '18–44 岁', en: '18 to 44' },
  '3': { zh: '45–59 岁', en: '45 to 59' },
  '4': { zh: '60–79 岁', en: '60 to 79' },
  '5': { zh: '80 岁及以上', en: '80 and above' },
} as const satisfies Record<z.output<typeof ageBand>, z.output<typeof bilingual>>;
export const EXEMPT_REASONS = {
  insuredElsewhere: { zh: '在外地参保', en: 'insured elsewhere' },
  studentElsewhere: { zh: '在外地就读', en: 'student elsewhere' },
  military: { zh: '现役军人', en: 'military' },
  abroad: { zh: '出国定居', en: 'abroad' },
  moved: { zh: '已迁出', en: 'moved away' },
  imprisoned: { zh: '服刑', en: 'imprisoned' },
  dead: { zh: '已死亡', en: 'dead' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<z.output<typeof exemptReason>, z.output<typeof bilingual>>;
