import type { AskTransferBody, PaymentsOperationId, PaymentsQuery, StatementQuery } from '@gongji/contract';
import type { Handler } from '../rest/handler.ts';
import { startTransfer } from '../transfer/start.ts';
import { contributionFile } from './contribution-file.ts';
import { contributionMonths } from './months.ts';
import { payments } from './payments.ts';
import { accountStatement } from './statement.ts';

/** The casts state what the operation's own schemas have just checked. */
const personIn = (params: unknown): string => (params as { psnNo: string }).psnNo;
const NOT_SAID = {
  contact: '',
  phone: '',
  address: '',
  postcode: '',
  bankName: '',
  accountName: '',
  bankAccount: '',
};

export const SELF_SERVICE_HANDLERS: Readonly<Record<PaymentsOperationId, Handler>> = {
  payments: (deps, caller, { params, query }) =>
    payments(deps, caller, personIn(params), query as PaymentsQuery),
  contributionMonths: (deps, caller, { params }) => contributionMonths(deps, caller, personIn(params)),
  accountStatement: (deps, caller, { params, query }) =>
    accountStatement(deps, caller, personIn(params), query as StatementQuery),
  contributionFile: (deps, caller, { params, query }) =>
    contributionFile(deps, caller, personIn(params), query as StatementQuery),
  askTransfer: (deps, caller, { params, body }) => {
    const { scheme, otherAgency, note } = body as AskTransferBody;
    return startTransfer(deps, caller, personIn(params), {
      direction: 'out',
      schemeFrom: scheme,
      schemeTo: scheme,
      otherAgency: { ...NOT_SAID, ...otherAgency },
      materials: [],
      note,
    });
  },
};
