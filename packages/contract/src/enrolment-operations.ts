import {
  decideRequestBody,
  duplicatesView,
  enrolBody,
  enrolmentRequestsQuery,
  enrolmentRequestsView,
  enrolmentRequestView,
  enrolPreview,
  mergeBody,
  notDuplicateBody,
} from './enrol.ts';
import { groupBody, groupPapersQuery, groupPapersView } from './groups.ts';
import { doneView, idParams } from './identity.ts';
import type { Operation } from './operation.ts';
import { actedView, registerHistoryView } from './register.ts';
import { personParams } from './registers.ts';
import { unitBody, unitsQuery, unitsView, unitView } from './units.ts';

/** Enrolling 参保: look first, then do; what needs a second person waits for one. */
export const ENROLMENT_OPERATIONS = {
  previewEnrolment: {
    method: 'POST',
    path: '/api/enrolment/preview',
    action: 'register.change',
    summary: {
      zh: '参保业务预核：费用、起始日、所有问题、受影响的结算，不留记录',
      en: 'What an act of enrolment would do: fee, first day, every problem, bills affected; nothing is kept',
    },
    body: enrolBody,
    response: enrolPreview,
  },
  enrol: {
    method: 'POST',
    path: '/api/enrolment/acts',
    action: 'register.change',
    summary: { zh: '办理参保业务', en: 'Enrol, stop, resume, retire or correct' },
    body: enrolBody,
    response: actedView,
    idempotent: true,
  },
  groupPapers: {
    method: 'GET',
    path: '/api/enrolment/persons/{psnNo}/group-papers',
    action: 'register.correct',
    summary: {
      zh: '特殊人群认定材料：须交哪些、哪些在有效期内',
      en: 'Papers that a special group asks for, and which are on file and valid',
    },
    params: personParams,
    query: groupPapersQuery,
    response: groupPapersView,
  },
  previewGroup: {
    method: 'POST',
    path: '/api/enrolment/persons/{psnNo}/groups/preview',
    action: 'register.correct',
    summary: {
      zh: '特殊人群预核：受影响的结算，不留记录',
      en: 'What a change of a special group would do; nothing is kept',
    },
    params: personParams,
    body: groupBody,
    response: enrolPreview,
  },
  changeGroup: {
    method: 'POST',
    path: '/api/enrolment/persons/{psnNo}/groups',
    action: 'register.correct',
    summary: { zh: '登记、终止特殊人群', en: 'Register or end a special group' },
    params: personParams,
    body: groupBody,
    response: actedView,
    idempotent: true,
  },
  duplicates: {
    method: 'GET',
    path: '/api/enrolment/duplicates',
    action: 'register.correct',
    summary: { zh: '疑似重复登记', en: 'Persons who look registered twice' },
    response: duplicatesView,
  },
  previewMerge: {
    method: 'POST',
    path: '/api/enrolment/merges/preview',
    action: 'register.correct',
    summary: {
      zh: '合并重复登记预核，列出须重新结算的费用，不留记录',
      en: 'What a merge of two persons would do, with the bills settled again; nothing is kept',
    },
    body: mergeBody,
    response: enrolPreview,
  },
  merge: {
    method: 'POST',
    path: '/api/enrolment/merges',
    action: 'register.correct',
    summary: { zh: '申请合并重复登记', en: 'Ask to merge two persons' },
    body: mergeBody,
    response: actedView,
    idempotent: true,
  },
  notDuplicate: {
    method: 'POST',
    path: '/api/enrolment/not-duplicates',
    action: 'register.correct',
    summary: { zh: '标记为已核实非同一人', en: 'Mark two persons as looked at and different' },
    body: notDuplicateBody,
    response: doneView,
  },
  enrolmentRequests: {
    method: 'GET',
    path: '/api/enrolment/requests',
    action: 'register.read',
    summary: { zh: '待复核与已复核的参保业务', en: 'Acts that wait for a second person, and those decided' },
    query: enrolmentRequestsQuery,
    response: enrolmentRequestsView,
  },
  decideEnrolment: {
    method: 'POST',
    path: '/api/enrolment/requests/{id}/decision',
    action: 'register.decide',
    usersOnly: true,
    summary: { zh: '复核参保业务', en: 'Decide about an act' },
    params: idParams,
    body: decideRequestBody,
    response: enrolmentRequestView,
  },
  units: {
    method: 'GET',
    path: '/api/units',
    action: 'register.read',
    summary: { zh: '参保单位', en: 'Units' },
    query: unitsQuery,
    response: unitsView,
  },
  unit: {
    method: 'GET',
    path: '/api/units/{id}',
    action: 'register.read',
    summary: { zh: '一个参保单位', en: 'One unit' },
    params: idParams,
    response: unitView,
  },
  unitHistory: {
    method: 'GET',
    path: '/api/units/{id}/history',
    action: 'register.read',
    summary: { zh: '参保单位的全部变动', en: 'Every change of a unit' },
    params: idParams,
    response: registerHistoryView,
  },
  previewUnit: {
    method: 'POST',
    path: '/api/units/preview',
    action: 'register.correct',
    summary: { zh: '单位业务预核，不留记录', en: 'What an act about a unit would do; nothing is kept' },
    body: unitBody,
    response: enrolPreview,
  },
  changeUnit: {
    method: 'POST',
    path: '/api/units',
    action: 'register.correct',
    summary: {
      zh: '单位登记、变更、合并、暂停、恢复、注销，班级更名、合并、撤销',
      en: 'Register, change, merge, suspend, resume or cancel a unit; rename, merge or close a class',
    },
    body: unitBody,
    response: actedView,
    idempotent: true,
  },
} as const satisfies Record<string, Operation>;
export type EnrolmentOperationId = keyof typeof ENROLMENT_OPERATIONS;
