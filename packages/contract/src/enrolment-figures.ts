import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { day, id } from './values.ts';

const level = z.enum(['county', 'street', 'community']);
/** What a target is of: persons, the rate of participation in millionths, or money, of both schemes or of one. */
const metric = z.enum(['employees', 'residents', 'ratePpm', 'levyFen', 'employeeLevyFen', 'residentLevyFen']);
export type TargetMetric = z.output<typeof metric>;
const count = z.int().min(0);
/** Benefit year 待遇年度 whose covers are counted. */
export const benefitYear = z
  .string()
  .regex(/^20\d\d$/)
  .optional()
  .meta({
    description:
      '待遇年度，缺省为统计日所在年度；集中参保期间可查下一年度 benefit year; that of the day when left out, the one being enrolled for during the campaign',
  });
const lang = z.enum(['zh', 'en']).default('zh');

export const placeFiguresQuery = z.strictObject({
  on: day.optional().meta({ description: '统计日，缺省为今天 day of the count; today when left out' }),
  year: benefitYear,
  level: level.default('county'),
  within: z
    .string()
    .regex(/^\d{6}(\d{3})?$/)
    .optional()
    .meta({ description: '只看该区县或街道 code of the county or street to look into' }),
});
export type PlaceFiguresQuery = z.output<typeof placeFiguresQuery>;

/** Participation by place 片区参保情况; `eligible` is left out where there is no census. */
const placeFigure = z.object({
  key: z.string(),
  name: z.string(),
  employees: count,
  residents: count,
  newToday: count,
  eligible: count.optional(),
  away: count,
  missing: count,
  ratePpm: count.optional(),
  employeeRatePpm: count.optional().meta({ description: '职工参保占应参保 employees of those eligible' }),
  residentRatePpm: count.optional().meta({ description: '居民参保占应参保 residents of those eligible' }),
  ratePpmWithoutAway: count.optional(),
  targetRatePpm: count.optional(),
  rank: z.int().optional(),
  target: count.optional(),
  gap: z.int().optional(),
});
export const placeFiguresView = z
  .object({
    on: day,
    year: z.string(),
    census: z.object({ asOf: day, source: z.string() }).optional(),
    places: z.array(placeFigure),
    total: placeFigure,
  })
  .meta({ id: 'PlaceFigures' });
export type PlaceFiguresView = z.output<typeof placeFiguresView>;
export type PlaceFigure = z.output<typeof placeFigure>;

export const splitQuery = z.strictObject({
  on: day.optional(),
  year: benefitYear,
  by: z.enum(['personStatus', 'tier', 'group', 'unit']),
});
export type SplitQuery = z.output<typeof splitQuery>;
export const splitView = z
  .object({
    on: day,
    items: z.array(
      z.object({ key: z.string(), name: z.string(), scheme: z.string(), persons: count, benefiting: count }),
    ),
  })
  .meta({ id: 'EnrolmentSplit' });
export type SplitView = z.output<typeof splitView>;

export const behindQuery = z.strictObject({
  on: day.optional(),
  year: benefitYear,
  by: z.enum(['personStatus', 'tier', 'group', 'unit']),
  key: z.string().max(40),
  scheme: z.enum(['employee', 'resident']),
  after: id.optional(),
});
export type BehindQuery = z.output<typeof behindQuery>;
export const behindView = z
  .object({
    items: z.array(
      z.object({
        person: z.string(),
        name: z.string(),
        certNo: z.string(),
        scheme: z.string(),
        personStatus: z.string(),
        tier: z.string(),
        coveredFrom: day,
        benefitFrom: day,
        unitName: z.string().optional(),
      }),
    ),
    next: id.optional(),
  })
  .meta({ id: 'PersonsBehind' });
export type BehindView = z.output<typeof behindView>;

export const levyFiguresQuery = z.strictObject({ from: day, to: day });
export type LevyFiguresQuery = z.output<typeof levyFiguresQuery>;
export const levyFiguresView = z
  .object({
    from: day,
    to: day,
    sums: z.array(z.object({ scheme: z.string(), payer: z.string(), billedFen: z.int(), paidFen: z.int() })),
    billedFen: z.int(),
    paidFen: z.int(),
    ledgerIncomeFen: z.int(),
    equal: z.boolean(),
    targetFen: z.int().optional(),
  })
  .meta({ id: 'LevyFigures' });
export type LevyFiguresView = z.output<typeof levyFiguresView>;

export const levyMonthsQuery = z.strictObject({
  year: z.coerce
    .number()
    .int()
    .min(2000)
    .max(2100)
    .optional()
    .meta({ description: '缺省为今年 this year when left out' }),
});
export type LevyMonthsQuery = z.output<typeof levyMonthsQuery>;
/** Collection month by month 分月征缴, beside the year before 同比. */
export const levyMonthsView = z
  .object({
    year: z.int(),
    months: z.array(
      z.object({
        month: z.string(),
        billedFen: z.int(),
        paidFen: z.int(),
        paidBeforeFen: z
          .int()
          .meta({ description: '上年同月到账（分） allocated in the month a year before' }),
      }),
    ),
  })
  .meta({ id: 'LevyMonths' });
export type LevyMonthsView = z.output<typeof levyMonthsView>;

export const levyUnitsQuery = z.strictObject({
  from: day.optional().meta({ description: '缺省为今年起 the beginning of the year when left out' }),
  to: day.optional(),
  employer: z.string().trim().max(60).default('').meta({
    description: '单位名称的一部分，或代码的开头 part of the name, or the beginning of the code',
  }),
  ...listPage(['ratePpm', 'billedFen', 'paidFen', 'name'], 'asc'),
});
export type LevyUnitsQuery = z.output<typeof levyUnitsQuery>;
/** Collection by employer 单位征缴率. */
export const levyUnitsView = z
  .object({
    items: z.array(
      z.object({
        unitId: id,
        name: z.string(),
        code: z.string(),
        areaName: z.string().optional(),
        billedFen: z.int(),
        paidFen: z.int(),
        ratePpm: z.int().optional(),
      }),
    ),
    total,
    billedFen: z.int(),
    paidFen: z.int(),
    next: z.int().optional(),
  })
  .meta({ id: 'LevyUnits' });
export type LevyUnitsView = z.output<typeof levyUnitsView>;

export const entryDelaysQuery = z.strictObject({
  from: day
    .optional()
    .meta({ description: '录入日期，缺省为今年起 entered from; the beginning of the year when left out' }),
  to: day.optional(),
  ...listPage(['late', 'acts', 'averageDays', 'mostDays']),
});
export type EntryDelaysQuery = z.output<typeof entryDelaysQuery>;
/** How soon acts of enrolment are entered 录入及时性, by who reports them. */
export const entryDelaysView = z
  .object({
    from: day,
    to: day,
    lateAfterDays: z.int(),
    items: z.array(
      z.object({
        unitId: id.optional(),
        name: z.string().optional().meta({ description: '缺省为经办窗口 absent: the desk of the agency' }),
        kind: z.enum(['employer', 'school', 'community']).optional(),
        acts: count,
        late: count,
        averageDays: z.number(),
        mostDays: count,
      }),
    ),
    total,
    acts: count,
    late: count,
    next: z.int().optional(),
  })
  .meta({ id: 'EntryDelays' });
export type EntryDelaysView = z.output<typeof entryDelaysView>;

const placeOfLevy = {
  from: day,
  to: day,
  level: level.default('county'),
  within: placeFiguresQuery.shape.within,
};
export const levyPlacesQuery = z.strictObject(placeOfLevy);
export type LevyPlacesQuery = z.output<typeof levyPlacesQuery>;

/** Collection by the place of the payer 片区征缴. */
const levyPlace = z.object({
  key: z.string().meta({
    description:
      '空：未登记片区；undivided：不分到此级的 empty: no place on file; undivided: none of this level has it',
  }),
  name: z.string(),
  employeeBilledFen: z.int(),
  employeePaidFen: z.int(),
  residentBilledFen: z.int(),
  residentPaidFen: z.int(),
  billedFen: z.int(),
  paidFen: z.int(),
  ledgerFen: z.int().meta({ description: '按分录 by the postings of the ledger' }),
  ratePpm: z.int().optional(),
  targetFen: z.int().optional(),
  targetMetPpm: z.int().optional(),
});
export const levyPlacesView = z
  .object({
    from: day,
    to: day,
    places: z.array(levyPlace),
    total: levyPlace,
    equal: z.boolean().meta({ description: '每个片区与账面一致 each place equals the ledger' }),
  })
  .meta({ id: 'LevyPlaces' });
export type LevyPlacesView = z.output<typeof levyPlacesView>;
export type LevyPlace = z.output<typeof levyPlace>;

export const levyBillsQuery = z.strictObject({
  ...placeOfLevy,
  key: z.string().max(19),
  scheme: z.enum(['employee', 'resident']).optional(),
  after: id.optional(),
});
export type LevyBillsQuery = z.output<typeof levyBillsQuery>;
export const levyBillsView = z
  .object({
    items: z.array(
      z.object({
        billId: id,
        billNo: z.string(),
        scheme: z.string(),
        period: z.string(),
        payer: z.string(),
        payerName: z.string().optional().meta({ description: '个人已脱敏 persons masked' }),
        billedFen: z.int(),
        paidFen: z.int(),
      }),
    ),
    next: id.optional(),
  })
  .meta({ id: 'LevyBills' });
export type LevyBillsView = z.output<typeof levyBillsView>;

export const targetsQuery = z.strictObject({ year: z.coerce.number().int().min(2000).max(2100) });
export type TargetsQuery = z.output<typeof targetsQuery>;
const targetValue = {
  value: count,
  responsible: z.string(),
  signedOn: day.optional(),
  setBy: z.string(),
  setAt: z.iso.datetime(),
};
export const targetsView = z
  .object({
    year: z.int(),
    items: z.array(
      z.object({
        place: z.string(),
        placeName: z.string().optional(),
        metric,
        ...targetValue,
        done: count.optional().meta({
          description: '完成数，当地无统计时不列 reached so far; left out where nothing is counted',
        }),
        metPpm: count.optional(),
        earlier: z.array(z.object(targetValue)).meta({ description: '此前下达的 what was set before' }),
      }),
    ),
  })
  .meta({ id: 'Targets' });
export type TargetsView = z.output<typeof targetsView>;
export const targetBody = z
  .strictObject({
    year: z.int().min(2000).max(2100),
    place: z
      .string()
      .max(19)
      .default('')
      .meta({ description: '区县、街道、社区编号；空为全区 area or unit; empty: the region' }),
    metric,
    value: z.int().min(0).max(900_000_000_000),
    responsible: z.string().trim().max(50).default(''),
    signedOn: day.optional(),
  })
  .refine(({ metric: of, value }) => of !== 'ratePpm' || value <= 1_000_000, {
    path: ['value'],
    message: 'a rate is at most 100 %',
  })
  .meta({ id: 'NewTarget' });
export type TargetBody = z.output<typeof targetBody>;

export const reportQuery = z.strictObject({
  from: day,
  to: day,
  format: z.enum(['docx', 'xlsx']).default('docx'),
  lang,
});
export type ReportQuery = z.output<typeof reportQuery>;
export const reportParams = z.strictObject({ kind: z.enum(['half-year', 'annual']) });
export const bulletinQuery = z.strictObject({ on: day.optional(), year: benefitYear, lang });
export type BulletinQuery = z.output<typeof bulletinQuery>;
