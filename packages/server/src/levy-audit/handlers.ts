import type {
  EvidenceBody,
  FindingResultBody,
  FindingsQuery,
  LevyAuditOperationId,
  LevyAuditsQuery,
  LevyNoticesQuery,
  LevySelectionQuery,
  LevyTemplateQuery,
  NewLevyAuditBody,
  NoticeBody,
} from '@gongji/contract';
import type { Handler } from '../rest/handler.ts';
import {
  addEvidence,
  closeAudit,
  levyAudit,
  levyAudits,
  levyChecks,
  levyNotices,
  newLevyAudit,
  runLevyAudit,
} from './audits.ts';
import { levyTemplate } from './evidence-template.ts';
import { levyDecision, levyFindings, levyNotice, levyResult } from './findings.ts';
import { levySelection } from './selection.ts';

/** The casts state what the operation's own schemas have just checked. */
const idIn = (params: unknown): string => (params as { id: string }).id;

export const LEVY_AUDIT_HANDLERS: Readonly<Record<LevyAuditOperationId, Handler>> = {
  levyChecks: () => levyChecks(),
  levyTemplate: async (_deps, _caller, { params, query }) =>
    levyTemplate((params as { kind: string }).kind, query as LevyTemplateQuery),
  levyAudits: (deps, caller, { query }) => levyAudits(deps, caller, query as LevyAuditsQuery),
  levySelection: (deps, caller, { query }) => levySelection(deps, caller, query as LevySelectionQuery),
  newLevyAudit: (deps, caller, { body }) => newLevyAudit(deps, caller, body as NewLevyAuditBody),
  levyAudit: (deps, caller, { params }) => levyAudit(deps, caller, idIn(params)),
  addLevyEvidence: (deps, caller, { params, body }) =>
    addEvidence(deps, caller, idIn(params), body as EvidenceBody),
  runLevyAudit: (deps, caller, { params }) => runLevyAudit(deps, caller, idIn(params)),
  levyFindings: (deps, caller, { params, query }) =>
    levyFindings(deps, caller, idIn(params), query as FindingsQuery),
  levyNotices: (deps, caller, { params, query }) =>
    levyNotices(deps, caller, idIn(params), query as LevyNoticesQuery),
  levyNotice: (deps, caller, { params, body }) => levyNotice(deps, caller, idIn(params), body as NoticeBody),
  levyResult: (deps, caller, { params, body }) =>
    levyResult(deps, caller, idIn(params), body as FindingResultBody),
  levyDecision: (deps, caller, { params, body }) =>
    levyDecision(deps, caller, idIn(params), body as { agreed: boolean }),
  closeLevyAudit: (deps, caller, { params }) => closeAudit(deps, caller, idIn(params)),
};
