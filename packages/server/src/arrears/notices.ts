import type { DunningNoticesQuery, DunningNoticeView } from '@gongji/contract';
import { xlsxFile } from '@gongji/sheets';
import { listNotices, type NamedNotice, readNotice } from '@gongji/store/contribution';
import { yuan } from '../contribution/yuan.ts';
import { personRef } from '../identity/person-ref.ts';
import { type Answer, type FileAnswer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName } from '../rest/mask.ts';

/** 催缴通知, the latest first. */
export async function notices(
  { pool }: RestDeps,
  caller: Caller,
  { level, limit }: DunningNoticesQuery,
): Promise<Answer<{ items: DunningNoticeView[] }>> {
  return ok({ items: (await listNotices(pool, caller, { level, limit })).map(noticeView) });
}

export async function notice(
  { pool }: RestDeps,
  caller: Caller,
  noticeId: string,
): Promise<Answer<DunningNoticeView>> {
  const row = await readNotice(pool, caller, noticeId);
  return row === undefined ? problemAnswer('not-found') : ok(noticeView(row));
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEADS = [
  '通知编号',
  '级别',
  '欠费主体',
  '所属期',
  '欠费（元）',
  '滞纳金（元）',
  '缴清期限',
  '通知内容',
  '生成时间',
];

/** The list as a file, for whoever delivers the notices. */
export async function noticesFile(
  { pool }: RestDeps,
  caller: Caller,
  { level }: DunningNoticesQuery,
): Promise<FileAnswer> {
  const rows = await listNotices(pool, caller, { level, limit: 10_000 });
  const content = xlsxFile([
    {
      name: '催缴通知',
      columns: [22, 8, 30, 24, 14, 14, 14, 80, 22].map((width) => ({ width })),
      rows: [HEADS.map((value) => ({ value, style: 'head' as const })), ...rows.map(sheetRow)],
    },
  ]);
  return { kind: 'file', file: { type: XLSX, name: '催缴通知.xlsx', disposition: 'attachment', content } };
}

function sheetRow(row: NamedNotice): readonly (string | number)[] {
  const { noticeNo, level, openFen, feeFen, payBy, body } = row;
  const periods = [...new Set(row.bills.map((bill) => bill.period))].join('、');
  return [
    ...[noticeNo, level, nameOf(row), periods, yuan(openFen), yuan(feeFen), payBy],
    ...[textOf(row, body.zh), row.madeAt.toISOString()],
  ];
}

/** The name of a person is masked, in the text as well. */
function nameOf({ unitId, name }: NamedNotice): string {
  return unitId === null ? maskName(name) : name;
}

function textOf({ unitId, name }: NamedNotice, text: string): string {
  return unitId === null && name !== '' ? text.replaceAll(name, maskName(name)) : text;
}

export function noticeView(row: NamedNotice): DunningNoticeView {
  const { noticeId, noticeNo, unitId, level, oldestDueOn, payBy, openFen, feeFen, title, body, madeBy } = row;
  return {
    ...{ noticeId, noticeNo, level, oldestDueOn, payBy, openFen, feeFen, title, madeBy },
    ...(unitId === null ? { person: personRef(row.personId) } : { unitId }),
    payerName: nameOf(row),
    body: { zh: textOf(row, body.zh), en: textOf(row, body.en) },
    bills: [...row.bills],
    madeAt: row.madeAt.toISOString(),
  };
}
