import type { StatementQuery } from '@gongji/contract';
import { type Bilingual, type Fen, yuanText } from '@gongji/domain';
import { type XlsxCell, xlsxFile } from '@gongji/sheets';
import { personCircumstances } from '@gongji/store/print';
import { personFile } from '@gongji/store/rest';
import { type OwnContribution, ownContributions } from '../print/own-contributions.ts';
import { personFields } from '../print/person-fields.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import type { FileAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';

const yuan = (amount: Fen | undefined): string => (amount === undefined ? '' : yuanText(amount));

const COLUMNS: readonly {
  readonly name: Bilingual;
  readonly width: number;
  readonly cell: (one: OwnContribution, lang: 'zh' | 'en') => string;
}[] = [
  { name: { zh: '费款所属期', en: 'Period' }, width: 12, cell: (one) => one.period },
  { name: { zh: '险种', en: 'Scheme' }, width: 22, cell: (one, lang) => one.schemeName[lang] },
  { name: { zh: '参保单位', en: 'Unit' }, width: 28, cell: (one) => one.unitName ?? '' },
  { name: { zh: '缴费基数（元）', en: 'Base (yuan)' }, width: 14, cell: (one) => yuan(one.baseFen) },
  {
    name: { zh: '单位缴纳（元）', en: 'Employer (yuan)' },
    width: 14,
    cell: (one) => yuan(one.employerPartFen),
  },
  { name: { zh: '个人缴纳（元）', en: 'Own (yuan)' }, width: 14, cell: (one) => yuan(one.ownPartFen) },
  {
    name: { zh: '财政补助（元）', en: 'Subsidy (yuan)' },
    width: 14,
    cell: (one) => yuan(one.subsidyPartFen),
  },
  {
    name: { zh: '划入账户（元）', en: 'To account (yuan)' },
    width: 14,
    cell: (one) => yuan(one.toAccountFen),
  },
  { name: { zh: '到账日期', en: 'Paid on' }, width: 12, cell: (one) => one.paidOn ?? '' },
  { name: { zh: '状态', en: 'State' }, width: 12, cell: (one, lang) => one.stateName[lang] },
  { name: { zh: '类型', en: 'Kind' }, width: 12, cell: (one, lang) => one.kindName[lang] },
];

/** 个人缴费明细 of a year, or of all, as a spreadsheet: the rows of the paper of the same name. */
export async function contributionFile(
  deps: RestDeps,
  caller: Caller,
  ref: string,
  { year, lang }: StatementQuery,
): Promise<FileAnswer> {
  const person = await personFile(deps.pool, caller, ref);
  const today = chinaDay(deps.now());
  const found =
    person === undefined
      ? undefined
      : await personCircumstances(deps.pool, person.personId, year ?? today.slice(0, 4));
  if (person === undefined || found === undefined) return { kind: 'problem', code: 'not-found', errors: [] };
  const { personName, psnNo } = personFields(found.person, today, caller);
  const { contributions, sums } = await ownContributions(deps, person.personId, { year, today });
  const title =
    lang === 'zh' ? `个人缴费明细 ${year ?? '全部年度'}` : `Contributions ${year ?? 'of all years'}`;
  const head = (value: string): XlsxCell => ({ value, style: 'head' });
  const { employerPartsFen, ownPartsFen, subsidyPartsFen, toAccountsFen } = sums;
  const totals = [employerPartsFen, ownPartsFen, subsidyPartsFen, toAccountsFen].map(yuanText);
  const content = xlsxFile([
    {
      name: lang === 'zh' ? '缴费明细' : 'Contributions',
      columns: COLUMNS.map(({ width }) => ({ width })),
      frozenRows: 3,
      rows: [
        [{ value: `${title}　${personName} ${psnNo}`, style: 'title' }],
        [`${lang === 'zh' ? '导出' : 'exported'} ${beijingTime(deps.now())}`],
        COLUMNS.map(({ name }) => head(name[lang])),
        ...contributions.map((one) => COLUMNS.map(({ cell }) => cell(one, lang))),
        [head(lang === 'zh' ? '合计' : 'Total'), '', '', '', ...totals, '', '', ''],
      ],
    },
  ]);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const name = `contributions-${year ?? 'all'}.xlsx`;
  return { kind: 'file', file: { type, name, disposition: 'attachment', content } };
}
