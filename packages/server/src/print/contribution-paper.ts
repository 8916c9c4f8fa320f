import { fen } from '@gongji/domain';
import type { AnyDocument } from '@gongji/reports';
import {
  type AllocationRow,
  type ChargeRow,
  chargesOfBill,
  listAllocations,
  type NoticeFilter,
  noticeBills,
  type PaperBillRow,
  readPaperBill,
  subsidyBeside,
} from '@gongji/store/contribution';
import { regionTitle } from '@gongji/store/print';
import { lineNames, today } from '../contribution/bills.ts';
import { publicPayerName } from '../contribution/names.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskNumber, maskPersonNumber } from '../rest/mask.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { schemeName } from './code-words.ts';
import { billKindName, chargeKindName, paidThrough } from './contribution-words.ts';
import { given } from './person-fields.ts';

export type BillDocument = 'contribution-notice' | 'contribution-receipt';

/** A paper about contributions, made from what the books say now: for printing and for verifying alike. */
export interface ContributionPaper {
  readonly regionCode: string;
  /** Of the bill; 0 when it is no person's. */
  readonly personId: string;
  readonly scheme: 'employee' | 'resident';
  readonly variant: string;
  readonly data: AnyDocument;
  /** What the paper is about, as its number and its code have it. */
  readonly subject: string;
  /** What its code vouches for. */
  readonly content: unknown;
}

export type PaperDeps = Pick<RestDeps, 'pool' | 'now' | 'policies'>;

/** With more persons than this a notice prints without its annex. */
const MOST_MEMBERS = 1_500;

/** 缴费通知单 or 缴费凭证 of a bill in scope. */
export async function billPaper(
  deps: PaperDeps,
  caller: Caller,
  billId: string,
  document: BillDocument,
): Promise<ContributionPaper | undefined> {
  const row = await readPaperBill(deps.pool, caller, billId);
  if (row === undefined) return undefined;
  const region = await regionTitle(deps.pool, row.regionCode);
  return document === 'contribution-notice'
    ? noticeOf(deps, caller, row, region)
    : receiptOf(deps, caller, row, region);
}

/** The notices of a unit's own bills and of the persons on its list, for one file. */
export async function noticePapers(
  deps: PaperDeps,
  caller: Caller,
  filter: NoticeFilter,
  page: { readonly from: number; readonly most: number },
): Promise<readonly ContributionPaper[]> {
  const rows = await noticeBills(deps.pool, caller, filter, page);
  const papers: ContributionPaper[] = [];
  const region = await regionTitle(deps.pool, caller.regionCode);
  for (const row of rows) papers.push(await noticeOf(deps, caller, row, region));
  return papers;
}

type RegionTitle = Awaited<ReturnType<typeof regionTitle>>;

async function noticeOf(
  deps: PaperDeps,
  caller: Caller,
  row: PaperBillRow,
  region: RegionTitle,
): Promise<ContributionPaper> {
  const own = row.payer === 'person' || row.payer === 'account';
  // A late fee is of the payer, of no person.
  const members =
    own || row.kind === 'lateFee'
      ? []
      : await chargesOfBill(deps.pool, row.billId, undefined, MOST_MEMBERS + 1);
  const more = members.length > MOST_MEMBERS;
  const subsidyFen = own ? await subsidyBeside(deps.pool, row.billId) : 0;
  const named = lineNames(deps, row.scheme);
  const components = row.lines.map((line) => {
    const { componentName, payerName, fundName, amountFen } = named(line);
    return { componentName, bearerName: payerName, fundName, lineFen: fen(amountFen) };
  });
  const isDue = row.amountFen > row.paidFen && row.amountFen > 0;
  const flags = [
    ...(row.amountFen < 0 ? (['refund'] as const) : []),
    ...(isDue ? (['due'] as const) : row.amountFen > 0 ? (['paid'] as const) : []),
    ...(isDue && row.dueOn < today(deps) ? (['overdue'] as const) : []),
    ...(more ? (['more'] as const) : []),
  ];
  const data: AnyDocument = {
    document: 'contribution-notice',
    fields: {
      ...whoAndWhat(deps, caller, row, region),
      ...sums(row),
      heads: row.heads,
      baseFen: fen(row.baseFen),
      subsidyFen: fen(subsidyFen),
      ...given('unitName', own ? (row.unitName ?? undefined) : undefined),
      ...given('className', row.className ?? undefined),
    },
    rows: { components, members: more ? [] : memberRows(caller, members) },
    flags,
  };
  const content = [row.billNo, row.amountFen, row.dueOn];
  return { ...about(row), variant: own ? 'person' : 'unit', data, subject: row.billId, content };
}

function memberRows(caller: Caller, members: readonly ChargeRow[]) {
  return members.map((one, index) => ({
    number: index + 1,
    personName: nameFor(caller, one.name ?? ''),
    psnNo: maskPersonNumber(one.psnNo ?? ''),
    ...given('declaredFen', one.declaredFen === null ? undefined : fen(one.declaredFen)),
    ...given('memberBaseFen', one.baseFen === null ? undefined : fen(one.baseFen)),
    memberFen: fen(one.hereFen),
    kindName: chargeKindName(one.kind, one.originId !== null),
  }));
}

async function receiptOf(
  deps: PaperDeps,
  caller: Caller,
  row: PaperBillRow,
  region: RegionTitle,
): Promise<ContributionPaper> {
  const live = standing(await listAllocations(deps.pool, { billId: row.billId }));
  const what = { schemeName: schemeName(row.scheme), period: row.period };
  const data: AnyDocument = {
    document: 'contribution-receipt',
    fields: { ...whoAndWhat(deps, caller, row, region), ...sums(row) },
    rows: { payments: live.map((one) => paymentRow(one, what)) },
    flags: row.paidFen < row.amountFen ? ['partly'] : [],
  };
  const content = [row.billNo, live.map((one) => [one.allocationId, one.amountFen])];
  return { ...about(row), variant: 'bill', data, subject: row.billId, content };
}

function about(row: PaperBillRow) {
  const { regionCode, personId, scheme } = row;
  return { regionCode, personId, scheme };
}

function whoAndWhat(deps: PaperDeps, caller: Caller, row: PaperBillRow, region: RegionTitle) {
  const own = row.payer === 'person' || row.payer === 'account';
  const code = own ? maskNumber(row.certNo ?? '') : row.payer === 'unit' ? (row.unitCode ?? '') : '';
  return {
    ...region,
    asOf: today(deps),
    payerName: own
      ? nameFor(caller, row.personName ?? '')
      : row.payer === 'unit'
        ? (row.unitName ?? '')
        : publicPayerName(row.payer, row.areaName).zh,
    ...given('payerCode', code),
    schemeName: schemeName(row.scheme),
    period: row.period,
    kindName: billKindName(row.kind),
    billNo: row.billNo,
    dueOn: row.dueOn,
  };
}

function sums({ amountFen, paidFen }: PaperBillRow) {
  return { billedFen: fen(amountFen), settledFen: fen(paidFen), openFen: fen(amountFen - paidFen) };
}

/** What stands: neither taken back nor the taking back. */
export function standing(rows: readonly AllocationRow[]): readonly AllocationRow[] {
  return rows.filter((one) => !one.reversed && one.how !== 'reversal');
}

export function paymentRow(one: AllocationRow, what: object) {
  return {
    on: one.paidOn ?? chinaDay(one.at),
    sourceName: paidThrough(one.source ?? 'set-off'),
    ...given('serial', one.serial ?? undefined),
    billNo: one.billNo,
    ...what,
    paymentFen: fen(one.amountFen),
  };
}

/** In full on the papers of one's own people and for whoever may see personal data in clear; else masked. */
export function nameFor({ permissions }: Caller, name: string): string {
  const scope = permissions['payment.read'];
  const clear = scope === 'unit' || scope === 'person' || permissions['person.reveal'] !== undefined;
  return clear ? name : maskName(name);
}
