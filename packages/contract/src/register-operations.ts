import { enrolPreview } from './enrol.ts';
import { idParams } from './identity.ts';
import type { Operation } from './operation.ts';
import {
  actedView,
  actsQuery,
  actsView,
  newPersonBody,
  personChangeBody,
  registerFileQuery,
  registerFileView,
  registerHistoryQuery,
  registerHistoryView,
  registerPersonsQuery,
  registerPersonsView,
  undoBody,
} from './register.ts';
import { personParams } from './registers.ts';

/** Registers of enrolment 参保登记: persons with what is and was known of them, and the acts that changed it. */
export const REGISTER_OPERATIONS = {
  registerPersons: {
    method: 'GET',
    path: '/api/register/persons',
    action: 'register.read',
    summary: { zh: '查找登记的参保人', en: 'Find persons of the register' },
    query: registerPersonsQuery,
    response: registerPersonsView,
  },
  registerPerson: {
    method: 'POST',
    path: '/api/register/persons',
    action: 'register.change',
    summary: { zh: '登记参保人', en: 'Register a person' },
    body: newPersonBody,
    response: actedView,
    idempotent: true,
  },
  registerFile: {
    method: 'GET',
    path: '/api/register/persons/{psnNo}',
    action: 'register.read',
    summary: {
      zh: '参保人的登记，可看截至某时所知',
      en: 'The rows of a person, now or as known at an instant',
    },
    params: personParams,
    query: registerFileQuery,
    response: registerFileView,
  },
  registerHistory: {
    method: 'GET',
    path: '/api/register/persons/{psnNo}/history',
    action: 'register.read',
    summary: { zh: '参保人登记的全部变动', en: 'Every change of the rows of a person' },
    params: personParams,
    query: registerHistoryQuery,
    response: registerHistoryView,
  },
  previewPersonChange: {
    method: 'POST',
    path: '/api/register/persons/{psnNo}/changes/preview',
    action: 'register.correct',
    summary: {
      zh: '变更预核：对参保、缴费、账户和已结算费用的影响，不留记录',
      en: 'What a change would do to cover, contributions, account and bills; nothing is kept',
    },
    params: personParams,
    body: personChangeBody,
    response: enrolPreview,
  },
  changePerson: {
    method: 'POST',
    path: '/api/register/persons/{psnNo}/changes',
    action: 'register.correct',
    summary: {
      zh: '变更、更正参保人信息，死亡登记',
      en: 'Change or correct a person, or register the death',
    },
    params: personParams,
    body: personChangeBody,
    response: actedView,
    idempotent: true,
  },
  acts: {
    method: 'GET',
    path: '/api/register/acts',
    action: 'register.read',
    summary: { zh: '参保业务，最近的在前', en: 'Acts of enrolment, latest first' },
    query: actsQuery,
    response: actsView,
  },
  previewUndo: {
    method: 'POST',
    path: '/api/register/acts/{id}/undo/preview',
    action: 'register.change',
    summary: {
      zh: '撤回预核：取消和应退的费用、受影响的结算、所有问题，不留记录',
      en: 'What undoing an act would do: what is cancelled and refunded, bills affected, every problem; nothing is kept',
    },
    params: idParams,
    body: undoBody,
    response: enrolPreview,
  },
  undoAct: {
    method: 'POST',
    path: '/api/register/acts/{id}/undo',
    action: 'register.change',
    summary: { zh: '撤回一项参保业务', en: 'Undo an act' },
    params: idParams,
    body: undoBody,
    response: actedView,
    idempotent: true,
  },
} as const satisfies Record<string, Operation>;
export type RegisterOperationId = keyof typeof REGISTER_OPERATIONS;
