import { type Bilingual, ratioPpm } from '@gongji/domain';
import type { Report, ReportTable } from '@gongji/reports';
import { benefitFigures, enrolmentFigures, levyFigures, nextTargetFigures } from './figures-of.ts';
import { levyPlaceTable } from './levy-place-table.ts';
import type { ReportInputs } from './report-inputs.ts';

/** Kinds of report that this capability makes. */
export const REPORT_KINDS = {
  'half-year': {
    name: { zh: '街道（社区）居民医保工作汇报', en: 'Half-year report of a street' },
    addressee: { zh: '各位代表', en: 'To the deputies of the people’s congress' },
  },
  annual: {
    name: { zh: '参保与征缴年度报告', en: 'Annual report on enrolment and collection' },
    addressee: { zh: '市人民政府', en: 'To the city government' },
  },
} as const;
export type ReportKind = keyof typeof REPORT_KINDS;

/** The enrolment and levy part of a report as a whole; pure. */
export function reportOf(kind: ReportKind, inputs: ReportInputs): Report {
  const { name, addressee } = REPORT_KINDS[kind];
  const { organisation, from, to, madeOn, madeBy } = inputs;
  return {
    id: kind,
    title: name,
    addressee,
    organisation,
    from,
    to,
    madeOn,
    madeBy,
    sections: [
      {
        heading: { zh: '一、参保情况', en: '1. Enrolment' },
        paragraphs: [enrolmentWords(inputs)],
        figures: enrolmentFigures(inputs),
        tables: [areaTable(inputs)],
      },
      {
        heading: { zh: '二、征缴情况', en: '2. Collection' },
        figures: levyFigures(inputs),
        tables: [levyTable(inputs), levyPlaceTable(inputs)],
      },
      { heading: { zh: '三、待遇享受', en: '3. Benefits' }, figures: benefitFigures(inputs) },
      ...(kind === 'annual'
        ? [
            {
              heading: { zh: '四、下年度目标', en: '4. Targets of the next year' },
              figures: nextTargetFigures(inputs),
            },
          ]
        : []),
    ],
  };
}

function enrolmentWords({ areas, census, to }: ReportInputs): Bilingual {
  const insured = areas.reduce((sum, one) => sum + one.employees + one.residents, 0);
  return {
    zh: `截至 ${to}，参保 ${insured.toLocaleString('en')} 人，覆盖 ${areas.length} 个片区${census === null ? '。' : `；参保率按 ${census.asOf} 人口底册（${census.source}）计算。`}`,
    en: `On ${to}, ${insured.toLocaleString('en')} persons were insured in ${areas.length} areas${census === null ? '.' : `; the rate is of the census of ${census.asOf} (${census.source}).`}`,
  };
}

function areaTable({ areas }: ReportInputs): ReportTable {
  const total = (pick: (one: ReportInputs['areas'][number]) => number) =>
    areas.reduce((sum, one) => sum + pick(one), 0);
  const rate = (insured: number, eligible: number | null) =>
    eligible === null || eligible === 0 ? null : ratioPpm(insured, eligible);
  const eligible = areas.every((one) => one.eligible === null) ? null : total((one) => one.eligible ?? 0);
  const [employees, residents] = [total((one) => one.employees), total((one) => one.residents)];
  return {
    id: 'areas',
    title: { zh: '分片区参保情况', en: 'Enrolment by area' },
    columns: [
      { id: 'area', name: { zh: '片区', en: 'area' }, unit: 'text' },
      { id: 'eligible', name: { zh: '应参保', en: 'ought to be insured' }, unit: 'count' },
      { id: 'employees', name: { zh: '职工', en: 'employees' }, unit: 'count' },
      { id: 'residents', name: { zh: '居民', en: 'residents' }, unit: 'count' },
      { id: 'away', name: { zh: '空挂户', en: 'not living here' }, unit: 'count' },
      { id: 'rate', name: { zh: '参保率', en: 'rate' }, unit: 'ppm' },
    ],
    rows: areas.map((one) => [
      one.name,
      one.eligible,
      one.employees,
      one.residents,
      one.away,
      rate(one.employees + one.residents, one.eligible),
    ]),
    total: [
      { zh: '合计', en: 'total' },
      eligible ?? 0,
      employees,
      residents,
      total((one) => one.away),
      rate(employees + residents, eligible),
    ],
  };
}

const PAYERS: Readonly<Record<string, Bilingual>> = {
  unit: { zh: '单位（含代扣）', en: 'employers, with what they withhold' },
  person: { zh: '个人', en: 'persons' },
  central: { zh: '中央财政', en: 'central budget' },
  province: { zh: '省级财政', en: 'provincial budget' },
  city: { zh: '市级财政', en: 'city budget' },
  county: { zh: '县级财政', en: 'county budget' },
  government: { zh: '各级政府（分担未载）', en: 'all levels of government' },
  medicalAid: { zh: '医疗救助资助', en: 'medical aid' },
  account: { zh: '个人账户代扣', en: 'personal accounts' },
};

function levyTable({ levy }: ReportInputs): ReportTable {
  const schemes: Readonly<Record<string, Bilingual>> = {
    employee: { zh: '职工', en: 'employees' },
    resident: { zh: '居民', en: 'residents' },
  };
  const total = (pick: 'billedFen' | 'paidFen') => levy.reduce((sum, one) => sum + one[pick], 0);
  return {
    id: 'levy',
    title: { zh: '分险种、分缴费来源征缴情况', en: 'Collection by scheme and payer' },
    columns: [
      { id: 'scheme', name: { zh: '险种', en: 'scheme' }, unit: 'text' },
      { id: 'payer', name: { zh: '缴费来源', en: 'payer' }, unit: 'text' },
      { id: 'billed', name: { zh: '应缴（元）', en: 'assessed (yuan)' }, unit: 'fen' },
      { id: 'paid', name: { zh: '实缴（元）', en: 'collected (yuan)' }, unit: 'fen' },
      { id: 'rate', name: { zh: '征缴率', en: 'rate' }, unit: 'ppm' },
    ],
    rows: levy.map((one) => [
      schemes[one.scheme] ?? one.scheme,
      PAYERS[one.payer] ?? one.payer,
      one.billedFen,
      one.paidFen,
      one.billedFen === 0 ? null : ratioPpm(one.paidFen, one.billedFen),
    ]),
    total: [
      { zh: '合计', en: 'total' },
      '',
      total('billedFen'),
      total('paidFen'),
      total('billedFen') === 0 ? null : ratioPpm(total('paidFen'), total('billedFen')),
    ],
  };
}
