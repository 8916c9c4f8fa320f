import type { MappingReviewsView, MappingStateName, MappingView, StaysView } from '@gongji/contract';
import { type Bilingual, fen, schemeOf, yuanText } from '@gongji/domain';
import { itemClassName, medTypeName, schemeName } from '../print/code-words.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import type { ListSheet } from './list-file.ts';

type Words<Code extends string> = Readonly<Record<Code, Bilingual>>;

const MAPPING_WORDS: Words<MappingStateName> = {
  'to-map': { zh: '待对照', en: 'to map' },
  suggested: { zh: '有建议', en: 'suggested' },
  submitted: { zh: '待审核', en: 'waits for review' },
  approved: { zh: '已同意', en: 'approved' },
  rejected: { zh: '被退回', en: 'rejected' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  lapsed: { zh: '已失效', en: 'lapsed' },
};
const STAY_STATES: Words<StaysView['items'][number]['state']> = {
  open: { zh: '在院', en: 'in hospital' },
  discharged: { zh: '已出院，待结算', en: 'discharged, not settled' },
  settled: { zh: '已结算', en: 'settled' },
};

/** Prices have four decimals; those beyond the fen are written only where there are any. They are not added up. */
export function priceText(priceE4: number | undefined): string {
  if (priceE4 === undefined) return '';
  const rest = priceE4 % 100;
  const whole = yuanText(fen((priceE4 - rest) / 100));
  return rest === 0 ? whole : `${whole}${String(rest).padStart(2, '0')}`;
}

/** 目录对照, of an institution */
export const MAPPING: ListSheet<MappingView['items'][number]> = {
  name: 'mapping',
  columns: [
    { head: { zh: '机构编码', en: 'Own code' }, width: 20, text: ({ localCode }) => localCode },
    { head: { zh: '机构名称', en: 'Own name' }, width: 30, text: ({ name }) => name },
    { head: { zh: '目录类别', en: 'Kind' }, width: 10, text: ({ listType }) => listType },
    { head: { zh: '规格', en: 'Specification' }, width: 20, text: ({ spec }) => spec },
    { head: { zh: '生产企业', en: 'Manufacturer' }, width: 24, text: ({ manufacturer }) => manufacturer },
    { head: { zh: '单价', en: 'Price' }, width: 12, text: ({ priceE4 }) => priceText(priceE4) },
    { head: { zh: '状态', en: 'State' }, width: 16, text: ({ state }, lang) => MAPPING_WORDS[state][lang] },
    {
      head: { zh: '医保目录编码', en: 'Catalogue code' },
      width: 26,
      text: ({ catalogue }) => catalogue?.listCode ?? '',
    },
    {
      head: { zh: '医保目录名称', en: 'Catalogue name' },
      width: 30,
      text: ({ catalogue }) => catalogue?.name ?? '',
    },
    {
      head: { zh: '目录规格', en: 'Catalogue specification' },
      width: 20,
      text: ({ catalogue }) => catalogue?.spec ?? '',
    },
    {
      head: { zh: '目录生产企业', en: 'Catalogue manufacturer' },
      width: 24,
      text: ({ catalogue }) => catalogue?.manufacturer ?? '',
    },
    {
      head: { zh: '建议的把握', en: 'How sure' },
      width: 10,
      text: ({ score }) => (score === undefined ? '' : String(score)),
    },
    { head: { zh: '退回原因', en: 'Rejected because' }, width: 30, text: ({ reason }) => reason },
  ],
};

/** 目录对照审核, at the agency */
export const MAPPING_REVIEWS: ListSheet<MappingReviewsView['items'][number]> = {
  name: 'mapping-reviews',
  columns: [
    { head: { zh: '机构编码', en: 'Own code' }, width: 20, text: ({ localCode }) => localCode },
    { head: { zh: '机构名称', en: 'Own name' }, width: 30, text: ({ localName }) => localName },
    { head: { zh: '规格', en: 'Specification' }, width: 20, text: ({ localSpec }) => localSpec },
    {
      head: { zh: '生产企业', en: 'Manufacturer' },
      width: 24,
      text: ({ localManufacturer }) => localManufacturer,
    },
    { head: { zh: '单价', en: 'Price' }, width: 12, text: ({ localPriceE4 }) => priceText(localPriceE4) },
    { head: { zh: '机构', en: 'Institution' }, width: 30, text: ({ institutionName }) => institutionName },
    { head: { zh: '医保目录编码', en: 'Catalogue code' }, width: 26, text: ({ listCode }) => listCode },
    { head: { zh: '医保目录名称', en: 'Catalogue name' }, width: 30, text: ({ name }) => name },
    { head: { zh: '目录规格', en: 'Catalogue specification' }, width: 20, text: ({ spec }) => spec },
    {
      head: { zh: '目录生产企业', en: 'Catalogue manufacturer' },
      width: 24,
      text: ({ manufacturer }) => manufacturer,
    },
    {
      head: { zh: '甲乙类', en: 'Class' },
      width: 8,
      text: ({ itemClass }, lang) => itemClassName(itemClass)[lang],
    },
    {
      head: { zh: '提交时间', en: 'Submitted at' },
      width: 20,
      text: ({ submittedAt }) => beijingTime(new Date(submittedAt)),
    },
  ],
};

/** 住院, of an institution */
export const STAYS: ListSheet<StaysView['items'][number]> = {
  name: 'stays',
  columns: [
    { head: { zh: '住院号', en: 'Stay' }, width: 24, text: ({ visitNo }) => visitNo },
    { head: { zh: '姓名', en: 'Name' }, width: 14, text: ({ person }) => person.name },
    { head: { zh: '人员编号', en: 'Person no.' }, width: 24, text: ({ person }) => person.psnNo },
    {
      head: { zh: '险种', en: 'Scheme' },
      width: 22,
      text: ({ insutype }, lang) => schemeName(schemeOf(insutype) ?? insutype)[lang],
    },
    {
      head: { zh: '住院类别', en: 'Kind of stay' },
      width: 18,
      text: ({ medType }, lang) => medTypeName(medType)[lang],
    },
    { head: { zh: '状态', en: 'State' }, width: 18, text: ({ state }, lang) => STAY_STATES[state][lang] },
    { head: { zh: '入院时间', en: 'Admitted at' }, width: 20, text: ({ begunAt }) => begunAt },
    { head: { zh: '出院时间', en: 'Discharged at' }, width: 20, text: ({ endedAt }) => endedAt ?? '' },
    { head: { zh: '诊断', en: 'Diagnosis' }, width: 30, text: ({ diagnosis }) => diagnosis ?? '' },
    { head: { zh: '未结费用（元）', en: 'Not settled (yuan)' }, width: 16, fen: ({ openFen }) => openFen },
    { head: { zh: '费用合计（元）', en: 'Fees (yuan)' }, width: 16, fen: ({ totalFen }) => totalFen },
  ],
};
