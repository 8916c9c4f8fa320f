import { randomBytes } from 'node:crypto';
import type { CalendarDate } from '@gongji/domain';
import {
  type AnyDocument,
  buildPdf,
  checkSums,
  chooseTemplate,
  type Language,
  type SumProblem,
  type Template,
} from '@gongji/reports';
import { printSetting, recordPrint } from '@gongji/store/print';
import { audited } from '../identity/audited.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { beijingText } from './beijing.ts';
import { dayPaper } from './day-paper.ts';
import { dayContent, settlementContent } from './paper-content.ts';
import { type PersonDocument, personPaper } from './person-paper.ts';
import { settlementPapers } from './settlement-paper.ts';
import { type TransferDocument, transferPaper } from './transfer-paper.ts';
import { groupedCode, verificationCode } from './verification-code.ts';

/** One paper to print, whatever it is about. */
interface Job {
  readonly data: AnyDocument;
  readonly variant: string;
  /** What stands as its number on it, and what its code is bound to. */
  readonly number: string;
  readonly content: unknown;
  readonly personId: string;
  readonly regionCode: string;
  readonly insutype: string;
  /** Day that chooses the template. */
  readonly on: CalendarDate;
  readonly settlementId: string | null;
  readonly visitId: string | null;
  readonly feeDay: CalendarDate | null;
  readonly subject?: string;
}

/** How the caller wants it. */
export interface PrintWish {
  readonly language: Language;
  /** Address under which this server was reached, for the QR code when no public one is set. */
  readonly origin: string;
}

/** Bytes of a PDF, or why it is not printed. */
export type Printed = Answer<Uint8Array>;

export async function printSettlement(
  deps: RestDeps,
  caller: Caller,
  settlementId: string,
  wish: PrintWish & { readonly document: 'settlement-sheet' | 'explanation-sheet' },
): Promise<Printed> {
  const papers = await settlementPapers(deps, caller, settlementId);
  if (papers === undefined) return problemAnswer('not-found');
  const { row, variant, sheet, explanation } = papers;
  return printed(deps, caller, wish, {
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
  return printed(deps, caller, wish, {
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
  const { row, data, subject, content } = paper;
  const { personId, regionCode } = row;
  return printed(deps, caller, wish, {
    ...{
      data,
      variant: document,
      number: subject,
      content,
      personId,
      regionCode,
      insutype: '310',
      on,
      subject,
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
  const { data, content } = paper;
  const { personId, regionCode } = paper.row;
  const on = chinaDay(deps.now());
  const about = { variant: wish.document, number: transferId, subject: transferId, insutype: '310', on };
  return printed(deps, caller, wish, { data, content, personId, regionCode, ...about, ...ABOUT_NO_BILL });
}

const ABOUT_NO_BILL = { settlementId: null, visitId: null, feeDay: null } as const;

/** A paper whose totals do not hold is refused with the places; what is printed is recorded first, with its number. */
async function printed(deps: RestDeps, caller: Caller, wish: PrintWish, job: Job): Promise<Printed> {
  const problems = checkSums(job.data);
  if (problems.length > 0) return problemAnswer('conflict', problems.map(sumProblem));
  const { secret, publicUrl } = await printSetting(deps.pool, () => randomBytes(32));
  const { document } = job.data;
  const { variant, regionCode, insutype, on, number } = job;
  const template = chooseTemplate(deps.templates, { document, variant, regionCode, insutype, on });
  const code = verificationCode(secret, document, number, job.content);
  const at = deps.now();
  const { language, origin } = wish;
  const printNo = await record(deps, caller, job, { at, code, language, template });
  const built = await buildPdf({
    template,
    data: job.data,
    language,
    at,
    stamp: {
      number,
      printedAt: beijingText(at),
      printedBy: caller.name,
      printNo,
      code: groupedCode(code),
      verifyUrl: `${publicUrl ?? origin}/verify/${code}`,
    },
  });
  return built.kind === 'built' ? ok(built.bytes) : problemAnswer('conflict', built.problems.map(sumProblem));
}

interface Print {
  readonly at: Date;
  readonly code: string;
  readonly language: Language;
  readonly template: Template;
}

/** The print and its audit entry in one transaction; answers which print of this content it is. */
async function record(deps: RestDeps, caller: Caller, job: Job, print: Print): Promise<number> {
  const { document } = job.data;
  const { regionCode, personId, settlementId, visitId, feeDay, subject, number } = job;
  const deed = {
    actor: caller.actor,
    action: 'print',
    subject: number,
    detail: { document, code: print.code },
  };
  const printNo = await audited(deps, deed, (tx) =>
    recordPrint(tx, {
      regionCode,
      personId,
      code: print.code,
      document,
      settlementId,
      visitId,
      feeDay,
      subject: subject ?? null,
      language: print.language,
      template: `${print.template.id} ${print.template.validFrom}`,
      printedBy: caller.actor,
      printedAt: print.at,
    }),
  );
  if (printNo === undefined) throw new Error('a print was not recorded');
  return printNo;
}

function sumProblem({ at, message }: SumProblem) {
  return {
    code: 'sum-mismatch',
    field: at,
    message,
    remedy: {
      zh: '合计与明细不符，未打印；请将编号告知管理员核对账目',
      en: 'the total differs from its parts, nothing was printed; tell the administrator the number',
    },
  };
}
