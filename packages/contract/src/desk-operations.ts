import { z } from 'zod';
import { billsFileQuery, billsQuery, billsView } from './bill-list.ts';
import { messagesFileQuery, messagesPage, messagesQuery, messageView, operationsView } from './figures.ts';
import { idParams } from './identity.ts';
import type { Operation } from './operation.ts';
import {
  looksView,
  movementsView,
  pageQuery,
  personBillsQuery,
  revealBody,
  revealView,
} from './person-page.ts';
import { personParams } from './registers.ts';
import { searchQuery, searchView } from './search.ts';
import { settlementPage } from './settlement.ts';
import { worklistView } from './worklist.ts';

/** What the pages of the desk, the hospital office and the machine room ask for. */
export const DESK_OPERATIONS = {
  worklist: {
    method: 'GET',
    path: '/api/worklist',
    action: 'session',
    usersOnly: true,
    summary: { zh: '我的待办', en: 'What waits for me' },
    response: worklistView,
  },
  search: {
    method: 'GET',
    path: '/api/search',
    action: 'search',
    summary: { zh: '搜索参保人与结算', en: 'Search persons and settlements' },
    query: searchQuery,
    response: searchView,
  },
  bills: {
    method: 'GET',
    path: '/api/bills',
    action: 'settlement.read',
    summary: { zh: '结算单：筛选、分页、排序、合计', en: 'Bills: filtered, paged, sorted, totalled' },
    query: billsQuery,
    response: billsView,
  },
  billsFile: {
    method: 'GET',
    path: '/api/bills/file',
    action: 'settlement.read',
    summary: { zh: '导出结算单（电子表格或 CSV）', en: 'Export bills (spreadsheet or CSV)' },
    query: billsFileQuery,
    response: z.string(),
    produces: 'application/octet-stream',
  },
  personBills: {
    method: 'GET',
    path: '/api/persons/{psnNo}/bills',
    action: 'settlement.read',
    summary: {
      zh: '参保人的结算与撤销，最近的在前',
      en: 'Bills of a person and their reversals, latest first',
    },
    params: personParams,
    query: personBillsQuery,
    response: settlementPage,
  },
  movements: {
    method: 'GET',
    path: '/api/persons/{psnNo}/movements',
    action: 'account.read',
    summary: { zh: '个人账户明细', en: 'Movements of the personal account' },
    params: personParams,
    query: pageQuery,
    response: movementsView,
  },
  reveal: {
    method: 'POST',
    path: '/api/persons/{psnNo}/reveal',
    action: 'person.reveal',
    usersOnly: true,
    summary: {
      zh: '查看未脱敏信息，须说明事由并留痕',
      en: 'See personal data in clear: with a reason, and kept',
    },
    params: personParams,
    body: revealBody,
    response: revealView,
  },
  looks: {
    method: 'GET',
    path: '/api/persons/{psnNo}/looks',
    action: 'looks.read',
    summary: { zh: '谁看过', en: 'Who looked' },
    params: personParams,
    query: pageQuery,
    response: looksView,
  },
  operations: {
    method: 'GET',
    path: '/api/operations',
    action: 'operations.read',
    summary: { zh: '运行情况', en: 'Figures of operations' },
    response: operationsView,
  },
  messages: {
    method: 'GET',
    path: '/api/messages',
    action: 'message.read',
    summary: { zh: '报文日志，最近的在前', en: 'The message log, latest first' },
    query: messagesQuery,
    response: messagesPage,
  },
  messagesFile: {
    method: 'GET',
    path: '/api/messages/file',
    action: 'message.read',
    summary: { zh: '导出报文日志（电子表格或 CSV）', en: 'Export the message log (spreadsheet or CSV)' },
    query: messagesFileQuery,
    response: z.string(),
    produces: 'application/octet-stream',
  },
  message: {
    method: 'GET',
    path: '/api/messages/{id}',
    action: 'message.read',
    summary: {
      zh: '一条报文：请求、应答、错误说明',
      en: 'One message: request, reply, its errors explained',
    },
    params: idParams,
    response: messageView,
  },
} as const satisfies Record<string, Operation>;
export type DeskOperationId = keyof typeof DESK_OPERATIONS;
