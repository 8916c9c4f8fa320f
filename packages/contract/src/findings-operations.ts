import {
  earlyUseQuery,
  earlyUseView,
  endFindingsBody,
  registerFindingBody,
  registerFindingsQuery,
  registerFindingsView,
  searchBody,
  searchedView,
} from './findings.ts';
import { batchView } from './group-enrolment.ts';
import { idParams } from './identity.ts';
import type { Operation } from './operation.ts';

/** What the nightly search finds in the registers, and who has benefits soon after joining. */
export const FINDINGS_OPERATIONS = {
  registerFindings: {
    method: 'GET',
    path: '/api/findings',
    action: 'finding.read',
    summary: { zh: '登记疑点：重复参保、重复登记、过渡期满', en: 'Findings in the registers' },
    query: registerFindingsQuery,
    response: registerFindingsView,
  },
  searchRegisters: {
    method: 'POST',
    path: '/api/findings/search',
    action: 'finding.work',
    usersOnly: true,
    summary: { zh: '立即查找登记疑点（每夜自动进行）', en: 'Search now what is searched every night' },
    body: searchBody,
    response: searchedView,
  },
  decideRegisterFinding: {
    method: 'POST',
    path: '/api/findings/{id}/decision',
    action: 'finding.work',
    usersOnly: true,
    summary: { zh: '办结或排除疑点', en: 'Work a finding off, or dismiss it' },
    params: idParams,
    body: registerFindingBody,
    response: registerFindingsView,
  },
  endFindings: {
    method: 'POST',
    path: '/api/findings/list',
    action: 'finding.work',
    usersOnly: true,
    summary: {
      zh: '由疑点生成停保名单并检查',
      en: 'Make a list of covers to end from findings, and check it',
    },
    body: endFindingsBody,
    response: batchView,
  },
  earlyUse: {
    method: 'GET',
    path: '/api/early-use',
    action: 'figures.early',
    summary: { zh: '新参保人短期内就医情况', en: 'New joiners who have benefits soon after' },
    query: earlyUseQuery,
    response: earlyUseView,
  },
} as const satisfies Record<string, Operation>;
export type FindingsOperationId = keyof typeof FINDINGS_OPERATIONS;
