import {
  collectionDayDetail,
  collectionDayParams,
  collectionDaysQuery,
  collectionDaysView,
  dayStatementBody,
  signOffBody,
} from './collection-days.ts';
import type { Operation } from './operation.ts';

/** Daily reconciliation with bank and tax authority 日对账. */
export const COLLECTION_DAY_OPERATIONS = {
  collectionDays: {
    method: 'GET',
    path: '/api/collection-days',
    action: 'contribution.region',
    summary: { zh: '银行、税务日对账', en: 'Days of bank and tax authority' },
    query: collectionDaysQuery,
    response: collectionDaysView,
  },
  collectionDay: {
    method: 'GET',
    path: '/api/collection-days/{source}/{day}',
    action: 'contribution.region',
    summary: { zh: '一日对账：不符的行与处理办法', en: 'A day: lines that differ, and what to do' },
    params: collectionDayParams,
    response: collectionDayDetail,
  },
  takeDayStatement: {
    method: 'POST',
    path: '/api/collection-days/{source}/{day}/statement',
    action: 'receipt.take',
    usersOnly: true,
    summary: { zh: '导入当日对账单', en: 'Take the statement of a day' },
    params: collectionDayParams,
    body: dayStatementBody,
    response: collectionDayDetail,
  },
  signOffDay: {
    method: 'POST',
    path: '/api/collection-days/{source}/{day}/sign-off',
    action: 'collection.sign',
    usersOnly: true,
    summary: { zh: '日对账签字，不能自签', en: 'Sign for a day, never for one’s own statement' },
    params: collectionDayParams,
    body: signOffBody,
    response: collectionDayDetail,
  },
} as const satisfies Record<string, Operation>;

export type CollectionDayOperationId = keyof typeof COLLECTION_DAY_OPERATIONS;
