import type { Bilingual, Rejection } from '@gongji/domain';
import { type Answer, problemAnswer } from '../rest/answer.ts';

/** Fields of messages → fields of the desk's form. */
const FIELDS: Readonly<Record<string, string>> = {
  cnt: 'quantity',
  pric: 'price',
  det_item_fee_sumamt: 'amount',
  med_list_codg: 'listCode',
  hosp_appr_flag: 'approved',
  feedetl_sn: 'listCode',
  psn_no: 'person',
  insutype: 'insutype',
  med_type: 'medType',
  begntime: 'begunAt',
  dise_codg: 'diseaseCode',
  invono: 'invoiceNo',
  mdtrt_id: 'visit',
  medfee_sumamt: 'lines',
  acct_used_flag: 'account',
};

/** What to do at a desk, where the interface's own remedy speaks of transactions that nobody types here. */
const REMEDIES: Readonly<Record<string, Bilingual>> = {
  'item-unknown': {
    zh: '删去这一行，重新从目录中选择在用的项目',
    en: 'remove this line and choose an item that is in the catalogue',
  },
  'coverage-missing': {
    zh: '换一个险种；都没有参保的，按自费处理',
    en: 'choose another scheme; without any coverage the patient pays all',
  },
  'person-unknown': { zh: '重新查找参保人', en: 'find the person again' },
  'credential-mismatch': { zh: '重新查找参保人', en: 'find the person again' },
  'visit-unknown': { zh: '登记已作废，请重新登记', en: 'the visit was cancelled; register again' },
  'lines-missing': {
    zh: '明细已结算或在别处改动，请重新预结算',
    en: 'the lines were settled or changed elsewhere; preview again',
  },
  'lines-changed': { zh: '请重新预结算后再结算', en: 'preview again, then settle' },
  'message-conflict': {
    zh: '这笔业务已在别处办理，请到“今日账单”核对，再新开一笔',
    en: 'this case was dealt with elsewhere: see the bills of the day, then start a new one',
  },
  'message-cancelled': { zh: '请新开一笔', en: 'start a new one' },
  'visit-state': {
    zh: '请到“今日账单”核对这次就诊的结算，必要时先撤销',
    en: 'see the bills of this visit in the bills of the day; reverse first where needed',
  },
};

const CONFLICTS = ['message-conflict', 'lines-changed', 'lines-missing'];

/** The reasons of a transaction in terms of the desk: where on the form, and what to do there. All at once. */
export function deskRefusal(rejections: readonly Rejection[]): Answer<never> {
  const code = rejections.some((r) => CONFLICTS.includes(r.code)) ? 'conflict' : 'refused';
  return problemAnswer(code, rejections.map(atDesk));
}

function atDesk(rejection: Rejection): Rejection {
  const { field, ...rest } = rejection;
  const remedy = REMEDIES[rejection.code] ?? rejection.remedy;
  const place = field === undefined ? undefined : deskField(field);
  return { ...rest, ...(place === undefined ? {} : { field: place }), remedy };
}

/** `feedetail[3].cnt` → `lines.2.quantity`, `data.psn_no` → `person`; undefined when the form has no such field. */
export function deskField(field: string): string | undefined {
  const line = /^(?:feedetail|drugdetail)\[(\d+)\]\.(\w+)$/.exec(field);
  if (line !== null) return `lines.${Number(line[1]) - 1}.${FIELDS[line[2] ?? ''] ?? 'listCode'}`;
  return FIELDS[field.split('.').at(-1) ?? ''];
}
