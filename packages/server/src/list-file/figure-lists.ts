import type { LevyUnitsView } from '@gongji/contract';
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
