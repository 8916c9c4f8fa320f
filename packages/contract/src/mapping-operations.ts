import {
  candidatesQuery,
  candidatesView,
  mappingDecisionBody,
  mappingPairsBody,
  mappingQuery,
  mappingReviewsQuery,
  mappingReviewsView,
  mappingsDoneView,
  mappingView,
  ownItemsBody,
  ownItemsView,
} from './mapping.ts';
import type { Operation } from './operation.ts';

/** Catalogue mapping 目录对照: the institution maps, the agency reviews. Transactions 3301 and 3302 write the same table. */
export const MAPPING_OPERATIONS = {
  mapping: {
    method: 'GET',
    path: '/api/office/mapping',
    action: 'mapping',
    summary: { zh: '本机构项目及其对照', en: 'Own items and how they are mapped' },
    query: mappingQuery,
    response: mappingView,
  },
  importOwnItems: {
    method: 'POST',
    path: '/api/office/mapping/items',
    action: 'mapping',
    usersOnly: true,
    summary: {
      zh: '导入本机构项目（xlsx、CSV）并给出建议',
      en: 'Import own items (xlsx, CSV) and suggest mappings',
    },
    body: ownItemsBody,
    response: ownItemsView,
  },
  mappingCandidates: {
    method: 'GET',
    path: '/api/office/mapping/candidates',
    action: 'mapping',
    summary: { zh: '一个项目可能对应的医保目录项目', en: 'Catalogue items that an own item may be' },
    query: candidatesQuery,
    response: candidatesView,
  },
  submitMappings: {
    method: 'POST',
    path: '/api/office/mapping/submissions',
    action: 'mapping',
    usersOnly: true,
    summary: { zh: '提交对照，等待审核（可成批）', en: 'Submit mappings for review, one or many' },
    body: mappingPairsBody,
    response: mappingsDoneView,
  },
  withdrawMappings: {
    method: 'POST',
    path: '/api/office/mapping/withdrawals',
    action: 'mapping',
    usersOnly: true,
    summary: { zh: '撤回对照', en: 'Withdraw mappings' },
    body: mappingPairsBody,
    response: mappingsDoneView,
  },
  mappingReviews: {
    method: 'GET',
    path: '/api/mapping-reviews',
    action: 'mapping.review',
    summary: { zh: '待审核的目录对照', en: 'Mappings that wait for review' },
    query: mappingReviewsQuery,
    response: mappingReviewsView,
  },
  decideMappings: {
    method: 'POST',
    path: '/api/mapping-reviews/decisions',
    action: 'mapping.review',
    usersOnly: true,
    summary: {
      zh: '审核目录对照：通过，或说明原因退回',
      en: 'Approve mappings, or reject them with a reason',
    },
    body: mappingDecisionBody,
    response: mappingsDoneView,
  },
} as const satisfies Record<string, Operation>;
export type MappingOperationId = keyof typeof MAPPING_OPERATIONS;
