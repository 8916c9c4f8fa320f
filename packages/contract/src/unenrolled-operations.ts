import { z } from 'zod';
import { idParams } from './identity.ts';
import { levyTemplateQuery } from './levy-audit.ts';
import type { Operation } from './operation.ts';
import {
  newUnenrolledBody,
  unenrolledAddedView,
  unenrolledAssignBody,
  unenrolledCollectorsView,
  unenrolledFindingsBody,
  unenrolledListView,
  unenrolledPage,
  unenrolledQuery,
  unenrolledStepBody,
  unenrolledUploadBody,
  unenrolledVisitBody,
} from './unenrolled.ts';

/** Employers who ought to enrol and do not 应参保未参保单位. */
export const UNENROLLED_OPERATIONS = {
  unenrolled: {
    method: 'GET',
    path: '/api/unenrolled-employers',
    action: 'unenrolled.read',
    summary: { zh: '应参保未参保单位名册', en: 'Employers who ought to enrol and do not' },
    query: unenrolledQuery,
    response: unenrolledListView,
  },
  unenrolledTemplate: {
    method: 'GET',
    path: '/api/unenrolled-employers/template',
    action: 'unenrolled.manage',
    summary: { zh: '下载单位名单模板', en: 'Template of a list of such employers' },
    query: levyTemplateQuery,
    response: z.string(),
    produces: 'application/octet-stream',
  },
  unenrolledCollectors: {
    method: 'GET',
    path: '/api/unenrolled-employers/collectors',
    action: 'unenrolled.manage',
    summary: { zh: '可包干的网格员、专干', en: 'Collectors who may be given employers' },
    response: unenrolledCollectorsView,
  },
  addUnenrolled: {
    method: 'POST',
    path: '/api/unenrolled-employers',
    action: 'unenrolled.manage',
    usersOnly: true,
    summary: { zh: '登记一家应参保未参保单位', en: 'Put an employer on the register' },
    body: newUnenrolledBody,
    response: unenrolledPage,
  },
  uploadUnenrolled: {
    method: 'POST',
    path: '/api/unenrolled-employers/uploads',
    action: 'unenrolled.manage',
    usersOnly: true,
    summary: { zh: '上传单位名单', en: 'Upload a list of such employers' },
    body: unenrolledUploadBody,
    response: unenrolledAddedView,
  },
  takeUnenrolled: {
    method: 'POST',
    path: '/api/unenrolled-employers/findings',
    action: 'unenrolled.manage',
    usersOnly: true,
    summary: { zh: '把稽核发现列入名册', en: 'Take findings of an audit into the register' },
    body: unenrolledFindingsBody,
    response: unenrolledAddedView,
  },
  assignUnenrolled: {
    method: 'POST',
    path: '/api/unenrolled-employers/assignments',
    action: 'unenrolled.manage',
    usersOnly: true,
    summary: { zh: '把单位分给网格员、专干', en: 'Give employers to a collector' },
    body: unenrolledAssignBody,
    response: z.object({ assigned: z.int() }).meta({ id: 'UnenrolledAssigned' }),
  },
  unenrolledOne: {
    method: 'GET',
    path: '/api/unenrolled-employers/{id}',
    action: 'unenrolled.read',
    summary: { zh: '一家单位的走访与处理', en: 'One employer, its visits and what was done' },
    params: idParams,
    response: unenrolledPage,
  },
  visitUnenrolled: {
    method: 'POST',
    path: '/api/unenrolled-employers/{id}/visits',
    action: 'unenrolled.work',
    usersOnly: true,
    summary: { zh: '登记走访结果', en: 'Record a visit' },
    params: idParams,
    body: unenrolledVisitBody,
    response: unenrolledPage,
  },
  escalateUnenrolled: {
    method: 'POST',
    path: '/api/unenrolled-employers/{id}/steps',
    action: 'unenrolled.manage',
    usersOnly: true,
    summary: {
      zh: '对拒不参保的约谈、移送劳动监察',
      en: 'Interview who refuses, or report to labour inspection',
    },
    params: idParams,
    body: unenrolledStepBody,
    response: unenrolledPage,
  },
} as const satisfies Record<string, Operation>;
export type UnenrolledOperationId = keyof typeof UNENROLLED_OPERATIONS;
