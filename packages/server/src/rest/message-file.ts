import type { MessagesPage } from '@gongji/contract';
import { csvFile, xlsxFile } from '@gongji/sheets';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import type { HandedFile } from './answer.ts';

type Message = MessagesPage['items'][number];
type Language = 'zh' | 'en';

const HEADS = {
  zh: [
    '收到时间',
    '机构编号',
    '机构名称',
    '交易编号',
    '报文编号',
    '参保人',
    '人员编号',
    '结果',
    '用时（毫秒）',
    '说明',
  ],
  en: [
    'Received',
    'Institution code',
    'Institution',
    'Transaction',
    'Message',
    'Person',
    'Person no.',
    'Result',
    'Took (ms)',
    'Error',
  ],
} as const;
const WORDS = {
  zh: { ok: '成功', failed: '失败', more: '只含最近的这些，更早的请缩小时间范围后再导出', name: '报文日志' },
  en: {
    ok: 'done',
    failed: 'failed',
    more: 'Only the latest; narrow the time for earlier ones',
    name: 'Messages',
  },
} as const;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface FileOptions {
  readonly format: 'xlsx' | 'csv';
  readonly lang: Language;
  /** There are earlier ones that are not in it. */
  readonly more: boolean;
}

/** Messages as a spreadsheet: without what was sent and answered, whose place is the page of each. */
export function messageFile(messages: readonly Message[], { format, lang, more }: FileOptions): HandedFile {
  const words = WORDS[lang];
  const rows = [...messages.map((one) => textsOf(one, lang)), ...(more ? [[words.more]] : [])];
  const disposition = 'attachment';
  if (format === 'csv') {
    const content = csvFile([HEADS[lang], ...rows]);
    return { type: 'text/csv; charset=utf-8', name: 'messages.csv', disposition, content };
  }
  const head = HEADS[lang].map((value) => ({ value, style: 'head' as const }));
  const columns = HEADS[lang].map((_, index) => ({ width: index === 9 ? 60 : 20 }));
  const content = xlsxFile([{ name: words.name, columns, rows: [head, ...rows], frozenRows: 1 }]);
  return { type: XLSX, name: 'messages.xlsx', disposition, content };
}

function textsOf(one: Message, lang: Language): readonly string[] {
  return [
    beijingTime(new Date(one.receivedAt)),
    one.institutionCode,
    one.institutionName,
    one.infno,
    one.msgid,
    one.person?.name ?? '',
    one.person?.psnNo ?? '',
    one.ok ? WORDS[lang].ok : WORDS[lang].failed,
    String(Math.round(one.durationMs)),
    one.error?.[lang] ?? '',
  ];
}
