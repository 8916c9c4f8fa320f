import { type CalendarDate, INSUTYPE } from '@gongji/domain';
import { problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { beijingText } from './beijing.ts';
import { dayPaper } from './day-paper.ts';
import { dayContent, settlementContent } from './paper-content.ts';
import { type PersonDocument, personPaper } from './person-paper.ts';
import { ABOUT_NO_BILL, type Printed, type PrintWish, printJob } from './print-job.ts';
import { settlementPapers } from './settlement-paper.ts';
import { type TransferDocument, transferPaper } from './transfer-paper.ts';

export async function printSettlement(
  deps: RestDeps,
  caller: Caller,
  settlementId: string,
  wish: PrintWish & { readonly document: 'settlement-sheet' | 'explanation-sheet' },
): Promise<Printed> {
  const papers = await settlementPapers(deps, caller, settlementId);
  if (papers === undefined) return problemAnswer('not-found');
  const { row, variant, sheet, explanation } = papers;
  return printJob(deps, caller, wish, {
    data: wish.document === 'settlement-sheet' ? sheet : explanation,
    variant,
    number: settlementId,
    content: settlementContent(row),
    personId: row.personId,
    regionCode: row.regionCode,
    insutype: row.insutype,
    on: beijingText(row.settledAt).slice(0, 10) as CalendarDate,
    settlementId,
    visitId: null,
    feeDay: null,
  });
}

export async function printDayList(
  deps: RestDeps,
  caller: Caller,
  visitId: string,
  wish: PrintWish & { readonly day: CalendarDate },
): Promise<Printed> {
  const paper = await dayPaper(deps, caller, visitId, wish.day);
  if (paper === undefined) return problemAnswer('not-found');
  const { visit } = paper.fees;
  return printJob(deps, caller, wish, {
    data: paper.list,
    variant: visit.kind,
    number: `${visitId} ${wish.day}`,
    content: dayContent(paper.fees, wish.day),
    personId: visit.personId,
    regionCode: visit.regionCode,
    insutype: visit.insutype,
    on: wish.day,
    settlementId: null,
    visitId,
    feeDay: wish.day,
  });
}

/** 参保凭证、个人账户对账单、个人权益记录单: as of today; the statement and the record of a year, this one unless asked. */
export async function printPerson(
  deps: RestDeps,
  caller: Caller,
  ref: string,
  wish: PrintWish & { readonly document: PersonDocument; readonly year: string | undefined },
): Promise<Printed> {
  const on = chinaDay(deps.now());
  const { document, year = on.slice(0, 4) } = wish;
  const paper = await personPaper(deps, caller, ref, { document, year });
  if (paper === undefined) return problemAnswer('not-found');
  const { row, data, subject, content, shown = [] } = paper;
  const { personId, regionCode } = row;
  return printJob(deps, caller, wish, {
    ...{
      data,
      variant: document,
      number: subject,
      content,
      personId,
      regionCode,
      insutype: INSUTYPE.employee,
      on,
      subject,
      shown,
    },
    ...ABOUT_NO_BILL,
  });
}

/** 联系函、信息表 of a transfer that has come so far. */
export async function printTransfer(
  deps: RestDeps,
  caller: Caller,
  transferId: string,
  wish: PrintWish & { readonly document: TransferDocument },
): Promise<Printed> {
  const paper = await transferPaper(deps, caller, transferId, wish.document);
  if (paper === undefined) return problemAnswer('not-found');
  const { data, content, shown } = paper;
  const { personId, regionCode } = paper.row;
  const on = chinaDay(deps.now());
  const about = {
    variant: wish.document,
    number: transferId,
    subject: transferId,
    insutype: INSUTYPE.employee,
    on,
    shown,
  };
  return printJob(deps, caller, wish, { data, content, personId, regionCode, ...about, ...ABOUT_NO_BILL });
}
