import type {
  CollectionDayOperationId,
  CollectionDaysQuery,
  DayStatementBody,
  SignOffBody,
} from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import type { Handler } from '../rest/handler.ts';
import { day, days, signOff, takeStatement } from './days.ts';

const dayIn = (params: unknown) => params as { readonly source: string; readonly day: CalendarDate };

export const COLLECTION_DAY_HANDLERS: Readonly<Record<CollectionDayOperationId, Handler>> = {
  collectionDays: (deps, caller, { query }) => days(deps, caller, query as CollectionDaysQuery),
  collectionDay: (deps, caller, { params }) => day(deps, caller, dayIn(params)),
  takeDayStatement: (deps, caller, { params, body }) =>
    takeStatement(deps, caller, dayIn(params), body as DayStatementBody),
  signOffDay: (deps, caller, { params, body }) => signOff(deps, caller, dayIn(params), body as SignOffBody),
};
