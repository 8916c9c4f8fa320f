import {
  handoverBody,
  handoverDecisionBody,
  handoversQuery,
  handoversView,
  handoverView,
} from './handover.ts';
import { idParams } from './identity.ts';
import type { Operation } from './operation.ts';

/** Hand-over 交接 between schools and communities: the papers travel, not the student. */
export const HANDOVER_OPERATIONS = {
  handovers: {
    method: 'GET',
    path: '/api/handovers',
    action: 'handover.read',
    summary: { zh: '学校与社区交接清单', en: 'Hand-overs between schools and communities' },
    query: handoversQuery,
    response: handoversView,
  },
  offerHandover: {
    method: 'POST',
    path: '/api/handovers',
    action: 'handover.work',
    usersOnly: true,
    summary: { zh: '提交交接名单（迁入高校、毕业离校）', en: 'Hand a list of students over' },
    body: handoverBody,
    response: handoversView,
  },
  decideHandover: {
    method: 'POST',
    path: '/api/handovers/{id}/decision',
    action: 'handover.work',
    usersOnly: true,
    summary: { zh: '接收方确认或退回', en: 'The receiving unit confirms or sends back' },
    params: idParams,
    body: handoverDecisionBody,
    response: handoverView,
  },
} as const satisfies Record<string, Operation>;

export type HandoverOperationId = keyof typeof HANDOVER_OPERATIONS;
