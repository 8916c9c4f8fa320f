import type {
  OfficeBillBody,
  OfficeBillsQuery,
  OfficeCancelBody,
  OfficeItemsQuery,
  OfficeOperationId,
  OfficeReversalBody,
  OfficeVisitBody,
} from '@gongji/contract';
import { MAPPING_HANDLERS } from '../mapping/handlers.ts';
import { RECONCILIATION_HANDLERS } from '../reconciliation/handlers.ts';
import type { Handler } from '../rest/handler.ts';
import { previewBill, settleBill } from './bill.ts';
import { officeBills } from './bills.ts';
import { officePersons } from './find-person.ts';
import { officeItems } from './items.ts';
import { office } from './place.ts';
import { reverseBill } from './reversal.ts';
import { STAY_HANDLERS } from './stay-handlers.ts';
import { cancelVisit, registerVisit } from './visit.ts';

/** The casts state what the operation's own schemas have just checked. */
const idIn = (params: unknown): string => (params as { id: string }).id;

export const OFFICE_HANDLERS: Readonly<Record<OfficeOperationId, Handler>> = {
  ...RECONCILIATION_HANDLERS,
  ...MAPPING_HANDLERS,
  ...STAY_HANDLERS,
  office: (deps, caller) => office(deps, caller),
  officePersons: (deps, caller, { body }) => officePersons(deps, caller, body as { q: string }),
  officeItems: (deps, caller, { query }) => officeItems(deps, caller, query as OfficeItemsQuery),
  officeRegister: (deps, caller, { body }) => registerVisit(deps, caller, body as OfficeVisitBody),
  officeCancel: (deps, caller, { params, body }) =>
    cancelVisit(deps, caller, idIn(params), body as OfficeCancelBody),
  officePreview: (deps, caller, { body }) => previewBill(deps, caller, body as OfficeBillBody),
  officeSettle: (deps, caller, { body }) => settleBill(deps, caller, body as OfficeBillBody),
  officeReverse: (deps, caller, { params, body }) =>
    reverseBill(deps, caller, idIn(params), body as OfficeReversalBody),
  officeBills: (deps, caller, { query }) => officeBills(deps, caller, query as OfficeBillsQuery),
};
