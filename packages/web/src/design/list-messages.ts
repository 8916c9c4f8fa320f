import { defineMessages } from '../i18n/messages.ts';

/** Texts of what every long list has: its order, its pages, its files. */
export const listMessages = defineMessages('list', {
  time: { zh: '时间', en: 'Order' },
  asc: { zh: '早的在前', en: 'Oldest first' },
  desc: { zh: '晚的在前', en: 'Latest first' },
  sortBy: { zh: '按{{column}}排序', en: 'Sort by {{column}}' },
  exportXlsx: { zh: '导出电子表格', en: 'Export Excel' },
  exportCsv: { zh: '导出文本表格', en: 'Export CSV' },
  rows: { zh: '第 {{from}}–{{to}} 条，共 {{total}} 条', en: '{{from}}–{{to}} of {{total}}' },
  rowsSoFar: { zh: '第 {{from}}–{{to}} 条，至少 {{total}} 条', en: '{{from}}–{{to}} of at least {{total}}' },
  before: { zh: '上一页', en: 'Previous' },
  after: { zh: '下一页', en: 'Next' },
});
