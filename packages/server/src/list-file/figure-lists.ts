import type { EntryDelaysView, LevyUnitsView } from '@gongji/contract';
import type { ListSheet } from './list-file.ts';

/** 单位征缴率 */
export const LEVY_UNITS: ListSheet<LevyUnitsView['items'][number]> = {
  name: 'levy-units',
  columns: [
    { head: { zh: '单位', en: 'Employer' }, width: 34, text: ({ name }) => name },
    { head: { zh: '统一社会信用代码', en: 'Credit code' }, width: 22, text: ({ code }) => code },
    { head: { zh: '所在街道', en: 'Street' }, width: 20, text: ({ areaName }) => areaName ?? '' },
    { head: { zh: '应缴（元）', en: 'Assessed (yuan)' }, width: 18, fen: ({ billedFen }) => billedFen },
    { head: { zh: '实缴（元）', en: 'Collected (yuan)' }, width: 18, fen: ({ paidFen }) => paidFen },
    { head: { zh: '征缴率', en: 'Rate' }, width: 12, text: ({ ratePpm }) => rateText(ratePpm) },
  ],
};

/** Percent with two decimals. */
function rateText(ppm: number | undefined): string {
  return ppm === undefined ? '' : `${(ppm / 10_000).toFixed(2)}%`;
}

const KINDS = {
  employer: { zh: '用人单位', en: 'employer' },
  school: { zh: '学校', en: 'school' },
  community: { zh: '村（社区）', en: 'community' },
} as const;
const DESK = { zh: '经办窗口', en: 'desk of the agency' } as const;

/** 录入及时性 */
export const ENTRY_DELAYS: ListSheet<EntryDelaysView['items'][number]> = {
  name: 'entry-delays',
  columns: [
    { head: { zh: '申报单位', en: 'Reported by' }, width: 34, text: ({ name }, lang) => name ?? DESK[lang] },
    {
      head: { zh: '类型', en: 'Kind' },
      width: 14,
      text: ({ kind }, lang) => (kind === undefined ? '' : KINDS[kind][lang]),
    },
    { head: { zh: '业务（笔）', en: 'Acts' }, width: 14, count: ({ acts }) => acts },
    { head: { zh: '超期录入（笔）', en: 'Late' }, width: 16, count: ({ late }) => late },
    { head: { zh: '平均天数', en: 'Days on average' }, width: 14, text: (one) => one.averageDays.toFixed(1) },
    { head: { zh: '最长天数', en: 'Most days' }, width: 14, text: ({ mostDays }) => String(mostDays) },
  ],
};
