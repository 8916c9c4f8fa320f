import type {
  BillsFileQuery,
  BillsQuery,
  DeskOperationId,
  MessagesFileQuery,
  MessagesQuery,
  PageQuery,
  PersonBillsQuery,
  RevealBody,
} from '@gongji/contract';
import { search } from '../search/search.ts';
import { bills, billsFile } from './bill-list.ts';
import { operations } from './figure-operations.ts';
import type { Handler } from './handler.ts';
import { message, messages, messagesFile } from './message-log.ts';
import { looks, movements, personBills, reveal } from './person-operations.ts';
import { worklist } from './worklist.ts';

/** The casts state what the operation's own schemas have just checked. */
const personIn = (params: unknown): string => (params as { psnNo: string }).psnNo;

export const DESK_HANDLERS: Readonly<Record<DeskOperationId, Handler>> = {
  worklist: (deps, caller) => worklist(deps, caller),
  search: (deps, caller, { query }) => search(deps, caller, query as { q: string; limit: number }),
  bills: (deps, caller, { query }) => bills(deps, caller, query as BillsQuery),
  billsFile: (deps, caller, { query }) => billsFile(deps, caller, query as BillsFileQuery),
  personBills: (deps, caller, { params, query }) =>
    personBills(deps, caller, personIn(params), query as PersonBillsQuery),
  movements: (deps, caller, { params, query }) =>
    movements(deps, caller, personIn(params), query as PageQuery),
  reveal: (deps, caller, { params, body }) => reveal(deps, caller, personIn(params), body as RevealBody),
  looks: (deps, caller, { params, query }) => looks(deps, caller, personIn(params), query as PageQuery),
  operations: (deps, caller) => operations(deps, caller),
  messages: (deps, caller, { query }) => messages(deps, caller, query as MessagesQuery),
  messagesFile: (deps, caller, { query }) => messagesFile(deps, caller, query as MessagesFileQuery),
  message: (deps, caller, { params }) => message(deps, caller, (params as { id: string }).id),
};
