import type {
  ActsQuery,
  NewPersonBody,
  PersonChangeBody,
  RegisterFileQuery,
  RegisterOperationId,
  RegisterPersonsQuery,
} from '@gongji/contract';
import type { Handler } from '../rest/handler.ts';
import { changePerson } from './change-person.ts';
import { acts, registerFile, registerHistory, registerPersons } from './register-file.ts';
import { registerPerson } from './register-person.ts';
import { undoAct } from './undo-act.ts';

/** The casts state what the operation's own schemas have just checked. */
const psnNoIn = (params: unknown): string => (params as { psnNo: string }).psnNo;
const idIn = (params: unknown): string => (params as { id: string }).id;

export const REGISTER_HANDLERS: Readonly<Record<RegisterOperationId, Handler>> = {
  registerPersons: (deps, caller, { query }) => registerPersons(deps, caller, query as RegisterPersonsQuery),
  registerPerson: (deps, caller, { body, idempotencyKey }) =>
    registerPerson(deps, caller, body as NewPersonBody, idempotencyKey),
  registerFile: (deps, caller, { params, query }) =>
    registerFile(deps, caller, psnNoIn(params), query as RegisterFileQuery),
  registerHistory: (deps, caller, { params }) => registerHistory(deps, caller, psnNoIn(params)),
  changePerson: (deps, caller, { params, body, idempotencyKey }) =>
    changePerson(deps, caller, psnNoIn(params), body as PersonChangeBody, idempotencyKey),
  acts: (deps, caller, { query }) => acts(deps, caller, query as ActsQuery),
  undoAct: (deps, caller, { params, body, idempotencyKey }) =>
    undoAct(deps, caller, idIn(params), body as { reason: string }, idempotencyKey),
};
