import type {
  ActsQuery,
  DuplicatesQuery,
  EnrolBody,
  EnrolmentOperationId,
  EnrolmentRequestsQuery,
  GroupBody,
  GroupPapersQuery,
  MergeBody,
  NewPersonBody,
  PersonChangeBody,
  RegisterFileQuery,
  RegisterHistoryQuery,
  RegisterOperationId,
  RegisterPersonsQuery,
  UnitBody,
  UnitsQuery,
} from '@gongji/contract';
import type { Handler } from '../rest/handler.ts';
import { ask, changeGroup, changePerson, preview, previewOf, previewUndo, undoAct } from './ask.ts';
import { duplicates, merge, notDuplicate, previewMerge } from './duplicates.ts';
import { groupPapers } from './group-proposal.ts';
import { acts, registerFile, registerHistory, registerPersons } from './register-file.ts';
import { registerPerson } from './register-person.ts';
import { decideEnrolment, enrolmentRequests } from './requests.ts';
import { changeUnit, unit, unitHistory, units } from './units.ts';

/** The casts state what the operation's own schemas have just checked. */
const psnNoIn = (params: unknown): string => (params as { psnNo: string }).psnNo;
const idIn = (params: unknown): string => (params as { id: string }).id;

export const REGISTER_HANDLERS: Readonly<Record<RegisterOperationId, Handler>> = {
  registerPersons: (deps, caller, { query }) => registerPersons(deps, caller, query as RegisterPersonsQuery),
  registerPerson: (deps, caller, { body, idempotencyKey }) =>
    registerPerson(deps, caller, body as NewPersonBody, idempotencyKey),
  registerFile: (deps, caller, { params, query }) =>
    registerFile(deps, caller, psnNoIn(params), query as RegisterFileQuery),
  registerHistory: (deps, caller, { params, query }) =>
    registerHistory(deps, caller, psnNoIn(params), query as RegisterHistoryQuery),
  previewPersonChange: (deps, caller, { params, body }) =>
    previewOf(deps, caller, psnNoIn(params), (personId) => ({
      kind: 'person',
      personId,
      body: body as PersonChangeBody,
    })),
  changePerson: (deps, caller, { params, body, idempotencyKey }) =>
    changePerson(deps, caller, psnNoIn(params), body as PersonChangeBody, idempotencyKey),
  acts: (deps, caller, { query }) => acts(deps, caller, query as ActsQuery),
  previewUndo: (deps, caller, { params, body }) =>
    previewUndo(deps, caller, idIn(params), body as { reason: string }),
  undoAct: (deps, caller, { params, body, idempotencyKey }) =>
    undoAct(deps, caller, idIn(params), body as { reason: string }, idempotencyKey),
};

export const ENROLMENT_HANDLERS: Readonly<Record<EnrolmentOperationId, Handler>> = {
  previewEnrolment: (deps, caller, { body }) =>
    preview(deps, caller, { kind: 'enrol', body: body as EnrolBody }),
  enrol: (deps, caller, { body, idempotencyKey }) =>
    ask(
      deps,
      caller,
      { operation: 'enrol', idempotencyKey, body },
      { kind: 'enrol', body: body as EnrolBody },
    ),
  groupPapers: (deps, caller, { params, query }) =>
    groupPapers(deps, caller, psnNoIn(params), query as GroupPapersQuery),
  previewGroup: (deps, caller, { params, body }) =>
    previewOf(deps, caller, psnNoIn(params), (personId) => ({
      kind: 'group',
      personId,
      body: body as GroupBody,
    })),
  changeGroup: (deps, caller, { params, body, idempotencyKey }) =>
    changeGroup(deps, caller, psnNoIn(params), body as GroupBody, idempotencyKey),
  duplicates: (deps, caller, { query }) => duplicates(deps, caller, query as DuplicatesQuery),
  previewMerge: (deps, caller, { body }) => previewMerge(deps, caller, body as MergeBody),
  merge: (deps, caller, { body, idempotencyKey }) => merge(deps, caller, body as MergeBody, idempotencyKey),
  notDuplicate: (deps, caller, { body }) =>
    notDuplicate(deps, caller, body as { persons: readonly string[]; reason: string }),
  enrolmentRequests: (deps, caller, { query }) =>
    enrolmentRequests(deps, caller, query as EnrolmentRequestsQuery),
  decideEnrolment: (deps, caller, { params, body }) =>
    decideEnrolment(deps, caller, idIn(params), body as { approved: boolean; note: string }),
  units: (deps, caller, { query }) => units(deps, caller, query as UnitsQuery),
  unit: (deps, caller, { params }) => unit(deps, caller, idIn(params)),
  unitHistory: (deps, caller, { params, query }) =>
    unitHistory(deps, caller, idIn(params), query as RegisterHistoryQuery),
  previewUnit: (deps, caller, { body }) => preview(deps, caller, { kind: 'unit', body: body as UnitBody }),
  changeUnit: (deps, caller, { body, idempotencyKey }) =>
    changeUnit(deps, caller, body as UnitBody, idempotencyKey),
};
