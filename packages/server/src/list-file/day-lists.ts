import type { CollectionDaysView, CounterDaysView } from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import { paidThrough } from '../print/contribution-words.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import type { ListSheet } from './list-file.ts';

type Words<Code extends string> = Readonly<Record<Code, Bilingual>>;
type CounterDay = CounterDaysView['items'][number];
type CollectionDay = CollectionDaysView['items'][number];

const COUNTER_STATES: Words<CounterDay['state']> = {
  open: { zh: '未清点', en: 'not counted' },
  counted: { zh: '待签字', en: 'to be signed' },
  recount: { zh: '须重新清点', en: 'to be counted again' },
  signed: { zh: '已签字，待缴存', en: 'signed, not at the bank' },
  deposited: { zh: '已缴存', en: 'at the bank' },
};
const DAY_STATES: Words<CollectionDay['state']> = {
  'no-statement': { zh: '无对账单', en: 'no statement' },
  differs: { zh: '有不符', en: 'differs' },
  'to-sign': { zh: '待签字', en: 'to be signed' },
  signed: { zh: '已签字', en: 'signed' },
  changed: { zh: '签字后有变动', en: 'changed since' },
};

const time = (at: string | undefined): string => (at === undefined ? '' : beijingTime(new Date(at)));

/** 柜面日结 */
export const COUNTER_DAYS: ListSheet<CounterDay> = {
  name: 'counter-days',
  columns: [
    { head: { zh: '日期', en: 'Day' }, width: 14, text: ({ day }) => day },
    { head: { zh: '收款员', en: 'Clerk' }, width: 18, text: ({ clerk }) => clerk },
    { head: { zh: '现金（元）', en: 'Cash (yuan)' }, width: 16, fen: ({ cash }) => cash.fen },
    { head: { zh: '刷卡（元）', en: 'Card (yuan)' }, width: 16, fen: ({ pos }) => pos.fen },
    { head: { zh: '支票（元）', en: 'Cheques (yuan)' }, width: 16, fen: ({ cheque }) => cheque.fen },
    { head: { zh: '进账单（元）', en: 'Transfers (yuan)' }, width: 16, fen: ({ transfer }) => transfer.fen },
    { head: { zh: '冲正笔数', en: 'Taken back' }, width: 10, count: ({ reversed }) => reversed },
    {
      head: { zh: '清点现金（元）', en: 'Cash counted (yuan)' },
      width: 16,
      fen: ({ countedCashFen }) => countedCashFen ?? 0,
    },
    {
      head: { zh: '刷卡小票（元）', en: 'Card slips (yuan)' },
      width: 16,
      fen: ({ posSlipsFen }) => posSlipsFen ?? 0,
    },
    {
      head: { zh: '已缴存（元）', en: 'At the bank (yuan)' },
      width: 16,
      fen: ({ depositedFen }) => depositedFen,
    },
    { head: { zh: '状态', en: 'State' }, width: 18, text: ({ state }, lang) => COUNTER_STATES[state][lang] },
    { head: { zh: '清点说明', en: 'Note of the count' }, width: 30, text: ({ note }) => note ?? '' },
    { head: { zh: '签字人', en: 'Signed by' }, width: 16, text: ({ signedBy }) => signedBy ?? '' },
    { head: { zh: '签字时间', en: 'Signed at' }, width: 20, text: ({ signedAt }) => time(signedAt) },
    {
      head: { zh: '签字说明', en: 'Note of the signature' },
      width: 30,
      text: ({ signNote }) => signNote ?? '',
    },
  ],
};

/** 日对账 */
export const COLLECTION_DAYS: ListSheet<CollectionDay> = {
  name: 'collection-days',
  columns: [
    { head: { zh: '日期', en: 'Day' }, width: 14, text: ({ day }) => day },
    { head: { zh: '来源', en: 'Source' }, width: 16, text: ({ source }, lang) => paidThrough(source)[lang] },
    { head: { zh: '我方笔数', en: 'Our receipts' }, width: 10, count: ({ receipts }) => receipts },
    { head: { zh: '我方（元）', en: 'Ours (yuan)' }, width: 16, fen: ({ receiptsFen }) => receiptsFen },
    { head: { zh: '已记账（元）', en: 'Booked (yuan)' }, width: 16, fen: ({ bookedFen }) => bookedFen },
    { head: { zh: '对方笔数', en: 'Their lines' }, width: 10, count: ({ lines }) => lines ?? 0 },
    { head: { zh: '对方（元）', en: 'Theirs (yuan)' }, width: 16, fen: ({ totalFen }) => totalFen ?? 0 },
    {
      head: { zh: '不符笔数', en: 'Lines that differ' },
      width: 12,
      count: ({ differences }) => differences ?? 0,
    },
    { head: { zh: '状态', en: 'State' }, width: 16, text: ({ state }, lang) => DAY_STATES[state][lang] },
    {
      head: { zh: '导入人', en: 'Statement taken by' },
      width: 16,
      text: ({ uploadedBy }) => uploadedBy ?? '',
    },
    { head: { zh: '签字人', en: 'Signed by' }, width: 16, text: ({ signedBy }) => signedBy ?? '' },
    { head: { zh: '签字时间', en: 'Signed at' }, width: 20, text: ({ signedAt }) => time(signedAt) },
    { head: { zh: '说明', en: 'Note' }, width: 30, text: ({ note }) => note ?? '' },
  ],
};
