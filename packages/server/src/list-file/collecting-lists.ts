import type { CounterPaymentsView, LeviesView, PaymentFilesView, RunsView } from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import { schemeName } from '../print/code-words.ts';
import { billKindName } from '../print/contribution-words.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import type { ListSheet } from './list-file.ts';
import { DECISION_STATES } from './words.ts';

type Payment = CounterPaymentsView['items'][number];
type Words<Code extends string> = Readonly<Record<Code, Bilingual>>;

const RUN_STATES: Words<'running' | 'done'> = {
  running: { zh: '核定中', en: 'running' },
  done: { zh: '已完成', en: 'done' },
};
const METHODS: Words<Payment['method']> = {
  cash: { zh: '现金', en: 'cash' },
  pos: { zh: '刷卡', en: 'card' },
  cheque: { zh: '支票', en: 'cheque' },
  transfer: { zh: '进账单', en: 'transfer' },
};
const PAYMENT_STATES: Words<Payment['state']> = {
  booked: { zh: '已入账', en: 'booked' },
  held: { zh: '支票未到账', en: 'cheque not cleared' },
  bounced: { zh: '退票', en: 'bounced' },
  asked: { zh: '冲正待复核', en: 'asked back' },
  reversed: { zh: '已冲正', en: 'taken back' },
};
const at = (instant: string): string => beijingTime(new Date(instant));

/** 核定批次 */
export const ASSESSMENT_RUNS: ListSheet<RunsView['items'][number]> = {
  name: 'assessment-runs',
  columns: [
    { head: { zh: '批次编号', en: 'Run' }, width: 22, text: ({ runId }) => runId },
    { head: { zh: '险种', en: 'Scheme' }, width: 24, text: ({ scheme }, lang) => schemeName(scheme)[lang] },
    { head: { zh: '费款所属期', en: 'Period' }, width: 14, text: ({ period }) => period },
    { head: { zh: '类别', en: 'Kind' }, width: 14, text: ({ kind }, lang) => billKindName(kind)[lang] },
    { head: { zh: '状态', en: 'State' }, width: 12, text: ({ state }, lang) => RUN_STATES[state][lang] },
    { head: { zh: '核定人次', en: 'Charges' }, width: 12, count: ({ charges }) => charges },
    { head: { zh: '金额（元）', en: 'Amount (yuan)' }, width: 18, fen: ({ totalFen }) => totalFen },
    { head: { zh: '未能核定', en: 'Not assessed' }, width: 12, count: ({ problems }) => problems },
    { head: { zh: '缴费期限', en: 'Due on' }, width: 14, text: ({ dueOn }) => dueOn },
    { head: { zh: '发起人', en: 'Begun by' }, width: 16, text: ({ createdBy }) => createdBy },
    { head: { zh: '发起时间', en: 'Begun at' }, width: 20, text: ({ createdAt }) => at(createdAt) },
  ],
};

/** 调剂金上解 */
export const ADJUSTMENT_LEVIES: ListSheet<LeviesView['items'][number]> = {
  name: 'adjustment-levies',
  columns: [
    { head: { zh: '上解编号', en: 'Levy' }, width: 22, text: ({ levyId }) => levyId },
    { head: { zh: '险种', en: 'Scheme' }, width: 24, text: ({ scheme }, lang) => schemeName(scheme)[lang] },
    { head: { zh: '起', en: 'From' }, width: 14, text: ({ fromOn }) => fromOn },
    { head: { zh: '止', en: 'To' }, width: 14, text: ({ toOn }) => toOn },
    { head: { zh: '收入（元）', en: 'Income (yuan)' }, width: 18, fen: ({ incomeFen }) => incomeFen },
    { head: { zh: '上解（元）', en: 'Levy (yuan)' }, width: 18, fen: ({ amountFen }) => amountFen },
    { head: { zh: '依据', en: 'Clause' }, width: 24, text: ({ clause }) => clause },
    { head: { zh: '状态', en: 'State' }, width: 12, text: ({ state }, lang) => DECISION_STATES[state][lang] },
    { head: { zh: '申请人', en: 'Asked by' }, width: 16, text: ({ requestedBy }) => requestedBy },
    { head: { zh: '申请时间', en: 'Asked at' }, width: 20, text: ({ requestedAt }) => at(requestedAt) },
    { head: { zh: '复核人', en: 'Decided by' }, width: 16, text: ({ decidedBy }) => decidedBy ?? '' },
    { head: { zh: '意见', en: 'Note' }, width: 30, text: ({ note }) => note },
    { head: { zh: '银行流水', en: 'Bank serial' }, width: 24, text: ({ bankSerial }) => bankSerial ?? '' },
  ],
};

/** 柜面收款 */
export const COUNTER_PAYMENTS: ListSheet<Payment> = {
  name: 'counter-payments',
  columns: [
    { head: { zh: '收款编号', en: 'Payment' }, width: 22, text: ({ paymentId }) => paymentId },
    { head: { zh: '缴费主体', en: 'Payer' }, width: 30, text: ({ payerName }) => payerName },
    { head: { zh: '方式', en: 'Method' }, width: 12, text: ({ method }, lang) => METHODS[method][lang] },
    { head: { zh: '凭证号', en: 'Reference' }, width: 24, text: ({ reference }) => reference },
    { head: { zh: '金额（元）', en: 'Amount (yuan)' }, width: 16, fen: ({ amountFen }) => amountFen },
    { head: { zh: '状态', en: 'State' }, width: 14, text: ({ state }, lang) => PAYMENT_STATES[state][lang] },
    {
      head: { zh: '缴费单', en: 'Bills' },
      width: 36,
      text: ({ bills }) => bills.map(({ billNo }) => billNo).join('、'),
    },
    { head: { zh: '收款人', en: 'Taken by' }, width: 16, text: ({ clerk }) => clerk },
    { head: { zh: '收款时间', en: 'Taken at' }, width: 20, text: ({ takenAt }) => at(takenAt) },
  ],
};

/** 缴费文件 */
export const PAYMENT_FILES: ListSheet<PaymentFilesView['items'][number]> = {
  name: 'payment-files',
  columns: [
    { head: { zh: '文件', en: 'File' }, width: 36, text: ({ name }) => name },
    { head: { zh: '格式', en: 'Layout' }, width: 16, text: ({ layout }) => layout },
    { head: { zh: '行数', en: 'Lines' }, width: 10, count: ({ lines }) => lines },
    { head: { zh: '新到账', en: 'New receipts' }, width: 10, count: ({ taken }) => taken },
    { head: { zh: '金额（元）', en: 'Amount (yuan)' }, width: 18, fen: ({ totalFen }) => totalFen },
    { head: { zh: '已分配笔数', en: 'Matched' }, width: 10, count: ({ matched }) => matched },
    { head: { zh: '待分配（元）', en: 'Free (yuan)' }, width: 18, fen: ({ freeFen }) => freeFen },
    { head: { zh: '导入人', en: 'Taken by' }, width: 16, text: ({ uploadedBy }) => uploadedBy },
    { head: { zh: '导入时间', en: 'Taken at' }, width: 20, text: ({ uploadedAt }) => at(uploadedAt) },
  ],
};
