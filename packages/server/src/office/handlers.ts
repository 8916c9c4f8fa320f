import type {
  OfficeBillBody,
  OfficeCancelBody,
  OfficeItemsQuery,
  OfficeOperationId,
  OfficeReversalBody,
  OfficeVisitBody,
} from '@gongji/contract';
import { MAPPING_HANDLERS } from '../mapping/handlers.ts';
import { OWN_ITEM_COLUMNS } from '../mapping/own-items.ts';
import { RECONCILIATION_HANDLERS } from '../reconciliation/handlers.ts';
import { OWN_BILL_COLUMNS } from '../reconciliation/own-bill.ts';
import type { FileAnswer } from '../rest/answer.ts';
import type { Handler } from '../rest/handler.ts';
import { templateOf } from '../sheet/template.ts';
import { previewBill, settleBill } from './bill.ts';
import { officePersons } from './find-person.ts';
import { officeItems } from './items.ts';
import { office } from './place.ts';
import { reverseBill } from './reversal.ts';
import { STAY_HANDLERS } from './stay-handlers.ts';
import { cancelVisit, registerVisit } from './visit.ts';

/** The casts state what the operation's own schemas have just checked. */
const langIn = (query: unknown): 'zh' | 'en' => (query as { lang: 'zh' | 'en' }).lang;
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
  ownBillsTemplate: async (_deps, _caller, { query }) =>
    template(
      'bills-template.xlsx',
      templateOf(OWN_BILL_COLUMNS, { zh: '机构账单', en: 'Bills' }, langIn(query)),
    ),
  ownItemsTemplate: async (_deps, _caller, { query }) =>
    template(
      'items-template.xlsx',
      templateOf(OWN_ITEM_COLUMNS, { zh: '机构项目', en: 'Items' }, langIn(query)),
    ),
};

function template(name: string, content: Uint8Array): FileAnswer {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { kind: 'file', file: { type, name, disposition: 'attachment', content } };
}
