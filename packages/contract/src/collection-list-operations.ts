import { z } from 'zod';
import {
  agreementBody,
  agreementView,
  collectionListBody,
  collectionListDetail,
  collectionListsQuery,
  collectionListsView,
  collectionListView,
  listBookingBody,
  listResultBody,
} from './collection-lists.ts';
import { idParams } from './identity.ts';
import type { Operation } from './operation.ts';
import { reasonedBody } from './receipts.ts';
import { personParams } from './registers.ts';

/** What schools, finance, the pension payer and banks collect for the agency 代收代扣. */
export const COLLECTION_LIST_OPERATIONS = {
  collectionLists: {
    method: 'GET',
    path: '/api/collection-lists',
    action: 'collect.list',
    summary: { zh: '代收代扣名单，最近的在前', en: 'Lists that others collect by, latest first' },
    query: collectionListsQuery,
    response: collectionListsView,
  },
  makeCollectionList: {
    method: 'POST',
    path: '/api/collection-lists',
    action: 'collect.list',
    usersOnly: true,
    summary: { zh: '生成代收代扣名单', en: 'Make a list of what is open' },
    body: collectionListBody,
    response: collectionListView,
  },
  collectionList: {
    method: 'GET',
    path: '/api/collection-lists/{id}',
    action: 'collect.list',
    summary: { zh: '一份名单与每人的结果', en: 'A list with what came of each row' },
    params: idParams,
    response: collectionListDetail,
  },
  collectionListFile: {
    method: 'GET',
    path: '/api/collection-lists/{id}/file',
    action: 'collect.list',
    summary: { zh: '下载名单文件', en: 'The list as a file, in its layout' },
    params: idParams,
    response: z.string(),
    produces: 'application/octet-stream',
  },
  takeListResult: {
    method: 'POST',
    path: '/api/collection-lists/{id}/results',
    action: 'collect.list',
    usersOnly: true,
    summary: {
      zh: '导入回盘文件，同一文件重复导入无影响',
      en: 'Take the list back with its results; the same file twice is harmless',
    },
    params: idParams,
    body: listResultBody,
    response: collectionListDetail,
  },
  bookListResult: {
    method: 'POST',
    path: '/api/collection-lists/{id}/bookings',
    action: 'receipt.take',
    usersOnly: true,
    summary: {
      zh: '回盘入账：一笔款缴清成功的人员',
      en: 'One transfer pays everybody who is reported as paid',
    },
    params: idParams,
    body: listBookingBody,
    response: collectionListDetail,
  },
  withdrawCollectionList: {
    method: 'POST',
    path: '/api/collection-lists/{id}/withdrawal',
    action: 'collect.list',
    usersOnly: true,
    summary: { zh: '作废未回盘的名单', en: 'Withdraw a list that has not come back' },
    params: idParams,
    body: reasonedBody,
    response: collectionListView,
  },
  withholdingAgreement: {
    method: 'GET',
    path: '/api/persons/{psnNo}/withholding-agreement',
    action: 'arrears.work',
    summary: { zh: '银行代扣协议', en: 'Agreement to be debited' },
    params: personParams,
    response: agreementView,
  },
  agreeWithholding: {
    method: 'POST',
    path: '/api/persons/{psnNo}/withholding-agreement',
    action: 'arrears.work',
    usersOnly: true,
    summary: { zh: '登记银行代扣协议，原协议终止', en: 'Record an agreement; the one of before ends' },
    params: personParams,
    body: agreementBody,
    response: agreementView,
  },
  endWithholding: {
    method: 'POST',
    path: '/api/persons/{psnNo}/withholding-agreement/end',
    action: 'arrears.work',
    usersOnly: true,
    summary: { zh: '终止银行代扣协议', en: 'End the agreement' },
    params: personParams,
    body: reasonedBody,
    response: agreementView,
  },
} as const satisfies Record<string, Operation>;
export type CollectionListOperationId = keyof typeof COLLECTION_LIST_OPERATIONS;
