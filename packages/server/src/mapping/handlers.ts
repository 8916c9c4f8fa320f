import type {
  CandidatesQuery,
  MappingDecisionBody,
  MappingOperationId,
  MappingPairsBody,
  MappingQuery,
  MappingReviewsQuery,
  OwnItemsBody,
} from '@gongji/contract';
import type { Handler } from '../rest/handler.ts';
import { importOwnItems, mapping, mappingCandidates, submit, withdraw } from './mapping.ts';
import { decide, mappingReviews } from './review.ts';

/** The casts state what the operation's own schemas have just checked. */
export const MAPPING_HANDLERS: Readonly<Record<MappingOperationId, Handler>> = {
  mapping: (deps, caller, { query }) => mapping(deps, caller, query as MappingQuery),
  importOwnItems: (deps, caller, { body }) => importOwnItems(deps, caller, body as OwnItemsBody),
  mappingCandidates: (deps, caller, { query }) => mappingCandidates(deps, caller, query as CandidatesQuery),
  submitMappings: (deps, caller, { body }) => submit(deps, caller, body as MappingPairsBody),
  withdrawMappings: (deps, caller, { body }) => withdraw(deps, caller, body as MappingPairsBody),
  mappingReviews: (deps, caller, { query }) => mappingReviews(deps, caller, query as MappingReviewsQuery),
  decideMappings: (deps, caller, { body }) => decide(deps, caller, body as MappingDecisionBody),
};
