import type { MessagesPage } from '@gongji/contract';
import type { ListSheet } from '../list-file/list-file.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';

const OUTCOMES = { done: { zh: '成功', en: 'done' }, failed: { zh: '失败', en: 'failed' } } as const;

/** Messages 报文 in a file: without what was sent and answered, whose place is the page of each. */
export const MESSAGE_SHEET: ListSheet<MessagesPage['items'][number]> = {
  name: 'messages',
  columns: [
    {
      head: { zh: '收到时间', en: 'Received' },
      width: 20,
      text: ({ receivedAt }) => beijingTime(new Date(receivedAt)),
    },
    { head: { zh: '机构编号', en: 'Institution code' }, width: 20, text: (one) => one.institutionCode },
    { head: { zh: '机构名称', en: 'Institution' }, width: 20, text: (one) => one.institutionName },
    { head: { zh: '交易编号', en: 'Transaction' }, width: 20, text: ({ infno }) => infno },
    { head: { zh: '报文编号', en: 'Message' }, width: 20, text: ({ msgid }) => msgid },
    { head: { zh: '参保人', en: 'Person' }, width: 20, text: ({ person }) => person?.name ?? '' },
    { head: { zh: '人员编号', en: 'Person no.' }, width: 20, text: ({ person }) => person?.psnNo ?? '' },
    {
      head: { zh: '结果', en: 'Result' },
      width: 20,
      text: (one, lang) => OUTCOMES[one.ok ? 'done' : 'failed'][lang],
    },
    {
      head: { zh: '用时（毫秒）', en: 'Took (ms)' },
      width: 20,
      text: ({ durationMs }) => String(Math.round(durationMs)),
    },
    { head: { zh: '说明', en: 'Error' }, width: 60, text: ({ error }, lang) => error?.[lang] ?? '' },
  ],
};
