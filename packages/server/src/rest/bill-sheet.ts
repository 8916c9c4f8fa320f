import type { SettlementSummary } from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import type { ListSheet } from '../list-file/list-file.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';

const KINDS: Readonly<Record<SettlementSummary['kind'], Bilingual>> = {
  settlement: { zh: '结算', en: 'settlement' },
  reversal: { zh: '冲正', en: 'reversal' },
};
const SCHEMES: Readonly<Record<SettlementSummary['scheme'], Bilingual>> = {
  employee: { zh: '职工', en: 'employee' },
  resident: { zh: '居民', en: 'resident' },
};

/** 结算单 in a file; persons masked as on the page. */
export const BILL_SHEET: ListSheet<SettlementSummary> = {
  name: 'bills',
  columns: [
    { head: { zh: '结算编号', en: 'Settlement' }, width: 22, text: (bill) => bill.settlementId },
    {
      head: { zh: '结算时间', en: 'Settled at' },
      width: 22,
      text: ({ settledAt }) => beijingTime(new Date(settledAt)),
    },
    { head: { zh: '类型', en: 'Kind' }, width: 22, text: ({ kind }, lang) => KINDS[kind][lang] },
    { head: { zh: '原结算编号', en: 'Original' }, width: 22, text: ({ originId }) => originId ?? '' },
    { head: { zh: '参保人', en: 'Person' }, width: 14, text: ({ person }) => person.name },
    { head: { zh: '人员编号', en: 'Person no.' }, width: 14, text: ({ person }) => person.psnNo },
    { head: { zh: '险种', en: 'Scheme' }, width: 14, text: ({ scheme }, lang) => SCHEMES[scheme][lang] },
    { head: { zh: '医疗类别', en: 'Care type' }, width: 14, text: ({ medType }) => medType },
    { head: { zh: '就诊日期', en: 'Care on' }, width: 14, text: ({ startedOn }) => String(startedOn) },
    { head: { zh: '总额', en: 'Total' }, width: 14, fen: ({ totalFen }) => totalFen },
    { head: { zh: '基金支付', en: 'Funds' }, width: 14, fen: ({ fundFen }) => fundFen },
    { head: { zh: '个人账户', en: 'Account' }, width: 14, fen: ({ accountFen }) => accountFen },
    { head: { zh: '个人现金', en: 'Cash' }, width: 14, fen: ({ cashFen }) => cashFen },
  ],
};
