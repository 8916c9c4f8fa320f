import { type CensusExportQuery, EXEMPT_REASONS, VISIT_RESULTS } from '@gongji/contract';
import { ageOn, type Bilingual, type CalendarDate, fen, yuanText } from '@gongji/domain';
import { csvFile, type XlsxCell, xlsxFile } from '@gongji/sheets';
import {
  type CensusPersonRow,
  censusPeople,
  type FollowUp,
  type RenewalRow,
  renewals,
} from '@gongji/store/census';
import { countedCovers } from '../figures/counted-covers.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { MOST_EXPORTED, tooLong } from '../list-file/whole-list.ts';
import { groupNames, sexName } from '../print/code-words.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import type { FileAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskNumber, maskPhone } from '../rest/mask.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { yearOf } from './people.ts';

type Lang = 'zh' | 'en';
type Row = CensusPersonRow | RenewalRow;

interface Column {
  readonly name: Bilingual;
  readonly width: number;
  readonly cell: (row: Row, context: Writing) => string | number;
}

interface Writing {
  readonly lang: Lang;
  readonly on: CalendarDate;
  /** Names, telephones and addresses in full: for one's own people, and for whoever may see them. */
  readonly clear: boolean;
}

const words = (known: Readonly<Record<string, Bilingual>>, code: string | null, lang: Lang): string =>
  code === null ? '' : (known[code]?.[lang] ?? code);

const PERSON: readonly Column[] = [
  {
    name: { zh: '姓名', en: 'Name' },
    width: 14,
    cell: ({ name }, { clear }) => (clear ? name : maskName(name)),
  },
  { name: { zh: '证件号码', en: 'ID number' }, width: 22, cell: ({ certNo }) => maskNumber(certNo) },
  { name: { zh: '性别', en: 'Sex' }, width: 6, cell: ({ sex }, { lang }) => sexName(sex)[lang] },
  { name: { zh: '年龄', en: 'Age' }, width: 6, cell: ({ bornOn }, { on }) => ageOn(bornOn, on) },
  {
    name: { zh: '电话', en: 'Phone' },
    width: 16,
    cell: ({ phone }, { clear }) => (phone === null ? '' : clear ? phone : maskPhone(phone)),
  },
  {
    name: { zh: '住址', en: 'Address' },
    width: 30,
    cell: ({ address }, { clear }) => (clear ? (address ?? '') : ''),
  },
  { name: { zh: '社区或学校', en: 'Unit' }, width: 24, cell: ({ unitName }) => unitName ?? '' },
];
const FOLLOW_UP: readonly Column[] = [
  {
    name: { zh: '包干人', en: 'Collector' },
    width: 12,
    cell: ({ collectorName }: FollowUp) => collectorName ?? '',
  },
  { name: { zh: '走访次数', en: 'Visits' }, width: 10, cell: ({ visits }: FollowUp) => visits },
  {
    name: { zh: '最近走访', en: 'Last visit' },
    width: 12,
    cell: ({ visitedOn }: FollowUp) => visitedOn ?? '',
  },
  {
    name: { zh: '结果', en: 'Result' },
    width: 14,
    cell: ({ result }, { lang }) => words(VISIT_RESULTS, result, lang),
  },
  { name: { zh: '承诺日期', en: 'Promised by' }, width: 12, cell: ({ promisedBy }) => promisedBy ?? '' },
  { name: { zh: '备注', en: 'Note' }, width: 30, cell: ({ note }) => note ?? '' },
];
const OF_CENSUS: readonly Column[] = [
  {
    name: { zh: '特殊人群', en: 'Groups' },
    width: 18,
    cell: (row, { lang }) => ('groups' in row ? (groupNames(row.groups)?.[lang] ?? '') : ''),
  },
  {
    name: { zh: '上次参保止', en: 'Covered until' },
    width: 12,
    cell: (row) => ('lastCoveredTo' in row ? (row.lastCoveredTo ?? '') : ''),
  },
  {
    name: { zh: '免计原因', en: 'Not counted because' },
    width: 16,
    cell: (row, { lang }) =>
      'exempt' in row && row.exempt !== 'none' ? words(EXEMPT_REASONS, row.exempt, lang) : '',
  },
];
const OF_RENEWAL: readonly Column[] = [
  {
    name: { zh: '班级', en: 'Class' },
    width: 12,
    cell: (row) => ('className' in row ? (row.className ?? '') : ''),
  },
  {
    name: { zh: '应缴（元）', en: 'Due (yuan)' },
    width: 12,
    cell: (row) => ('dueFen' in row ? yuan(row.dueFen) : ''),
  },
  {
    name: { zh: '已缴（元）', en: 'Paid (yuan)' },
    width: 12,
    cell: (row) => ('paidFen' in row ? yuan(row.paidFen) : ''),
  },
];
const yuan = (amount: number | null): string => (amount === null ? '' : yuanText(fen(amount)));

const TITLES = {
  missing: { zh: '应参未参人员名单', en: 'People who are missing' },
  away: { zh: '空挂户名单', en: 'People registered only' },
  exempt: { zh: '免计人员名单', en: 'People who are not counted' },
  renewals: { zh: '续保名单', en: 'Renewals' },
} as const;

/** 导出走访名单: a list for the collectors. Who took it away is in the audit log, with how many people stand in it. */
export async function exportList(
  deps: RestDeps,
  caller: Caller,
  query: CensusExportQuery,
): Promise<FileAnswer> {
  const { list, lang } = query;
  const on = query.on ?? chinaDay(deps.now());
  const rows = await rowsOf(deps, caller, query, on);
  if (rows.length > MOST_EXPORTED) return tooLong();
  const clear = caller.unitId !== null || caller.permissions['person.reveal'] !== undefined;
  const deed: Deed = {
    actor: caller.actor,
    action: 'census.export',
    subject: `census:${query.unitId ?? caller.unitId ?? caller.regionCode}`,
    detail: { list, rows: rows.length, clear },
  };
  await audited(deps, deed, async () => true);
  const columns = [...PERSON, ...(list === 'renewals' ? OF_RENEWAL : OF_CENSUS), ...FOLLOW_UP];
  const writing = { lang, on, clear };
  const name = `${TITLES[list].zh}-${on}.${query.format}`;
  const heads = columns.map((column) => column.name[lang]);
  const cells = rows.map((row) => columns.map(({ cell }) => cell(row, writing)));
  if (query.format === 'csv') {
    const content = csvFile([heads, ...cells.map((row) => row.map(String))]);
    return { kind: 'file', file: { type: CSV, name, disposition: 'attachment', content } };
  }
  const title = `${TITLES[list][lang]}　${lang === 'zh' ? '截至' : 'as of'} ${on}　${beijingTime(deps.now())} ${caller.name}`;
  const content = xlsxFile([
    {
      name: TITLES[list][lang],
      columns: columns.map(({ width }) => ({ width })),
      frozenRows: 2,
      rows: [
        [{ value: title, style: 'title' }],
        heads.map((value): XlsxCell => ({ value, style: 'head' })),
        ...cells,
      ],
    },
  ]);
  return { kind: 'file', file: { type: XLSX, name, disposition: 'attachment', content } };
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CSV = 'text/csv; charset=utf-8';

/** One more than may be handed out, so that too many are seen. */
function rowsOf(
  deps: RestDeps,
  caller: Caller,
  { list, year, exempt, age, residence, format: _, lang: __, ...query }: CensusExportQuery,
  on: CalendarDate,
): Promise<readonly Row[]> {
  const asked = { ...query, today: chinaDay(deps.now()), after: 0, limit: MOST_EXPORTED + 1 };
  if (list === 'renewals') return renewals(deps.pool, caller, { ...asked, ...yearOf(deps, caller, year) });
  const { covered } = countedCovers(deps, caller, { on, year });
  return censusPeople(deps.pool, caller, { ...asked, exempt, age, residence, covered, state: list });
}
