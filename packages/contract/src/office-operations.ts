import { z } from 'zod';
import { MAPPING_OPERATIONS } from './mapping-operations.ts';
import {
  officeBillBody,
  officeCancelBody,
  officeDoneView,
  officeItemsQuery,
  officeItemsView,
  officePersonsBody,
  officePersonsView,
  officePreviewView,
  officeReversalBody,
  officeReversalParams,
  officeReversedView,
  officeSettledView,
  officeView,
  officeVisitBody,
  officeVisitParams,
  officeVisitView,
} from './office.ts';
import type { Operation } from './operation.ts';
import { RECONCILIATION_OPERATIONS } from './reconciliation-operations.ts';
import { STAY_OPERATIONS } from './stay-operations.ts';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const templateQuery = z.strictObject({ lang: z.enum(['zh', 'en']).default('zh') });

/** The desk and the office of an institution that has no system of its own. Behind them stand the provider interface’s transactions. */
export const OFFICE_OPERATIONS = {
  ...RECONCILIATION_OPERATIONS,
  ...MAPPING_OPERATIONS,
  ...STAY_OPERATIONS,
  office: {
    method: 'GET',
    path: '/api/office',
    action: 'office',
    summary: { zh: '本机构', en: 'One’s institution' },
    response: officeView,
  },
  officePersons: {
    method: 'POST',
    path: '/api/office/persons',
    action: 'office',
    usersOnly: true,
    summary: { zh: '按证件号、人员编号或卡号找人', en: 'Find a person by identity, person or card number' },
    body: officePersonsBody,
    response: officePersonsView,
  },
  officeItems: {
    method: 'GET',
    path: '/api/office/items',
    action: 'office',
    summary: { zh: '按名称、拼音或编码查目录', en: 'Find catalogue items by name, pinyin or code' },
    query: officeItemsQuery,
    response: officeItemsView,
  },
  officeRegister: {
    method: 'POST',
    path: '/api/office/visits',
    action: 'office',
    usersOnly: true,
    summary: { zh: '登记就诊（2201、2203）', en: 'Register a visit (2201, 2203)' },
    body: officeVisitBody,
    response: officeVisitView,
  },
  officeCancel: {
    method: 'POST',
    path: '/api/office/visits/{id}/cancellation',
    action: 'office',
    usersOnly: true,
    summary: { zh: '作废登记及未结明细（2205、2202）', en: 'Cancel a visit and its open lines (2205, 2202)' },
    params: officeVisitParams,
    body: officeCancelBody,
    response: officeDoneView,
  },
  officePreview: {
    method: 'POST',
    path: '/api/office/bills/preview',
    action: 'office',
    usersOnly: true,
    summary: {
      zh: '预结算（2204、2206 或 2101），附计算说明',
      en: 'Preview with its explanation (2204, 2206, or 2101)',
    },
    body: officeBillBody,
    response: officePreviewView,
  },
  officeSettle: {
    method: 'POST',
    path: '/api/office/bills',
    action: 'office',
    usersOnly: true,
    summary: { zh: '结算（2207 或 2102），同一键只结一次', en: 'Settle (2207 or 2102), once per key' },
    body: officeBillBody,
    response: officeSettledView,
  },
  officeReverse: {
    method: 'POST',
    path: '/api/office/settlements/{id}/reversal',
    action: 'office',
    usersOnly: true,
    summary: { zh: '撤销结算（2208、2305 或 2103）', en: 'Reverse a settlement (2208, 2305 or 2103)' },
    params: officeReversalParams,
    body: officeReversalBody,
    response: officeReversedView,
  },
  ownBillsTemplate: {
    method: 'GET',
    path: '/api/office/reconciliation-template.xlsx',
    action: 'office',
    summary: { zh: '机构账单清单模板', en: 'Template of a list of own bills' },
    query: templateQuery,
    response: z.string(),
    produces: SHEET,
  },
  ownItemsTemplate: {
    method: 'GET',
    path: '/api/office/mapping-template.xlsx',
    action: 'mapping',
    summary: { zh: '机构项目导入模板', en: 'Template of a list of own items' },
    query: templateQuery,
    response: z.string(),
    produces: SHEET,
  },
} as const satisfies Record<string, Operation>;
export type OfficeOperationId = keyof typeof OFFICE_OPERATIONS;
