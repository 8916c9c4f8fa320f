import {
  UNENROLLED_KINDS,
  UNENROLLED_RESULTS,
  UNENROLLED_STATES,
  UNENROLLED_STEPS,
  type UnenrolledView,
} from '@gongji/contract';
import type { ListSheet } from './list-file.ts';
import { yesNo } from './words.ts';

/** 应参保未参保单位、拒不参保单位台账 */
export const UNENROLLED: ListSheet<UnenrolledView> = {
  name: 'unenrolled-employers',
  columns: [
    { head: { zh: '统一社会信用代码', en: 'Unit code' }, width: 24, text: ({ uscc }) => uscc },
    { head: { zh: '单位名称', en: 'Name' }, width: 32, text: ({ name }) => name },
    {
      head: { zh: '单位类型', en: 'Kind' },
      width: 16,
      text: ({ kind }, lang) => UNENROLLED_KINDS[kind][lang],
    },
    { head: { zh: '地址', en: 'Street' }, width: 32, text: ({ street }) => street },
    { head: { zh: '联系人', en: 'Contact' }, width: 14, text: ({ contact }) => contact },
    { head: { zh: '联系电话', en: 'Telephone' }, width: 16, text: ({ phone }) => phone },
    { head: { zh: '从业人数', en: 'At work' }, width: 10, count: ({ headcount }) => headcount ?? 0 },
    { head: { zh: '来源', en: 'Source' }, width: 30, text: ({ sourceName }) => sourceName },
    { head: { zh: '来源日期', en: 'Source of' }, width: 14, text: ({ sourceOn }) => sourceOn },
    {
      head: { zh: '状态', en: 'State' },
      width: 14,
      text: ({ state }, lang) => UNENROLLED_STATES[state][lang],
    },
    { head: { zh: '已参保人数', en: 'Insured' }, width: 12, count: ({ insured }) => insured },
    {
      head: { zh: '网格员、专干', en: 'Collector' },
      width: 16,
      text: ({ collectorName }) => collectorName ?? '',
    },
    { head: { zh: '走访次数', en: 'Visits' }, width: 10, count: ({ visits }) => visits },
    { head: { zh: '最近走访', en: 'Last visit' }, width: 14, text: ({ visitedOn }) => visitedOn ?? '' },
    {
      head: { zh: '走访结果', en: 'Result' },
      width: 24,
      text: ({ result }, lang) => (result === undefined ? '' : UNENROLLED_RESULTS[result][lang]),
    },
    { head: { zh: '原因', en: 'Reason' }, width: 40, text: ({ reason }) => reason ?? '' },
    { head: { zh: '承诺日期', en: 'Promised by' }, width: 14, text: ({ promisedBy }) => promisedBy ?? '' },
    { head: { zh: '逾期', en: 'Overdue' }, width: 8, text: ({ overdue }, lang) => yesNo(overdue)[lang] },
    {
      head: { zh: '约谈或移送', en: 'Escalated' },
      width: 18,
      text: ({ step }, lang) => (step === undefined ? '' : UNENROLLED_STEPS[step][lang]),
    },
    { head: { zh: '下一步', en: 'Next step' }, width: 30, text: ({ nextStep }) => nextStep ?? '' },
    { head: { zh: '下一步日期', en: 'Next on' }, width: 14, text: ({ nextOn }) => nextOn ?? '' },
  ],
};
