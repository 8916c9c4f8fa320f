import { z } from 'zod';
import { ACCOUNT_OPERATIONS } from './account-operations.ts';
import { ARREARS_OPERATIONS } from './arrears-operations.ts';
import { BOOKS_OPERATIONS } from './books-operations.ts';
import { CENSUS_OPERATIONS } from './census-operations.ts';
import { COLLECTION_DAY_OPERATIONS } from './collection-day-operations.ts';
import { COLLECTION_LIST_OPERATIONS } from './collection-list-operations.ts';
import { CONTRIBUTION_OPERATIONS } from './contribution-operations.ts';
import { COUNTER_OPERATIONS } from './counter-operations.ts';
import { ENROLMENT_FIGURES_OPERATIONS } from './enrolment-figures-operations.ts';
import { ENROLMENT_OPERATIONS } from './enrolment-operations.ts';
import { FINDINGS_OPERATIONS } from './findings-operations.ts';
import { GROUP_ENROLMENT_OPERATIONS } from './group-enrolment-operations.ts';
import { HANDOVER_OPERATIONS } from './handover-operations.ts';
import { IDENTITY_OPERATIONS } from './identity-operations.ts';
import { LEVY_AUDIT_OPERATIONS } from './levy-audit-operations.ts';
import { fileForm } from './list-query.ts';
import { MAPPING_OPERATIONS } from './mapping-operations.ts';
import type { Operation } from './operation.ts';
import { REGISTER_OPERATIONS } from './register-operations.ts';
import { REVERSAL_OPERATIONS } from './reversal-operations.ts';
import { STAY_OPERATIONS } from './stay-operations.ts';
import { TRANSFER_OPERATIONS } from './transfer-operations.ts';
import { UNENROLLED_OPERATIONS } from './unenrolled-operations.ts';

interface List extends Operation {
  readonly query: z.ZodObject;
}

/** 导出: the whole of a list as it is filtered and ordered, as a file, for whoever may read the list. */
function fileOf(list: List) {
  const pages = new Set(['after', 'before', 'limit']);
  const filter = Object.fromEntries(Object.entries(list.query.shape).filter(([name]) => !pages.has(name)));
  return {
    method: 'GET',
    path: `${list.path}/file`,
    action: list.action,
    usersOnly: list.usersOnly ?? false,
    summary: { zh: `导出：${list.summary.zh}`, en: `Export: ${list.summary.en}` },
    ...(list.params === undefined ? {} : { params: list.params }),
    query: z.strictObject({ ...filter, ...fileForm }),
    response: z.string(),
    produces: 'application/octet-stream',
  } as const satisfies Operation;
}

export const LIST_FILE_OPERATIONS = {
  contributionBillsFile: fileOf(CONTRIBUTION_OPERATIONS.contributionBills),
  receiptsFile: fileOf(CONTRIBUTION_OPERATIONS.receipts),
  refundsFile: fileOf(CONTRIBUTION_OPERATIONS.refunds),
  arrearsFile: fileOf(ARREARS_OPERATIONS.arrears),
  debtPlansFile: fileOf(ARREARS_OPERATIONS.debtPlans),
  waiversFile: fileOf(ARREARS_OPERATIONS.waivers),
  refusedBillsFile: fileOf(ARREARS_OPERATIONS.refusedBills),
  declarationsFile: fileOf(CONTRIBUTION_OPERATIONS.declarations),
  transfersFile: fileOf(TRANSFER_OPERATIONS.transfers),
  registerFindingsFile: fileOf(FINDINGS_OPERATIONS.registerFindings),
  deceasedFile: fileOf(ACCOUNT_OPERATIONS.deceased),
  mappingFile: fileOf(MAPPING_OPERATIONS.mapping),
  mappingReviewsFile: fileOf(MAPPING_OPERATIONS.mappingReviews),
  staysFile: fileOf(STAY_OPERATIONS.stays),
  levyAuditsFile: fileOf(LEVY_AUDIT_OPERATIONS.levyAudits),
  levySelectionFile: fileOf(LEVY_AUDIT_OPERATIONS.levySelection),
  levyFindingsFile: fileOf(LEVY_AUDIT_OPERATIONS.levyFindings),
  levyNoticesFile: fileOf(LEVY_AUDIT_OPERATIONS.levyNotices),
  unenrolledFile: fileOf(UNENROLLED_OPERATIONS.unenrolled),
  batchesFile: fileOf(GROUP_ENROLMENT_OPERATIONS.batches),
  handoversFile: fileOf(HANDOVER_OPERATIONS.handovers),
  reversalRequestsFile: fileOf(REVERSAL_OPERATIONS.reversalRequests),
  counterDaysFile: fileOf(COUNTER_OPERATIONS.counterDays),
  collectionDaysFile: fileOf(COLLECTION_DAY_OPERATIONS.collectionDays),
  enrolmentRequestsFile: fileOf(ENROLMENT_OPERATIONS.enrolmentRequests),
  accountRequestsFile: fileOf(ACCOUNT_OPERATIONS.accountRequests),
  collectionListsFile: fileOf(COLLECTION_LIST_OPERATIONS.collectionLists),
  duplicatesFile: fileOf(ENROLMENT_OPERATIONS.duplicates),
  assessmentProblemsFile: fileOf(CONTRIBUTION_OPERATIONS.assessmentProblems),
  fundTransfersFile: fileOf(BOOKS_OPERATIONS.fundTransfers),
  carriedReceiptsFile: fileOf(BOOKS_OPERATIONS.carriedReceipts),
  entryDelaysFile: fileOf(ENROLMENT_FIGURES_OPERATIONS.entryDelays),
  levyUnitsFile: fileOf(ENROLMENT_FIGURES_OPERATIONS.levyUnits),
  unitsFile: fileOf(ENROLMENT_OPERATIONS.units),
  registerPersonsFile: fileOf(REGISTER_OPERATIONS.registerPersons),
  registerHistoryFile: fileOf(REGISTER_OPERATIONS.registerHistory),
  unitHistoryFile: fileOf(ENROLMENT_OPERATIONS.unitHistory),
  actsFile: fileOf(REGISTER_OPERATIONS.acts),
  unitPeopleFile: fileOf(CENSUS_OPERATIONS.unitPeople),
  assessmentRunsFile: fileOf(CONTRIBUTION_OPERATIONS.assessmentRuns),
  adjustmentLeviesFile: fileOf(BOOKS_OPERATIONS.adjustmentLevies),
  counterPaymentsFile: fileOf(COUNTER_OPERATIONS.counterPayments),
  paymentFilesFile: fileOf(CONTRIBUTION_OPERATIONS.paymentFiles),
  roleRequestsFile: fileOf(IDENTITY_OPERATIONS.roleRequests),
  usersFile: fileOf(IDENTITY_OPERATIONS.users),
  auditFile: fileOf(IDENTITY_OPERATIONS.audit),
} as const satisfies Readonly<Record<string, Operation>>;

export type ListFileId = keyof typeof LIST_FILE_OPERATIONS;
