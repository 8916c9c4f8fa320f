import { z } from 'zod';
import { counterDayParams } from './counter.ts';
import type { Operation } from './operation.ts';
import { personParams } from './registers.ts';
import { taskStartedView } from './task.ts';
import { day, fenAmount, id, psnNo } from './values.ts';

/** Asked for as `zh`, `en` or `zh-CN`. */
const lang = z
  .enum(['zh', 'zh-CN', 'en'])
  .default('zh')
  .transform((tag) => (tag === 'en' ? ('en' as const) : ('zh' as const)));

const SETTLEMENT_DOCUMENTS = { settlement: 'settlement-sheet', explanation: 'explanation-sheet' } as const;

/** Name in the address → kind of document. */
const settlementDocument = z
  .enum(['settlement', 'explanation'])
  .transform((name) => SETTLEMENT_DOCUMENTS[name]);

export const printSettlementParams = z.strictObject({ id, document: settlementDocument });
export const printSettlementQuery = z.strictObject({ lang });
export const dayListParams = z.strictObject({ visitId: z.string().min(1).max(30) });
export const dayListQuery = z.strictObject({ day, lang });

export const printPersonParams = z.strictObject({
  psnNo,
  document: z.enum(['cover-certificate', 'account-statement', 'yearly-record', 'own-contributions']),
});
export const printPersonQuery = z.strictObject({
  lang,
  year: z
    .string()
    .regex(/^20\d\d$/)
    .optional(),
});
export const printTransferParams = z.strictObject({
  id,
  document: z.enum(['contact-letter', 'transfer-sheets']),
});
export const printTransferQuery = z.strictObject({ lang });

const BILL_DOCUMENTS = { notice: 'contribution-notice', receipt: 'contribution-receipt' } as const;
export const printBillParams = z.strictObject({
  id,
  document: z.enum(['notice', 'receipt']).transform((name) => BILL_DOCUMENTS[name]),
});
export const printLangQuery = z.strictObject({ lang });
export const unitNoticesParams = z.strictObject({ id });
export const printNoticesParams = z.strictObject({ id, document: z.enum(['notices', 'notice-list']) });
export const noticesQuery = z.strictObject({
  scheme: z.enum(['employee', 'resident']),
  period: z
    .string()
    .regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)
    .meta({ description: '费款所属期 month yyyy-MM or year yyyy', examples: ['2027'] }),
  open: z
    .enum(['true', 'false'])
    .default('true')
    .transform((text) => text === 'true')
    .meta({ description: '只印未缴清的 only what is not paid' }),
  part: z.coerce.number().int().min(1).max(1000).default(1),
  lang,
});
export type NoticesQuery = Omit<z.output<typeof noticesQuery>, 'lang'>;
export const noticesView = z
  .object({
    unitId: id,
    unitName: z.string(),
    kind: z.enum(['employer', 'school', 'community']),
    /** Notices in one file. */
    aPart: z.int(),
    items: z.array(
      z.object({
        scheme: z.enum(['employee', 'resident']),
        period: z.string(),
        bills: z.int(),
        openBills: z.int(),
        billedFen: fenAmount,
        openFen: fenAmount,
      }),
    ),
  })
  .meta({ id: 'Notices' });
export type NoticesView = z.input<typeof noticesView>;

const LEVY_DOCUMENTS = { notice: 'levy-notice', decision: 'levy-decision' } as const;
export const printLevyParams = z.strictObject({
  id,
  document: z.enum(['notice', 'decision']).transform((name) => LEVY_DOCUMENTS[name]),
});

export const printDunningQuery = z.strictObject({
  level: z.coerce.number().int().min(1).max(9).optional(),
  madeOn: day.optional().meta({ description: '生成日期 day on which they were made' }),
  part: z.coerce.number().int().min(1).max(1000).default(1),
  lang,
});

/** Printing is reading: the same permission, the same scope. */
export const PRINT_OPERATIONS = {
  printSettlement: {
    method: 'GET',
    path: '/api/settlements/{id}/print/{document}',
    action: 'settlement.read',
    summary: { zh: '打印结算单、待遇计算说明（PDF）', en: 'Print a settlement or its explanation (PDF)' },
    params: printSettlementParams,
    query: printSettlementQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  printPerson: {
    method: 'GET',
    path: '/api/persons/{psnNo}/print/{document}',
    action: 'account.read',
    summary: {
      zh: '打印参保凭证、个人账户对账单、个人权益记录单、个人缴费明细（PDF）',
      en: 'Print the certificate of cover, the account statement, the record or the contributions of a year (PDF)',
    },
    params: printPersonParams,
    query: printPersonQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  printCoverProof: {
    method: 'GET',
    path: '/api/persons/{psnNo}/print/cover-proof',
    action: 'payment.read',
    summary: { zh: '打印参保证明（PDF）', en: 'Print the proof of cover (PDF)' },
    params: personParams,
    query: printLangQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  printAct: {
    method: 'GET',
    path: '/api/register/acts/{id}/print/form',
    action: 'register.read',
    summary: { zh: '打印参保登记表（PDF）', en: 'Print the form of an act of enrolment (PDF)' },
    params: unitNoticesParams,
    query: printLangQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  printTransfer: {
    method: 'GET',
    path: '/api/transfers/{id}/print/{document}',
    action: 'transfer.read',
    summary: {
      zh: '打印转移联系函、信息表（PDF）',
      en: 'Print the contact letter or the sheets of a transfer (PDF)',
    },
    params: printTransferParams,
    query: printTransferQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  printDayList: {
    method: 'GET',
    path: '/api/visits/{visitId}/print/day-list',
    action: 'settlement.read',
    summary: { zh: '打印一日清单（PDF）', en: 'Print the fees of one day of a visit (PDF)' },
    params: dayListParams,
    query: dayListQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  printBill: {
    method: 'GET',
    path: '/api/contribution-bills/{id}/print/{document}',
    action: 'payment.read',
    summary: { zh: '打印缴费通知单、缴费凭证（PDF）', en: 'Print the notice or the receipt of a bill (PDF)' },
    params: printBillParams,
    query: printLangQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  printMoney: {
    method: 'GET',
    path: '/api/receipts/{id}/print/receipt',
    action: 'receipt.take',
    summary: { zh: '打印收款凭证（PDF）', en: 'Print the proof of money received (PDF)' },
    params: unitNoticesParams,
    query: printLangQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  printCollectionList: {
    method: 'GET',
    path: '/api/collection-lists/{id}/print',
    action: 'collect.list',
    summary: { zh: '打印代收代扣名单（PDF）', en: 'Print a list that others collect by (PDF)' },
    params: unitNoticesParams,
    query: printLangQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  printCounterPayment: {
    method: 'GET',
    path: '/api/counter/payments/{id}/print',
    action: 'contribution.region',
    summary: { zh: '打印柜面收款凭证（PDF）', en: 'Print the receipt of a payment at the counter (PDF)' },
    params: unitNoticesParams,
    query: printLangQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  printCounterDay: {
    method: 'GET',
    path: '/api/counter/days/{clerk}/{day}/print',
    action: 'contribution.region',
    summary: { zh: '打印日结单（PDF）', en: 'Print the closing sheet of a day at the counter (PDF)' },
    params: counterDayParams,
    query: printLangQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  unitNotices: {
    method: 'GET',
    path: '/api/units/{id}/notices',
    action: 'notice.print',
    summary: { zh: '单位、社区、学校的缴费通知单份数', en: 'Notices of a unit and the people on its list' },
    params: unitNoticesParams,
    response: noticesView,
  },
  printNotices: {
    method: 'GET',
    path: '/api/units/{id}/print/{document}',
    action: 'notice.print',
    summary: {
      zh: '批量打印缴费通知单、缴费花名册（PDF）',
      en: 'Print the notices of a unit and its list, or the list, in one file (PDF)',
    },
    params: printNoticesParams,
    query: noticesQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  startNotices: {
    method: 'POST',
    path: '/api/units/{id}/print/{document}',
    action: 'notice.print',
    summary: {
      zh: '后台生成缴费通知单、缴费花名册，完成后取文件',
      en: 'Print the notices of a unit, or the list, as a task; its file is fetched when it is done',
    },
    params: printNoticesParams,
    query: noticesQuery,
    response: taskStartedView,
  },
  printDunning: {
    method: 'GET',
    path: '/api/dunning-notices/{id}/print',
    action: 'contribution.read',
    summary: { zh: '打印催缴通知（PDF）', en: 'Print a dunning notice (PDF)' },
    params: unitNoticesParams,
    query: printLangQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  printDunnings: {
    method: 'GET',
    path: '/api/dunning-notices/papers',
    action: 'contribution.region',
    summary: { zh: '批量打印催缴通知（PDF）', en: 'Print dunning notices in one file (PDF)' },
    query: printDunningQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  startDunnings: {
    method: 'POST',
    path: '/api/dunning-notices/papers',
    action: 'contribution.region',
    summary: {
      zh: '后台批量生成催缴通知，完成后取文件',
      en: 'Print dunning notices as a task; its file is fetched when it is done',
    },
    query: printDunningQuery,
    response: taskStartedView,
  },
  printLevy: {
    method: 'GET',
    path: '/api/levy-notices/{id}/print/{document}',
    action: 'levy.read',
    summary: {
      zh: '打印征缴稽核整改通知书、处理决定书（PDF）',
      en: 'Print the notice of an audit of contributions, or the decision on it (PDF)',
    },
    params: printLevyParams,
    query: printLangQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
} as const satisfies Record<string, Operation>;
export type PrintOperationId = keyof typeof PRINT_OPERATIONS;
