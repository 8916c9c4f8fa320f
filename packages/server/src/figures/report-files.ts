import type { BulletinQuery, PlaceFigure, ReportQuery } from '@gongji/contract';
import type { Fen } from '@gongji/domain';
import { buildReportDocx, checkReport, figureText, type Language, reportSheets } from '@gongji/reports';
import { type XlsxSheet, xlsxFile } from '@gongji/sheets';
import { ledgerIncome, levyByPlace, levySums } from '@gongji/store/contribution';
import { benefitSums, latestCensus, listTargets, placeCounts, type TargetRow } from '@gongji/store/figures';
import type { FileAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { countedCovers } from './counted-covers.ts';
import { ledgerProblems } from './ledger-problems.ts';
import { placeFigures, todayOf } from './place-figures.ts';
import type { ReportInputs, Targets } from './report-inputs.ts';
import { type ReportKind, reportOf } from './reports.ts';

/** A report as a file; what does not add up is said instead, and nothing is written. */
export async function reportFile(
  deps: RestDeps,
  caller: Caller,
  kind: ReportKind,
  { from, to, format, lang }: ReportQuery,
): Promise<FileAnswer> {
  const inputs = await loadInputs(deps, caller, { kind, from, to });
  const report = reportOf(kind, inputs);
  const problems = [...checkReport(report), ...ledgerProblems(inputs)];
  if (problems.length > 0)
    return {
      kind: 'problem',
      code: 'refused',
      errors: problems.map(({ figure, message }) => ({
        code: 'report-differs',
        field: figure,
        message,
        remedy: REMEDY,
      })),
    };
  const name = `${kind}-${from}-${to}.${format}`;
  if (format === 'docx') return saved(name, DOCX, await buildReportDocx(report, lang));
  return saved(name, XLSX, xlsxFile(reportSheets(report, lang).map(sheetOf)));
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

function saved(name: string, type: string, content: Uint8Array): FileAnswer {
  return { kind: 'file', file: { type, name, disposition: 'attachment', content } };
}

const REMEDY = {
  zh: '请先核对该数的明细与账目，再出报告',
  en: 'look into the records behind the number and the ledger before the report is made',
};

function sheetOf({ name, rows }: ReturnType<typeof reportSheets>[number]): XlsxSheet {
  const width = Math.max(...rows.map((row) => row.length));
  return {
    name,
    columns: Array.from({ length: width }, (_, i) => ({ width: i === 0 ? 30 : 18 })),
    rows,
  };
}

async function loadInputs(
  deps: RestDeps,
  caller: Caller,
  { kind, ...days }: Pick<ReportInputs, 'from' | 'to'> & { readonly kind: ReportKind },
): Promise<ReportInputs> {
  const { pool } = deps;
  const level = 'street' as const;
  const year = Number(days.to.slice(0, 4));
  const [places, census, levy, levyPlaces, ledgerIncomeFen, benefits, targets, next, region] =
    await Promise.all([
      placeCounts(pool, caller, { ...countedCovers(deps, caller, { on: days.to }), level }),
      latestCensus(pool, caller),
      levySums(pool, caller, days),
      levyByPlace(pool, caller, { ...days, level: kind === 'annual' ? 'county' : level }),
      ledgerIncome(pool, caller, days),
      benefitSums(pool, caller, days),
      listTargets(pool, caller, year),
      listTargets(pool, caller, year + 1),
      pool.query<{ name: string }>('select name from region where region_code = $1', [caller.regionCode]),
    ]);
  return {
    ...days,
    organisation: `${region.rows[0]?.name ?? ''}医疗保障局`,
    madeOn: todayOf(deps),
    madeBy: caller.name,
    areas: places,
    levy,
    levyPlaces,
    benefits,
    targets: ofRegion(targets),
    nextTargets: ofRegion(next),
    census: census ?? null,
    ledgerIncomeFen,
  };
}

function ofRegion(set: readonly TargetRow[]): Targets {
  const target = (metric: string) =>
    set.find((one) => one.place === '' && one.metric === metric)?.value ?? null;
  return {
    employees: target('employees'),
    residents: target('residents'),
    levyFen: target('levyFen') as Fen | null,
  };
}

/** 每日一报: every community with what is new, the rate, its rank and the gap. */
export async function bulletinFile(
  deps: RestDeps,
  caller: Caller,
  { lang, ...asked }: BulletinQuery,
): Promise<FileAnswer> {
  const figures = await placeFigures(deps, caller, { ...asked, level: 'community' });
  if (figures.kind === 'problem') return figures;
  const { places, total, on: day, year } = figures.body;
  const head = HEAD[lang].map((value) => ({ value, style: 'head' as const }));
  const sorted = places.toSorted((a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9));
  return saved(
    `bulletin-${year}-${day}.xlsx`,
    XLSX,
    xlsxFile([
      {
        name: lang === 'zh' ? `${year} 年度参保每日一报 ${day}` : `bulletin ${day} for ${year}`,
        columns: HEAD[lang].map((_, i) => ({ width: i === 1 ? 28 : 14 })),
        rows: [head, ...[...sorted, total].map((one) => bulletinRow(one, lang))],
        frozenRows: 1,
      },
    ]),
  );
}

const HEAD = {
  zh: [
    '排名',
    '村（社区）',
    '当日新增',
    '职工',
    '居民',
    '应参保',
    '空挂户',
    '未参保',
    '参保率',
    '职工参保率',
    '居民参保率',
    '目标参保率',
    '目标',
    '距目标',
  ],
  en: [
    'rank',
    'community',
    'new today',
    'employees',
    'residents',
    'eligible',
    'not living here',
    'missing',
    'rate',
    'rate of employees',
    'rate of residents',
    'target of the rate',
    'target',
    'gap',
  ],
} as const;

function bulletinRow(one: PlaceFigure, lang: Language): readonly (string | number)[] {
  const text = (value: number | undefined): string | number => value ?? '';
  const rate = (ppm: number | undefined): string => (ppm === undefined ? '' : figureText(ppm, 'ppm'));
  return [
    text(one.rank),
    one.name === '' ? (lang === 'zh' ? '合计' : 'total') : one.name,
    text(one.newToday),
    text(one.employees),
    text(one.residents),
    text(one.eligible),
    text(one.away),
    text(one.missing),
    rate(one.ratePpm),
    rate(one.employeeRatePpm),
    rate(one.residentRatePpm),
    rate(one.targetRatePpm),
    text(one.target),
    text(one.gap),
  ];
}
