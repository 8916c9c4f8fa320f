import { type Bilingual, ratioPpm } from '@gongji/domain';
import type { Figure } from '@gongji/reports';
import type { ReportInputs } from './report-inputs.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const ppm = (part: number, whole: number): number => (whole === 0 ? 0 : ratioPpm(part, whole));

/** Enrolment 参保: insured by scheme, the rate, and how far the targets are met. */
export function enrolmentFigures({ areas, targets, census }: ReportInputs): readonly Figure[] {
  const employees = sum(areas.map((one) => one.employees));
  const residents = sum(areas.map((one) => one.residents));
  const eligible = census === null ? null : sum(areas.map((one) => one.eligible ?? 0));
  const insured = employees + residents;
  const asOf: Bilingual =
    census === null
      ? { zh: '尚无人口底册', en: 'there is no census yet' }
      : { zh: `人口底册 ${census.asOf}，${census.source}`, en: `census of ${census.asOf}, ${census.source}` };
  const path = '/figures?tab=enrolment';
  return [
    count('employees', { zh: '职工参保人数', en: 'employees insured' }, employees, COVERED, path),
    count('residents', { zh: '居民参保人数', en: 'residents insured' }, residents, COVERED, path),
    {
      ...count(
        'insured',
        { zh: '参保人数合计', en: 'insured in all' },
        insured,
        { zh: '职工 + 居民', en: 'employees + residents' },
        path,
      ),
      sumOf: ['employees', 'residents'],
    },
    count('eligible', { zh: '应参保人数', en: 'persons who ought to be insured' }, eligible, asOf, '/census'),
    ...(eligible === null
      ? []
      : [
          rate(
            'participation',
            { zh: '参保率', en: 'rate of participation' },
            ['insured', insured],
            ['eligible', eligible],
          ),
        ]),
    count(
      'away',
      { zh: '空挂户人数', en: 'registered but not living here' },
      sum(areas.map((one) => one.away)),
      { zh: '人口底册标注', en: 'marked in the census' },
      '/census',
    ),
    ...targetFigures('employees', { zh: '职工', en: 'employees' }, employees, targets.employees),
    ...targetFigures('residents', { zh: '居民', en: 'residents' }, residents, targets.residents),
    ...allTargets(insured, targets),
  ];
}

const COVERED: Bilingual = {
  zh: '期末参保关系有效的人数，每人每险种计一次',
  en: 'persons whose cover holds on the last day, each once in a scheme',
};

function targetFigures(id: string, who: Bilingual, done: number, target: number | null): readonly Figure[] {
  const name = { zh: `${who.zh}参保目标`, en: `target of ${who.en}` };
  const set = count(
    `${id}Target`,
    name,
    target,
    { zh: '年度目标责任书', en: 'targets of the year' },
    '/figures?tab=targets',
  );
  if (target === null) return [set];
  const met = { zh: `${who.zh}目标完成率`, en: `target of ${who.en} met` };
  return [set, rate(`${id}Met`, met, [id, done], [`${id}Target`, target])];
}

/** How far the targets of both schemes are met together, once both are set. */
function allTargets(insured: number, { employees, residents }: ReportInputs['targets']): readonly Figure[] {
  if (employees === null || residents === null) return [];
  const name = { zh: '参保目标合计', en: 'target of all' };
  const formula = { zh: '职工目标 + 居民目标', en: 'target of employees + target of residents' };
  const target = employees + residents;
  return [
    {
      ...count('insuredTarget', name, target, formula, '/figures?tab=targets'),
      sumOf: ['employeesTarget', 'residentsTarget'],
    },
    rate(
      'insuredMet',
      { zh: '参保目标完成率', en: 'target of all met' },
      ['insured', insured],
      ['insuredTarget', target],
    ),
  ];
}

/** Targets of the next year 下年度目标, and how many more that is than are insured; what nobody has set is filled in by hand. */
export function nextTargetFigures({ areas, nextTargets }: ReportInputs): readonly Figure[] {
  const path = '/figures?tab=targets';
  const set = { zh: '下年度目标责任书', en: 'targets of the next year' };
  const employees = { zh: '职工参保目标', en: 'target of employees' };
  const residents = { zh: '居民参保目标', en: 'target of residents' };
  const more = (id: string, { zh, en }: Bilingual, target: number | null, insured: number): Figure =>
    count(
      id,
      { zh: `${zh}比期末增加`, en: `${en}, more than insured now` },
      target === null ? null : target - insured,
      { zh: '下年度目标 − 期末参保人数', en: 'target of the next year − insured on the last day' },
      path,
    );
  return [
    count('nextEmployees', employees, nextTargets.employees, set, path),
    more('nextEmployeesMore', employees, nextTargets.employees, sum(areas.map((one) => one.employees))),
    count('nextResidents', residents, nextTargets.residents, set, path),
    more('nextResidentsMore', residents, nextTargets.residents, sum(areas.map((one) => one.residents))),
    {
      ...count('nextLevy', { zh: '征缴目标', en: 'target of collection' }, nextTargets.levyFen, set, path),
      unit: 'fen',
    },
  ];
}

/** Levy 征缴: assessed, collected, and the rate, by scheme; equal to the ledger. */
export function levyFigures({ areas, levy, ledgerIncomeFen, targets }: ReportInputs): readonly Figure[] {
  const of = (scheme: string, pick: Pick) => sumOfScheme(levy, scheme, pick);
  const path = '/figures?tab=levy';
  const billed = of('employee', 'billedFen') + of('resident', 'billedFen');
  const paid = of('employee', 'paidFen') + of('resident', 'paidFen');
  const subsidies = sum(levy.filter((one) => SUBSIDIES.includes(one.payer)).map((one) => one.paidFen));
  return [
    ...both(
      levy,
      'assessed',
      'billedFen',
      { zh: '核定应缴', en: 'assessed' },
      { zh: '期内缴费单金额', en: 'bills of the period' },
    ),
    ...both(
      levy,
      'collected',
      'paidFen',
      { zh: '实际征缴', en: 'collected' },
      { zh: '期内入账金额', en: 'allocated in the period' },
    ),
    fen(
      'ledgerIncome',
      { zh: '账面缴费收入', en: 'income by the ledger' },
      ledgerIncomeFen,
      { zh: '期内基金收入与个人账户划入分录', en: 'postings to income and to personal accounts' },
      '/operations',
    ),
    each(
      'collectedEach',
      { zh: '人均实际征缴', en: 'collected for each insured person' },
      [paid, sum(areas.map((one) => one.employees + one.residents))],
      { zh: '实际征缴合计 ÷ 参保人数合计', en: 'collected in all ÷ insured in all' },
    ),
    rate('collection', { zh: '征缴率', en: 'rate of collection' }, ['collected', paid], ['assessed', billed]),
    fen(
      'subsidies',
      { zh: '其中：财政补助到位', en: 'of it: subsidies that came in' },
      subsidies,
      { zh: '中央、省、市、县入账', en: 'central, provincial, city and county' },
      path,
    ),
    ...(targets.levyFen === null
      ? []
      : [
          fen(
            'levyTarget',
            { zh: '征缴目标', en: 'target of collection' },
            targets.levyFen,
            { zh: '年度目标责任书', en: 'targets of the year' },
            '/figures?tab=targets',
          ),
          rate(
            'levyMet',
            { zh: '征缴目标完成率', en: 'target of collection met' },
            ['collected', paid],
            ['levyTarget', targets.levyFen],
          ),
          rate(
            'assessedMet',
            { zh: '核定占征缴目标', en: 'assessed, of the target of collection' },
            ['assessed', billed],
            ['levyTarget', targets.levyFen],
          ),
        ]),
  ];
}

type Pick = 'billedFen' | 'paidFen';

function sumOfScheme(levy: ReportInputs['levy'], scheme: string, pick: Pick): number {
  return sum(levy.filter((one) => one.scheme === scheme).map((one) => one[pick]));
}

/** The money of each scheme and their sum. */
function both(
  levy: ReportInputs['levy'],
  id: string,
  pick: Pick,
  name: Bilingual,
  formula: Bilingual,
): readonly Figure[] {
  const path = '/figures?tab=levy';
  const [employees, residents] = [sumOfScheme(levy, 'employee', pick), sumOfScheme(levy, 'resident', pick)];
  return [
    fen(`${id}Employees`, { zh: `职工${name.zh}`, en: `${name.en}, employees` }, employees, formula, path),
    fen(`${id}Residents`, { zh: `居民${name.zh}`, en: `${name.en}, residents` }, residents, formula, path),
    {
      ...fen(
        id,
        { zh: `${name.zh}合计`, en: `${name.en} in all` },
        employees + residents,
        { zh: '职工 + 居民', en: 'employees + residents' },
        path,
      ),
      sumOf: [`${id}Employees`, `${id}Residents`],
    },
  ];
}

const SUBSIDIES = ['central', 'province', 'city', 'county'];

/** 人均: money for each of those whom another figure counts; half a fen is rounded up. */
function each(
  id: string,
  name: Bilingual,
  [part, whole]: readonly [number, number],
  formula: Bilingual,
): Figure {
  return fen(id, name, whole === 0 ? 0 : Math.floor((2 * part + whole) / (2 * whole)), formula, '/figures');
}

/** Benefits 待遇 of the period: person-times, money, and how much of the cost in scope the funds bear. */
export function benefitFigures({ benefits }: ReportInputs): readonly Figure[] {
  const visits = sum(benefits.map((one) => one.visits));
  const fund = sum(benefits.map((one) => one.fundFen));
  const inScope = sum(benefits.map((one) => one.inScopeFen));
  const path = '/settlements';
  return [
    {
      ...count(
        'visits',
        { zh: '享受待遇人次', en: 'person-times with benefits' },
        visits,
        { zh: '期内结算减撤销', en: 'settlements less reversals' },
        path,
      ),
      unit: 'times',
    },
    fen(
      'inScope',
      { zh: '政策范围内费用', en: 'cost in scope' },
      inScope,
      { zh: '期内结算', en: 'settlements of the period' },
      path,
    ),
    fen(
      'fund',
      { zh: '基金支付', en: 'paid by the funds' },
      fund,
      { zh: '期内结算', en: 'settlements of the period' },
      path,
    ),
    each('fundPerVisit', { zh: '次均基金支付', en: 'paid by the funds for each visit' }, [fund, visits], {
      zh: '基金支付 ÷ 享受待遇人次',
      en: 'paid by the funds ÷ person-times',
    }),
    rate(
      'fundShare',
      { zh: '政策范围内支付比例', en: 'share of the cost in scope' },
      ['fund', fund],
      ['inScope', inScope],
    ),
  ];
}

function count(id: string, name: Bilingual, value: number | null, formula: Bilingual, path: string): Figure {
  return { id, name, unit: 'count', value, formula, path };
}

function fen(id: string, name: Bilingual, value: number, formula: Bilingual, path: string): Figure {
  return { id, name, unit: 'fen', value, formula, path };
}

function rate(
  id: string,
  name: Bilingual,
  [part, partValue]: readonly [string, number],
  [whole, wholeValue]: readonly [string, number],
): Figure {
  const formula = { zh: '上列两数之比', en: 'quotient of the two above' };
  return { id, name, unit: 'ppm', value: ppm(partValue, wholeValue), formula, ratioOf: { part, whole } };
}
