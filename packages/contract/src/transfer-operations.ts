import { idParams } from './identity.ts';
import type { Operation } from './operation.ts';
import { personParams } from './registers.ts';
import {
  letterBody,
  sheetBody,
  sheetFileBody,
  startTransferBody,
  transferDecisionBody,
  transferMoneyBody,
  transfersQuery,
  transfersView,
  transferView,
  withdrawBody,
} from './transfer.ts';

/** Transfers 转移接续: out of the region, into it, and between its schemes. */
export const TRANSFER_OPERATIONS = {
  transfers: {
    method: 'GET',
    path: '/api/transfers',
    action: 'transfer.read',
    summary: { zh: '转移接续工作清单，临期在前', en: 'Worklist of transfers, those due first' },
    query: transfersQuery,
    response: transfersView,
  },
  transfer: {
    method: 'GET',
    path: '/api/transfers/{id}',
    action: 'transfer.read',
    summary: { zh: '一项转移：信息表、断保月份、办理记录', en: 'One transfer: sheets, gaps, steps' },
    params: idParams,
    response: transferView,
  },
  startTransfer: {
    method: 'POST',
    path: '/api/persons/{psnNo}/transfers',
    action: 'transfer.work',
    summary: { zh: '受理转移申请', en: 'Take in an application for a transfer' },
    params: personParams,
    body: startTransferBody,
    response: transferView,
  },
  transferLetter: {
    method: 'POST',
    path: '/api/transfers/{id}/letter',
    action: 'transfer.work',
    summary: { zh: '登记对方联系函，或发出联系函', en: 'Register the contact letter, or send ours' },
    params: idParams,
    body: letterBody,
    response: transferView,
  },
  transferSheet: {
    method: 'POST',
    path: '/api/transfers/{id}/sheet',
    action: 'transfer.work',
    summary: {
      zh: '生成信息表（转出），或录入信息表（转入）',
      en: 'Prepare our information sheets, or enter theirs',
    },
    params: idParams,
    body: sheetBody,
    response: transferView,
  },
  transferSheetFile: {
    method: 'POST',
    path: '/api/transfers/{id}/sheet-file',
    action: 'transfer.work',
    summary: { zh: '导入对方信息表二（xlsx、CSV）', en: 'Import their sheet 2 (xlsx, CSV)' },
    params: idParams,
    body: sheetFileBody,
    response: transferView,
  },
  decideTransfer: {
    method: 'POST',
    path: '/api/transfers/{id}/decision',
    action: 'transfer.decide',
    usersOnly: true,
    summary: { zh: '复核转移', en: 'Decide a transfer' },
    params: idParams,
    body: transferDecisionBody,
    response: transferView,
  },
  transferMoney: {
    method: 'POST',
    path: '/api/transfers/{id}/money',
    action: 'transfer.money',
    usersOnly: true,
    summary: { zh: '账户资金已划出，或已到账', en: 'The account money has left, or has arrived' },
    params: idParams,
    body: transferMoneyBody,
    response: transferView,
  },
  withdrawTransfer: {
    method: 'POST',
    path: '/api/transfers/{id}/withdrawal',
    action: 'transfer.work',
    summary: { zh: '撤销转移申请', en: 'Withdraw a transfer' },
    params: idParams,
    body: withdrawBody,
    response: transferView,
  },
} as const satisfies Record<string, Operation>;

export type TransferOperationId = keyof typeof TRANSFER_OPERATIONS;
