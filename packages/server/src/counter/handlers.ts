import type {
  ChequeOutcomeBody,
  CounterCountBody,
  CounterDaysQuery,
  CounterDepositBody,
  CounterOperationId,
  CounterPayerQuery,
  CounterPaymentBody,
  CounterPaymentsQuery,
  SignOffBody,
} from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import type { Handler } from '../rest/handler.ts';
import { askReversal, decideReversal, settleCheque } from './corrections.ts';
import { countDay, counterDay, counterDays, deposit, signDay } from './days.ts';
import { counterPayer, counterPayment, counterPayments, takeCounterPayment } from './payments.ts';

const idIn = (params: unknown): string => (params as { id: string }).id;
const dayIn = (params: unknown) => params as { readonly clerk: string; readonly day: CalendarDate };

export const COUNTER_HANDLERS: Readonly<Record<CounterOperationId, Handler>> = {
  counterPayer: (deps, caller, { query }) => counterPayer(deps, caller, query as CounterPayerQuery),
  takeCounterPayment: (deps, caller, { body }) =>
    takeCounterPayment(deps, caller, body as CounterPaymentBody),
  counterPayments: (deps, caller, { query }) => counterPayments(deps, caller, query as CounterPaymentsQuery),
  counterPayment: (deps, caller, { params }) => counterPayment(deps, caller, idIn(params)),
  askCounterReversal: (deps, caller, { params, body }) =>
    askReversal(deps, caller, idIn(params), (body as { reason: string }).reason),
  decideCounterReversal: (deps, caller, { params, body }) =>
    decideReversal(deps, caller, idIn(params), body as { approved: boolean; note: string }),
  settleCheque: (deps, caller, { params, body }) =>
    settleCheque(deps, caller, idIn(params), body as ChequeOutcomeBody),
  counterDays: (deps, caller, { query }) => counterDays(deps, caller, query as CounterDaysQuery),
  counterDay: (deps, caller, { params }) => counterDay(deps, caller, dayIn(params)),
  countCounterDay: (deps, caller, { params, body }) =>
    countDay(deps, caller, dayIn(params), body as CounterCountBody),
  signCounterDay: (deps, caller, { params, body }) =>
    signDay(deps, caller, dayIn(params), body as SignOffBody),
  depositCounter: (deps, caller, { params, body }) =>
    deposit(deps, caller, dayIn(params), body as CounterDepositBody),
};
