import { type Fen, fen, INSUTYPE } from '@gongji/domain';
import { type AnyDocument, moneyText } from '@gongji/reports';
import { type LevyNoticeRow, type NoticeLine, readLevyNotice } from '@gongji/store/levy-audit';
import { regionTitle } from '@gongji/store/print';
import type { Finding } from '../levy-audit/audit-facts.ts';
import { findingText } from '../levy-audit/finding-text.ts';
import { checkSet } from '../levy-audit/task.ts';
import { problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskNumber } from '../rest/mask.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { given } from './person-fields.ts';
import { ABOUT_NO_BILL, type Printed, type PrintWish, printJob } from './print-job.ts';
import { fact, type Verification } from './verification.ts';

/** 整改通知书, 稽核处理决定书. */
export type LevyDocument = 'levy-notice' | 'levy-decision';

export interface LevyPaper {
  readonly row: LevyNoticeRow;
  readonly data: AnyDocument;
  /** What its code vouches for. */
  readonly content: unknown;
}

/** A notice as it was issued, or what came of all its findings; undefined: not in scope, or some have no conclusion yet. */
export async function levyPaper(
  deps: Pick<RestDeps, 'pool'>,
  caller: Caller,
  noticeId: string,
  document: LevyDocument,
): Promise<LevyPaper | 'not-decided' | undefined> {
  const row = await readLevyNotice(deps.pool, caller, noticeId);
  if (row === undefined) return undefined;
  const fields = {
    ...(await regionTitle(deps.pool, row.regionCode)),
    ...{ noticeNo: row.noticeNo, issuedOn: chinaDay(row.at), dueOn: row.dueOn },
    ...{ payerName: row.unitName, payerCode: row.uscc, auditName: row.auditName },
    period: `${row.fromMonth.slice(0, 7)} – ${row.toMonth.slice(0, 7)}`,
    findings: row.lines.length,
  };
  if (document === 'levy-notice') {
    const content = [row.noticeNo, row.dueOn, row.lines.map((one) => [one.findingId, one.amountFen])];
    return { row, data: noticeOf(caller, row, fields), content };
  }
  if (row.outcomes.some(({ decidedBy }) => decidedBy === null)) return 'not-decided';
  const content = [row.noticeNo, row.outcomes.map((one) => [one.findingId, one.state, one.madeUpFen])];
  return { row, data: decisionOf(caller, row, fields), content };
}

export async function printLevy(
  deps: RestDeps,
  caller: Caller,
  noticeId: string,
  wish: PrintWish & { readonly document: LevyDocument },
): Promise<Printed> {
  const paper = await levyPaper(deps, caller, noticeId, wish.document);
  if (paper === undefined) return problemAnswer('not-found');
  if (paper === 'not-decided') return problemAnswer('conflict', [NOT_DECIDED]);
  const { row, data, content } = paper;
  return printJob(deps, caller, wish, {
    ...{ data, content, variant: wish.document, number: row.noticeNo, subject: noticeId },
    ...{ personId: NO_PERSON, regionCode: row.regionCode, insutype: INSUTYPE.employee, on: chinaDay(row.at) },
    ...ABOUT_NO_BILL,
  });
}

/** What to compare the paper with. */
export function levyFacts(data: AnyDocument): Verification['facts'] {
  const fields: Readonly<Record<string, unknown>> = data.fields;
  const money = (field: string): readonly string[] =>
    typeof fields[field] === 'number' ? [moneyText(fen(fields[field]))] : [];
  return [
    fact('编号', 'Number', String(fields.noticeNo)),
    fact('被稽核单位', 'Employer', String(fields.payerName)),
    fact('整改期限', 'To be put right by', String(fields.dueOn)),
    fact('发现（项）', 'Findings', String(fields.findings)),
    ...money('shortFen').map((text) => fact('少缴合计（元）', 'Short (yuan)', text)),
    ...money('madeUpFen').map((text) => fact('已补缴合计（元）', 'Made up (yuan)', text)),
  ];
}

const NO_PERSON = '0';

function noticeOf(caller: Caller, row: LevyNoticeRow, fields: object): AnyDocument {
  const { checks, documents } = checkSet();
  return {
    document: 'levy-notice',
    fields: { ...fields, shortFen: sum(row.lines.map((one) => one.amountFen)) },
    rows: {
      found: row.lines.map((line, index) => {
        const check = checks.find(({ id }) => id === line.checkId);
        const [document = '', article = ''] = check?.cite.split(' ') ?? [];
        const title = documents.get(document);
        return {
          ...foundRow(caller, line, index + 1),
          ...given('lineShortFen', line.amountFen === null ? undefined : fen(line.amountFen)),
          checkName: check?.name ?? { zh: line.checkId, en: line.checkId },
          ...given(
            'clause',
            title === undefined
              ? undefined
              : { zh: `《${title.zh}》${article}`, en: `${title.en} ${article}` },
          ),
        };
      }),
    },
    flags: [],
  };
}

/** What turned out to be no fault is short of nothing. */
function decisionOf(caller: Caller, row: LevyNoticeRow, fields: object): AnyDocument {
  const found = row.lines.map((line, index) => {
    const outcome = row.outcomes[index];
    const stands = outcome?.state === 'rectified';
    return {
      ...foundRow(caller, line, index + 1),
      outcome: stands ? RECTIFIED : DISMISSED,
      ...given('result', outcome?.result),
      lineShortFen: stands ? fen(line.amountFen ?? 0) : fen(0),
      lineMadeUpFen: fen(outcome?.madeUpFen ?? 0),
    };
  });
  return {
    document: 'levy-decision',
    fields: {
      ...fields,
      shortFen: sum(found.map((one) => one.lineShortFen)),
      madeUpFen: sum(found.map((one) => one.lineMadeUpFen)),
      ...given(
        'decidedOn',
        row.outcomes
          .map((one) => one.decidedOn ?? '')
          .sort()
          .at(-1),
      ),
    },
    rows: { found },
    flags: [],
  };
}

function foundRow({ permissions }: Caller, line: NoticeLine, number: number) {
  const subject = line.subject as Finding['subject'];
  const clear = permissions['person.reveal'] !== undefined;
  return {
    number,
    subjectName: subject.kind === 'unit' || clear ? subject.name : maskName(subject.name),
    subjectNo: subject.kind === 'unit' ? subject.uscc : maskNumber(subject.certNo),
    finding: findingText(line),
  };
}

function sum(amounts: readonly (number | null)[]): Fen {
  return fen(amounts.reduce<number>((total, one) => total + (one ?? 0), 0));
}

const RECTIFIED = { zh: '已整改', en: 'put right' };
const DISMISSED = { zh: '不属实', en: 'no fault' };
const NOT_DECIDED = {
  code: 'findings-open',
  field: 'id',
  message: { zh: '通知书所列发现还没有全部复核', en: 'some findings of the notice have no conclusion yet' },
  remedy: {
    zh: '登记整改结果并由他人复核后再打印',
    en: 'say what came of them and have it agreed, then print',
  },
};
