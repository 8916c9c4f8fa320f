import { fen, INSUTYPE } from '@gongji/domain';
import { type AnyDocument, moneyText } from '@gongji/reports';
import { listNotices, type NamedNotice, readNotice } from '@gongji/store/contribution';
import { regionTitle } from '@gongji/store/print';
import { problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName } from '../rest/mask.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { given } from './person-fields.ts';
import {
  ABOUT_NO_BILL,
  type Printed,
  type PrintJob,
  type PrintWish,
  printJob,
  printTogether,
} from './print-job.ts';
import { fact, type Verification } from './verification.ts';

/** Notices in one file; more are further parts. */
const A_PART = 300;

export interface DunningPaper {
  readonly data: AnyDocument;
  /** What its code vouches for: a notice is printed as it was made. */
  readonly content: unknown;
}

/** 催缴通知 as it was made. */
export async function dunningPaper(
  { pool }: Pick<RestDeps, 'pool'>,
  caller: Caller,
  noticeId: string,
): Promise<DunningPaper | undefined> {
  const row = await readNotice(pool, caller, noticeId);
  return row === undefined ? undefined : paperOf(caller, row, await regionTitle(pool, row.regionCode));
}

export async function printDunning(
  deps: RestDeps,
  caller: Caller,
  noticeId: string,
  wish: PrintWish,
): Promise<Printed> {
  const row = await readNotice(deps.pool, caller, noticeId);
  if (row === undefined) return problemAnswer('not-found');
  return printJob(
    deps,
    caller,
    wish,
    jobOf(row, paperOf(caller, row, await regionTitle(deps.pool, row.regionCode))),
  );
}

/** The notices of a level or a day in one file, for whoever delivers them. */
export async function printDunnings(
  deps: RestDeps,
  caller: Caller,
  wish: PrintWish & {
    readonly level?: number | undefined;
    readonly madeOn?: string | undefined;
    readonly part: number;
  },
): Promise<Printed> {
  const { level, madeOn, part } = wish;
  const page = { sort: 'madeAt', order: 'desc', after: (part - 1) * A_PART, limit: A_PART } as const;
  const rows = await listNotices(deps.pool, caller, { level, madeOn, ...page });
  if (rows.length === 0) return problemAnswer('conflict', [NO_NOTICES]);
  const region = await regionTitle(deps.pool, caller.regionCode);
  const jobs = rows.map((row) => jobOf(row, paperOf(caller, row, region)));
  const subject = `dunning:${level ?? '*'} ${madeOn ?? '*'} ${part}`;
  return printTogether(deps, caller, wish, { jobs, subject });
}

/** What to compare the paper with; the name of a person is masked already. */
export function dunningFacts({ fields }: AnyDocument): Verification['facts'] {
  const said: Readonly<Record<string, unknown>> = fields;
  return [
    fact('通知编号', 'Number', String(said.noticeNo)),
    fact('欠费主体', 'To', String(said.payerName)),
    fact('合计（元）', 'In all (yuan)', moneyText(fen(Number(said.dueFen)))),
    fact('缴清期限', 'Pay by', String(said.payBy)),
  ];
}

function jobOf(row: NamedNotice, { data, content }: DunningPaper): PrintJob {
  const { regionCode, personId, noticeNo, noticeId, level } = row;
  return {
    ...{ data, content, variant: `level-${level}`, number: noticeNo, subject: noticeId },
    ...{ personId, regionCode, insutype: INSUTYPE.employee, on: chinaDay(row.madeAt) },
    ...ABOUT_NO_BILL,
  };
}

type RegionTitle = Awaited<ReturnType<typeof regionTitle>>;

function paperOf({ permissions }: Caller, row: NamedNotice, region: RegionTitle): DunningPaper {
  const { unitId, name, code, noticeNo, openFen, feeFen, payBy, title, body } = row;
  const own = permissions['contribution.read'] === 'unit' || permissions['contribution.read'] === 'person';
  const clear = unitId !== null || own || permissions['person.reveal'] !== undefined;
  const shown = (text: string): string =>
    clear || name === '' ? text : text.replaceAll(name, maskName(name));
  const data: AnyDocument = {
    document: 'dunning-notice',
    fields: {
      ...region,
      ...{ noticeNo, issuedOn: chinaDay(row.madeAt), payBy },
      payerName: shown(name),
      ...given('payerCode', unitId === null ? undefined : code),
      ...{ noticeTitle: title, noticeText: { zh: shown(body.zh), en: shown(body.en) } },
      ...{ arrearsFen: fen(openFen), lateFeeFen: fen(feeFen), dueFen: fen(openFen + feeFen) },
    },
    rows: {
      arrears: row.bills.map(({ billNo, period, dueOn, openFen: arrear }, index) => ({
        ...{ number: index + 1, billNo, period, dueOn, arrearFen: fen(arrear) },
      })),
    },
    flags: [],
  };
  return { data, content: [noticeNo, openFen, feeFen, payBy] };
}

const NO_NOTICES = {
  code: 'no-notices',
  field: 'level',
  message: { zh: '没有需要打印的催缴通知', en: 'there is no dunning notice to print' },
  remedy: { zh: '请核对级别与日期，或先处理欠费', en: 'check level and day, or look at the arrears first' },
};
