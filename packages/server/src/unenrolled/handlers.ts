import type {
  LevyTemplateQuery,
  NewUnenrolledBody,
  UnenrolledAssignBody,
  UnenrolledCorrectionBody,
  UnenrolledFindingsBody,
  UnenrolledOperationId,
  UnenrolledQuery,
  UnenrolledStepBody,
  UnenrolledUploadBody,
  UnenrolledVisitBody,
} from '@gongji/contract';
import { templateOf } from '../levy-audit/evidence-template.ts';
import type { Handler } from '../rest/handler.ts';
import { correctEmployer } from './correct.ts';
import { UNENROLLED_FILE } from './entry-file.ts';
import { unenrolled, unenrolledCollectors, unenrolledOne } from './list.ts';
import { addUnenrolled, takeUnenrolled, uploadUnenrolled } from './register.ts';
import { assignEmployers, escalateEmployer, visitEmployer } from './work.ts';

const idIn = (params: unknown): string => (params as { id: string }).id;

/** The casts state what the operation's own schemas have just checked. */
export const UNENROLLED_HANDLERS: Readonly<Record<UnenrolledOperationId, Handler>> = {
  unenrolled: (deps, caller, { query }) => unenrolled(deps, caller, query as UnenrolledQuery),
  unenrolledTemplate: async (_deps, _caller, { query }) =>
    templateOf(UNENROLLED_FILE, query as LevyTemplateQuery),
  unenrolledCollectors: (deps, caller) => unenrolledCollectors(deps, caller),
  addUnenrolled: (deps, caller, { body }) => addUnenrolled(deps, caller, body as NewUnenrolledBody),
  uploadUnenrolled: (deps, caller, { body }) => uploadUnenrolled(deps, caller, body as UnenrolledUploadBody),
  takeUnenrolled: (deps, caller, { body }) => takeUnenrolled(deps, caller, body as UnenrolledFindingsBody),
  assignUnenrolled: (deps, caller, { body }) => assignEmployers(deps, caller, body as UnenrolledAssignBody),
  unenrolledOne: (deps, caller, { params }) => unenrolledOne(deps, caller, idIn(params)),
  correctUnenrolled: (deps, caller, { params, body }) =>
    correctEmployer(deps, caller, idIn(params), body as UnenrolledCorrectionBody),
  visitUnenrolled: (deps, caller, { params, body }) =>
    visitEmployer(deps, caller, idIn(params), body as UnenrolledVisitBody),
  escalateUnenrolled: (deps, caller, { params, body }) =>
    escalateEmployer(deps, caller, idIn(params), body as UnenrolledStepBody),
};
