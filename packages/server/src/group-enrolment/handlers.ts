import type {
  BatchesQuery,
  BatchRowsQuery,
  DecideBatchBody,
  ErrorFileQuery,
  GroupEnrolmentOperationId,
  PromotionBody,
  RunBatchBody,
  TemplateQuery,
  UndoBatchBody,
  UploadQuery,
} from '@gongji/contract';
import type { Handler } from '../rest/handler.ts';
import { decideBatch } from './agreement.ts';
import { batch, batchErrors, batches, batchRowsPage, sheetKinds, sheetTemplate } from './batches.ts';
import { promoteClasses } from './promote-classes.ts';
import type { SheetKindId } from './sheet-kind.ts';
import { checkBatch, runBatch, undoBatch, uploadList } from './work-on-batch.ts';

/** The casts state what the operation's own schemas have just checked. */
const idIn = (params: unknown): string => (params as { id: string }).id;

export const GROUP_ENROLMENT_HANDLERS: Readonly<Record<GroupEnrolmentOperationId, Handler>> = {
  sheetKinds: (deps, caller) => sheetKinds(deps, caller),
  sheetTemplate: (deps, caller, { params, query }) =>
    sheetTemplate(deps, caller, (params as { kind: SheetKindId }).kind, query as TemplateQuery),
  uploadList: (deps, caller, { query, body }) =>
    uploadList(deps, caller, query as UploadQuery, body as Uint8Array),
  batches: (deps, caller, { query }) => batches(deps, caller, query as BatchesQuery),
  batch: (deps, caller, { params }) => batch(deps, caller, idIn(params)),
  batchRows: (deps, caller, { params, query }) =>
    batchRowsPage(deps, caller, idIn(params), query as BatchRowsQuery),
  batchErrors: (deps, caller, { params, query }) =>
    batchErrors(deps, caller, idIn(params), query as ErrorFileQuery),
  checkBatch: (deps, caller, { params }) => checkBatch(deps, caller, idIn(params)),
  runBatch: (deps, caller, { params, body }) => runBatch(deps, caller, idIn(params), body as RunBatchBody),
  undoBatch: (deps, caller, { params, body }) => undoBatch(deps, caller, idIn(params), body as UndoBatchBody),
  promoteClasses: (deps, caller, { body }) => promoteClasses(deps, caller, body as PromotionBody),
  decideBatch: (deps, caller, { params, body }) =>
    decideBatch(deps, caller, idIn(params), body as DecideBatchBody),
};
