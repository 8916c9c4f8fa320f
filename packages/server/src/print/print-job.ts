import { randomBytes } from 'node:crypto';
import { AUDIT_VALUES, type AuditDetail } from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import {
  type AnyDocument,
  buildPdf,
  buildPdfOfMany,
  checkSums,
  chooseTemplate,
  type Language,
  type SumProblem,
  type Template,
} from '@gongji/reports';
import type { PoolClient } from '@gongji/store';
import { printSetting, recordPrint } from '@gongji/store/print';
import { appendAudit } from '@gongji/store/provider-interface';
import { insertLook } from '@gongji/store/rest';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { beijingText } from './beijing.ts';
import { groupedCode, verificationCode } from './verification-code.ts';

/** One paper to print, whatever it is about. */
export interface PrintJob {
  readonly data: AnyDocument;
  readonly variant: string;
  /** What stands as its number on it. */
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
  /** What its code is bound to, and what is found again by it; the number when left out. */
  readonly subject?: string;
  /** Personal data that the caller sees in full on it: kept as a look. */
  readonly shown?: readonly ('psnNo' | 'certNo' | 'phone')[];
}

/** How the caller wants it. */
export interface PrintWish {
  readonly language: Language;
  /** Address under which this server was reached, for the QR code when no public one is set. */
  readonly origin: string;
  /** Told how many of many papers are drawn. */
  readonly progress?: (done: number, total: number) => Promise<void>;
}

/** Bytes of a PDF, or why it is not printed. */
export type Printed = Answer<Uint8Array>;

export const ABOUT_NO_BILL = { settlementId: null, visitId: null, feeDay: null } as const;

/** A paper whose totals do not hold is refused with the places; what is printed is recorded first, with its number. */
export async function printJob(
  deps: RestDeps,
  caller: Caller,
  wish: PrintWish,
  job: PrintJob,
): Promise<Printed> {
  const problems = checkSums(job.data);
  if (problems.length > 0) return problemAnswer('conflict', problems.map(sumProblem));
  const print = await preparing(deps, caller, wish);
  const { code, template } = print.of(job);
  const deed: Deed = {
    actor: caller.actor,
    action: 'print',
    subject: job.number,
    detail: { document: job.data.document, code },
  };
  const printNo = await audited(deps, deed, async (tx) => {
    await keepLook(deps, caller, tx, job);
    return print.record(tx, job);
  });
  if (printNo === undefined) throw new Error('a print was not recorded');
  const stamp = print.stamp(job, printNo);
  const { language } = wish;
  const built = await buildPdf({ template, data: job.data, language, at: print.at, stamp });
  return built.kind === 'built' ? ok(built.bytes) : problemAnswer('conflict', built.problems.map(sumProblem));
}

/** A paper with personal data in full is a look 查看记录 like any other: the person sees who printed it. */
async function keepLook(
  { newId, now }: RestDeps,
  caller: Caller,
  tx: PoolClient,
  { data: { document }, shown = [], personId, regionCode }: PrintJob,
): Promise<void> {
  if (shown.length === 0) return;
  const { actor, name: actorName, roles } = caller;
  const [lookId, at] = [newId(), now()];
  const reason = `打印${AUDIT_VALUES.document[document].zh}`;
  await insertLook(tx, { lookId, at, actor, actorName, roles, fields: shown, reason, personId, regionCode });
  const detail = { lookId, fields: shown, document } satisfies AuditDetail;
  await appendAudit(tx, { at, actor, action: 'person.reveal', subject: `person:${personId}`, detail });
}

/** Many papers in one file: all of them or none; each has its own code and record, the audit log one entry for all. */
export async function printTogether(
  deps: RestDeps,
  caller: Caller,
  wish: PrintWish,
  { jobs, subject }: { readonly jobs: readonly PrintJob[]; readonly subject: string },
): Promise<Printed> {
  const problems = jobs.flatMap(({ data, number }) =>
    checkSums(data).map((one) => ({ ...one, at: `${number} ${one.at}` })),
  );
  if (problems.length > 0) return problemAnswer('conflict', problems.map(sumProblem));
  const print = await preparing(deps, caller, wish);
  const document = jobs[0]?.data.document;
  const deed: Deed = {
    actor: caller.actor,
    action: 'print',
    subject,
    detail: { document, papers: jobs.length },
  };
  const papers = await audited(deps, deed, async (tx) => {
    const recorded = [];
    for (const job of jobs) {
      const stamp = print.stamp(job, await print.record(tx, job));
      recorded.push({ template: print.of(job).template, data: job.data, stamp });
    }
    return recorded;
  });
  if (papers === undefined) throw new Error('prints were not recorded');
  const onPaper = async (drawn: number) => wish.progress?.(drawn, papers.length);
  const built = await buildPdfOfMany(papers, { language: wish.language, at: print.at, onPaper });
  return built.kind === 'built' ? ok(built.bytes) : problemAnswer('conflict', built.problems.map(sumProblem));
}

interface Preparing {
  readonly at: Date;
  readonly of: (job: PrintJob) => { readonly template: Template; readonly code: string };
  /** Records the print; answers which print of this content it is. */
  readonly record: (tx: PoolClient, job: PrintJob) => Promise<number>;
  readonly stamp: (job: PrintJob, printNo: number) => Parameters<typeof buildPdf>[0]['stamp'];
}

async function preparing(
  deps: RestDeps,
  caller: Caller,
  { language, origin }: PrintWish,
): Promise<Preparing> {
  const { secret, publicUrl } = await printSetting(deps.pool, () => randomBytes(32));
  const at = deps.now();
  const of = ({
    data: { document },
    variant,
    regionCode,
    insutype,
    on,
    number,
    subject,
    content,
  }: PrintJob) => ({
    template: chooseTemplate(deps.templates, { document, variant, regionCode, insutype, on }),
    code: verificationCode(secret, document, subject ?? number, content),
  });
  return {
    at,
    of,
    record: (tx, job) => {
      const { regionCode, personId, settlementId, visitId, feeDay, subject = null } = job;
      const { template, code } = of(job);
      return recordPrint(tx, {
        ...{
          regionCode,
          personId,
          code,
          document: job.data.document,
          settlementId,
          visitId,
          feeDay,
          subject,
        },
        ...{ language, template: `${template.id} ${template.validFrom}` },
        ...{ printedBy: caller.actor, printedAt: at },
      });
    },
    stamp: (job, printNo) => {
      const { code } = of(job);
      return {
        number: job.number,
        printedAt: beijingText(at),
        printedBy: caller.name,
        printNo,
        code: groupedCode(code),
        verifyUrl: `${publicUrl ?? origin}/verify/${code}`,
      };
    },
  };
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
