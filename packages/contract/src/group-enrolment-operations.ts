import { z } from 'zod';
import {
  batchesQuery,
  batchesView,
  batchRowsQuery,
  batchRowsView,
  batchView,
  errorFileQuery,
  runBatchBody,
  sheetKindsView,
  templateParams,
  templateQuery,
  undoBatchBody,
  uploadQuery,
} from './group-enrolment.ts';
import { idParams } from './identity.ts';
import type { Operation } from './operation.ts';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Group enrolment 批量参保: many people from a list: template → upload → check → errors → run → undo. */
export const GROUP_ENROLMENT_OPERATIONS = {
  sheetKinds: {
    method: 'GET',
    path: '/api/lists/kinds',
    action: 'list.read',
    summary: { zh: '可上传的名单及其模板', en: 'Lists that may be uploaded, and their templates' },
    response: sheetKindsView,
  },
  sheetTemplate: {
    method: 'GET',
    path: '/api/lists/kinds/{kind}/template',
    action: 'list.read',
    summary: { zh: '下载模板', en: 'Download a template' },
    params: templateParams,
    query: templateQuery,
    response: z.string(),
    produces: SHEET,
  },
  uploadList: {
    method: 'POST',
    path: '/api/lists',
    action: 'list.upload',
    summary: { zh: '上传名单并检查，不入库', en: 'Upload a list and check it; nothing is enrolled yet' },
    query: uploadQuery,
    upload: true,
    response: batchView,
  },
  batches: {
    method: 'GET',
    path: '/api/lists',
    action: 'list.read',
    summary: { zh: '批次列表，最近的在前', en: 'Batches, latest first' },
    query: batchesQuery,
    response: batchesView,
  },
  batch: {
    method: 'GET',
    path: '/api/lists/{id}',
    action: 'list.read',
    summary: { zh: '一个批次', en: 'A batch' },
    params: idParams,
    response: batchView,
  },
  batchRows: {
    method: 'GET',
    path: '/api/lists/{id}/rows',
    action: 'list.read',
    summary: { zh: '批次中的行及其问题', en: 'Rows of a batch with what is wrong with them' },
    params: idParams,
    query: batchRowsQuery,
    response: batchRowsView,
  },
  batchErrors: {
    method: 'GET',
    path: '/api/lists/{id}/errors',
    action: 'list.read',
    summary: { zh: '下载错误文件', en: 'Download the error file' },
    params: idParams,
    query: errorFileQuery,
    response: z.string(),
    produces: SHEET,
  },
  checkBatch: {
    method: 'POST',
    path: '/api/lists/{id}/check',
    action: 'list.upload',
    summary: { zh: '按现有登记重新检查', en: 'Check again against the registers as they stand' },
    params: idParams,
    response: batchView,
  },
  runBatch: {
    method: 'POST',
    path: '/api/lists/{id}/run',
    action: 'list.upload',
    summary: { zh: '入库', en: 'Enrol the rows' },
    params: idParams,
    body: runBatchBody,
    response: batchView,
  },
  undoBatch: {
    method: 'POST',
    path: '/api/lists/{id}/undo',
    action: 'list.upload',
    summary: { zh: '整批撤回', en: 'Take the whole batch back' },
    params: idParams,
    body: undoBatchBody,
    response: batchView,
  },
} as const satisfies Record<string, Operation>;
export type GroupEnrolmentOperationId = keyof typeof GROUP_ENROLMENT_OPERATIONS;
