import { type CalendarDate, fen } from '@gongji/domain';
import type { AnyDocument } from '@gongji/reports';
import {
  listAllocations,
  listedPersons,
  type NoticeFilter,
  noticeBills,
  type PaperBillRow,
  readList,
  readPaperBill,
  readReceipt,
} from '@gongji/store/contribution';
import { readUnit } from '@gongji/store/enrolment';
import { regionTitle } from '@gongji/store/print';
import { billView, today } from '../contribution/bills.ts';
import type { Caller } from '../rest/caller.ts';
import { maskNumber, maskPersonNumber } from '../rest/mask.ts';
import { schemeName } from './code-words.ts';
import {
  type ContributionPaper,
  nameFor,
  type PaperDeps,
  paymentRow,
  standing,
} from './contribution-paper.ts';
import { billStateName, paidThrough } from './contribution-words.ts';
import { given } from './person-fields.ts';

const NO_PERSON = '0';
/** A list beyond this is no paper any more. */
const MOST_LISTED = 5_000;

/** 收款凭证 of money that came in, with the bills that it paid. Of the whole region: the caller's permission says so. */
export async function moneyPaper(
  deps: PaperDeps,
  caller: Caller,
  receiptId: string,
): Promise<ContributionPaper | undefined> {
  const row = await readReceipt(deps.pool, caller, receiptId);
  if (row === undefined) return undefined;
  const live = standing(await listAllocations(deps.pool, { receiptId }));
  const bills = await Promise.all(live.map((one) => readPaperBill(deps.pool, caller, one.billId)));
  const creditedFen = live.reduce((sum, one) => sum + one.amountFen, 0);
  const ofPerson = bills.some((one) => one?.payer === 'person');
  const data: AnyDocument = {
    document: 'contribution-receipt',
    fields: {
      ...(await regionTitle(deps.pool, row.regionCode)),
      asOf: today(deps),
      payerName: ofPerson ? nameFor(caller, row.payerName) : row.payerName,
      ...given(
        'payerCode',
        /^9[0-9A-Z]{17}$/.test(row.payerCode) ? row.payerCode : maskNumber(row.payerCode),
      ),
      sourceName: paidThrough(row.source),
      serial: row.serial,
      paidOn: row.paidOn,
      receivedFen: fen(row.amountFen),
      creditedFen: fen(creditedFen),
      returnedFen: fen(row.amountFen - creditedFen - row.freeFen),
      freeFen: fen(row.freeFen),
    },
    rows: {
      payments: live.map((one, index) => {
        const bill = bills[index];
        const scheme = bill === undefined ? undefined : schemeName(bill.scheme);
        return paymentRow(one, { ...given('schemeName', scheme), ...given('period', bill?.period) });
      }),
    },
    flags: row.freeFen > 0 ? ['free'] : [],
  };
  const content = [
    row.source,
    row.serial,
    row.amountFen,
    live.map((one) => [one.allocationId, one.amountFen]),
  ];
  const [first] = bills;
  return {
    regionCode: row.regionCode,
    personId: first?.personId ?? NO_PERSON,
    scheme: first?.scheme ?? 'employee',
    variant: 'money',
    data,
    subject: `money ${receiptId}`,
    content,
  };
}

/** 缴费花名册: what each person on the list of a community or school has to pay in a period. */
export async function listPaper(
  deps: PaperDeps,
  caller: Caller,
  filter: NoticeFilter & { readonly scheme: 'employee' | 'resident'; readonly period: string },
): Promise<ContributionPaper | undefined> {
  const unit = await readUnit(deps.pool, caller, filter.unitId);
  if (unit === undefined) return undefined;
  const bills = await noticeBills(
    deps.pool,
    caller,
    { ...filter, open: false },
    { from: 0, most: MOST_LISTED },
  );
  const own = bills.filter((one) => one.payer === 'person');
  const on = today(deps);
  const billedFen = own.reduce((sum, one) => sum + one.amountFen, 0);
  const settledFen = own.reduce((sum, one) => sum + one.paidFen, 0);
  const dueOn = own.map((one) => one.dueOn).sort()[0];
  const data: AnyDocument = {
    document: 'contribution-list',
    fields: {
      ...(await regionTitle(deps.pool, unit.regionCode)),
      asOf: on,
      payerName: unit.name,
      payerCode: unit.code,
      schemeName: schemeName(filter.scheme),
      period: filter.period,
      ...given('dueOn', dueOn),
      heads: own.length,
      billedFen: fen(billedFen),
      settledFen: fen(settledFen),
      openFen: fen(billedFen - settledFen),
    },
    rows: { payers: own.map((one, index) => payerRow(caller, one, { number: index + 1, on })) },
    flags: [],
  };
  const subject = `list ${filter.unitId} ${filter.scheme} ${filter.period}`;
  const content = [subject, own.map((one) => [one.billNo, one.amountFen, one.paidFen])];
  const { regionCode } = unit;
  return { regionCode, personId: NO_PERSON, scheme: filter.scheme, variant: 'list', data, subject, content };
}

/** 代收代扣名单 as it was made, on the same paper: who is reported as paid stands as paid. */
export async function collectionListPaper(
  deps: PaperDeps,
  caller: Caller,
  listId: string,
): Promise<ContributionPaper | undefined> {
  const list = await readList(deps.pool, caller, listId);
  if (list === undefined) return undefined;
  const rows = await listedPersons(deps.pool, listId);
  const { regionCode, listNo, scheme, period, amountFen, paidFen } = list;
  const data: AnyDocument = {
    document: 'contribution-list',
    fields: {
      ...(await regionTitle(deps.pool, regionCode)),
      asOf: today(deps),
      payerName: `${list.unitName ?? LIST_KINDS[list.kind]}${list.className}`,
      payerCode: listNo,
      schemeName: schemeName(scheme),
      period,
      heads: list.heads,
      billedFen: fen(amountFen),
      settledFen: fen(paidFen),
      openFen: fen(amountFen - paidFen),
    },
    rows: {
      payers: rows.map((one) => ({
        ...{ number: one.rowNo, className: one.className },
        // A unit stands with its name and credit code, which are public.
        ...(one.unitId === null
          ? { personName: nameFor(caller, one.name), psnNo: maskNumber(one.certNo) }
          : { personName: one.name, psnNo: one.certNo }),
        ...{ billNo: one.billNo, ownFen: fen(one.amountFen) },
        ownPaidFen: fen(one.paid === true ? one.amountFen : 0),
        ownOpenFen: fen(one.paid === true ? 0 : one.amountFen),
        stateName:
          one.paid === true ? billStateName('paid') : { zh: one.reason || '未缴', en: one.reason || 'open' },
      })),
    },
    flags: [],
  };
  const subject = `collection ${listId}`;
  const content = [listNo, rows.map((one) => [one.billNo, one.amountFen])];
  return { regionCode, personId: NO_PERSON, scheme, variant: 'list', data, subject, content };
}

const LIST_KINDS = {
  school: '学校代收',
  finance: '财政资助',
  pension: '养老金代扣',
  bank: '银行代扣',
  budget: '财政统发代扣',
} as const;

function payerRow(
  caller: Caller,
  row: PaperBillRow,
  { number, on }: { readonly number: number; readonly on: CalendarDate },
) {
  return {
    number,
    ...given('className', row.className ?? undefined),
    personName: nameFor(caller, row.personName ?? ''),
    psnNo: maskPersonNumber(row.psnNo ?? ''),
    billNo: row.billNo,
    ownFen: fen(row.amountFen),
    ownPaidFen: fen(row.paidFen),
    ownOpenFen: fen(row.amountFen - row.paidFen),
    stateName: billStateName(billView(row, on).state),
  };
}
