import type { UnitPeopleView, UnitsView } from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import { schemeName, statusName } from '../print/code-words.ts';
import type { ListSheet } from './list-file.ts';

type Unit = UnitsView['items'][number];

const KINDS: Readonly<Record<Unit['kind'], Bilingual>> = {
  employer: { zh: '用人单位', en: 'employer' },
  school: { zh: '学校', en: 'school' },
  community: { zh: '村（社区）', en: 'community' },
};
const STATES: Readonly<Record<Unit['status'], Bilingual>> = {
  active: { zh: '正常', en: 'active' },
  suspended: { zh: '暂停', en: 'suspended' },
  cancelled: { zh: '注销', en: 'cancelled' },
};
const JOINED: Bilingual = { zh: '新增', en: 'joined' };
const ENDED: Bilingual = { zh: '停保', en: 'ended' };

/** 参保单位 */
export const UNITS: ListSheet<Unit> = {
  name: 'units',
  columns: [
    { head: { zh: '单位编码', en: 'Code' }, width: 24, text: ({ code }) => code },
    { head: { zh: '单位名称', en: 'Name' }, width: 36, text: ({ name }) => name },
    { head: { zh: '单位类型', en: 'Kind' }, width: 14, text: ({ kind }, lang) => KINDS[kind][lang] },
    { head: { zh: '所在街道', en: 'Street' }, width: 20, text: ({ area }) => area ?? '' },
    { head: { zh: '上级单位', en: 'Belongs to' }, width: 30, text: ({ parent }) => parent?.name ?? '' },
    { head: { zh: '状态', en: 'State' }, width: 10, text: ({ status }, lang) => STATES[status][lang] },
    { head: { zh: '登记日期', en: 'Registered on' }, width: 14, text: ({ registeredOn }) => registeredOn },
    { head: { zh: '注销日期', en: 'Ended on' }, width: 14, text: ({ endedOn }) => endedOn ?? '' },
    { head: { zh: '联系人', en: 'Contact' }, width: 14, text: ({ contactName }) => contactName ?? '' },
    { head: { zh: '联系电话', en: 'Phone' }, width: 16, text: ({ contactPhone }) => contactPhone ?? '' },
    { head: { zh: '在保人数', en: 'People' }, width: 12, count: ({ people }) => people },
  ],
};

/** 单位参保人员: as the list shows them, masked. */
export const UNIT_PEOPLE: ListSheet<UnitPeopleView['items'][number]> = {
  name: 'unit-people',
  columns: [
    { head: { zh: '人员编号', en: 'Person no.' }, width: 24, text: ({ psnNo }) => psnNo },
    { head: { zh: '姓名', en: 'Name' }, width: 14, text: ({ name }) => name },
    { head: { zh: '险种', en: 'Scheme' }, width: 24, text: ({ scheme }, lang) => schemeName(scheme)[lang] },
    {
      head: { zh: '人员类别', en: 'Status' },
      width: 16,
      text: ({ personStatus }, lang) => statusName(personStatus)[lang],
    },
    { head: { zh: '参保起', en: 'Covered from' }, width: 14, text: ({ coveredFrom }) => coveredFrom },
    { head: { zh: '参保止', en: 'Covered to' }, width: 14, text: ({ coveredTo }) => coveredTo ?? '' },
    { head: { zh: '待遇起', en: 'Benefits from' }, width: 14, text: ({ benefitFrom }) => benefitFrom },
    {
      head: { zh: '当月增减', en: 'In the month' },
      width: 14,
      text: ({ joined, ended }, lang) =>
        [...(joined ? [JOINED] : []), ...(ended ? [ENDED] : [])].map((one) => one[lang]).join('、'),
    },
  ],
};
