import type { BatchesView, HandoversView, ReversalRequestsPage } from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import type { ListSheet } from './list-file.ts';
import { DECISION_STATES } from './words.ts';

type Words<Code extends string> = Readonly<Record<Code, Bilingual>>;
type Batch = BatchesView['items'][number];
type Handover = HandoversView['items'][number];

const BATCH_STATES: Words<Batch['state']> = {
  uploaded: { zh: '检查中', en: 'being checked' },
  unreadable: { zh: '无法读取', en: 'unreadable' },
  checked: { zh: '已检查', en: 'checked' },
  done: { zh: '已入库', en: 'enrolled' },
  undone: { zh: '已撤回', en: 'taken back' },
};
const WAITS: Bilingual = { zh: '待复核', en: 'waits for a second person' };
const AGENCY: Bilingual = { zh: '经办机构', en: 'the agency' };
const HANDOVER_WORDS: Words<Handover['kind'] | Handover['state']> = {
  'into-school': { zh: '迁入学校', en: 'into the school' },
  'leaving-school': { zh: '毕业离校', en: 'leaving the school' },
  offered: { zh: '待对方确认', en: 'waits for the other side' },
  accepted: { zh: '已接收', en: 'confirmed' },
  refused: { zh: '已退回', en: 'sent back' },
  withdrawn: { zh: '已撤回', en: 'taken back' },
};

const time = (at: string | undefined): string => (at === undefined ? '' : beijingTime(new Date(at)));

/** 批量参保批次 */
export const BATCHES: ListSheet<Batch> = {
  name: 'batches',
  columns: [
    { head: { zh: '批次编号', en: 'Batch' }, width: 22, text: ({ batchId }) => batchId },
    { head: { zh: '名单', en: 'List' }, width: 24, text: ({ kindName }, lang) => kindName[lang] },
    { head: { zh: '单位', en: 'Unit' }, width: 32, text: ({ unit }, lang) => unit?.name ?? AGENCY[lang] },
    { head: { zh: '文件', en: 'File' }, width: 32, text: ({ fileName }) => fileName },
    { head: { zh: '状态', en: 'State' }, width: 14, text: (batch, lang) => batchState(batch)[lang] },
    { head: { zh: '行数', en: 'Rows' }, width: 10, count: ({ rows }) => rows },
    { head: { zh: '合格', en: 'Good' }, width: 10, count: ({ good }) => good },
    { head: { zh: '有误', en: 'Wrong' }, width: 10, count: ({ bad }) => bad },
    { head: { zh: '已入库行数', en: 'Enrolled rows' }, width: 12, count: ({ done }) => done },
    { head: { zh: '上传人', en: 'Uploaded by' }, width: 16, text: ({ createdBy }) => createdBy },
    { head: { zh: '上传时间', en: 'Uploaded at' }, width: 20, text: ({ createdAt }) => time(createdAt) },
    { head: { zh: '入库人', en: 'Enrolled by' }, width: 16, text: ({ ranBy }) => ranBy ?? '' },
    { head: { zh: '入库时间', en: 'Enrolled at' }, width: 20, text: ({ ranAt }) => time(ranAt) },
    { head: { zh: '撤回人', en: 'Taken back by' }, width: 16, text: ({ undoneBy }) => undoneBy ?? '' },
    { head: { zh: '撤回时间', en: 'Taken back at' }, width: 20, text: ({ undoneAt }) => time(undoneAt) },
  ],
};

function batchState({ state, asked }: Batch): Bilingual {
  return asked !== undefined && asked.decision === undefined ? WAITS : BATCH_STATES[state];
}

/** 学校与社区交接 */
export const HANDOVERS: ListSheet<Handover> = {
  name: 'handovers',
  columns: [
    { head: { zh: '交接编号', en: 'Hand-over' }, width: 22, text: ({ handoverId }) => handoverId },
    { head: { zh: '学生', en: 'Student' }, width: 14, text: ({ personName }) => personName },
    { head: { zh: '事项', en: 'What' }, width: 18, text: ({ kind }, lang) => HANDOVER_WORDS[kind][lang] },
    { head: { zh: '学校', en: 'School' }, width: 30, text: ({ schoolName }) => schoolName },
    { head: { zh: '班级', en: 'Class' }, width: 18, text: ({ className }) => className },
    { head: { zh: '社区', en: 'Community' }, width: 30, text: ({ communityName }) => communityName },
    { head: { zh: '起始日', en: 'From' }, width: 14, text: ({ onDay }) => onDay },
    {
      head: { zh: '待遇保留至', en: 'Cover goes on until' },
      width: 16,
      text: ({ keepUntil }) => keepUntil ?? '',
    },
    { head: { zh: '状态', en: 'State' }, width: 18, text: ({ state }, lang) => HANDOVER_WORDS[state][lang] },
    { head: { zh: '提交时间', en: 'Handed over at' }, width: 20, text: ({ offeredAt }) => time(offeredAt) },
    { head: { zh: '办理时间', en: 'Decided at' }, width: 20, text: ({ decidedAt }) => time(decidedAt) },
    { head: { zh: '意见', en: 'Note' }, width: 30, text: ({ note }) => note },
  ],
};

/** 撤销申请 */
export const REVERSALS: ListSheet<ReversalRequestsPage['items'][number]> = {
  name: 'reversals',
  columns: [
    { head: { zh: '申请编号', en: 'Request' }, width: 22, text: ({ requestId }) => requestId },
    {
      head: { zh: '结算编号', en: 'Settlement' },
      width: 22,
      text: ({ settlement }) => settlement.settlementId,
    },
    { head: { zh: '参保人', en: 'Person' }, width: 14, text: ({ settlement }) => settlement.person.name },
    {
      head: { zh: '机构', en: 'Institution' },
      width: 30,
      text: ({ settlement }) => settlement.institutionName,
    },
    {
      head: { zh: '医疗费总额（元）', en: 'Fees (yuan)' },
      width: 16,
      fen: ({ settlement }) => settlement.totalFen,
    },
    { head: { zh: '原因', en: 'Reason' }, width: 30, text: ({ reason }) => reason },
    { head: { zh: '状态', en: 'State' }, width: 12, text: ({ state }, lang) => DECISION_STATES[state][lang] },
    { head: { zh: '申请人', en: 'Asked by' }, width: 16, text: ({ requestedBy }) => requestedBy.name },
    { head: { zh: '申请时间', en: 'Asked at' }, width: 20, text: ({ requestedAt }) => time(requestedAt) },
    { head: { zh: '复核人', en: 'Decided by' }, width: 16, text: ({ decision }) => decision?.by.name ?? '' },
    { head: { zh: '复核时间', en: 'Decided at' }, width: 20, text: ({ decision }) => time(decision?.at) },
    { head: { zh: '意见', en: 'Note' }, width: 30, text: ({ decision }) => decision?.note ?? '' },
    {
      head: { zh: '撤销结算编号', en: 'Reversal' },
      width: 22,
      text: ({ decision }) => decision?.reversalId ?? '',
    },
  ],
};
