import type { ListFileId } from '@gongji/contract';
import { ACCOUNT_HANDLERS } from '../account/handlers.ts';
import { ARREARS_HANDLERS } from '../arrears/handlers.ts';
import { BOOKS_HANDLERS } from '../books/handlers.ts';
import { CENSUS_HANDLERS } from '../census/handlers.ts';
import { COLLECTION_DAY_HANDLERS } from '../collection-days/handlers.ts';
import { CONTRIBUTION_HANDLERS } from '../contribution/handlers.ts';
import { COUNTER_HANDLERS } from '../counter/handlers.ts';
import { ENROLMENT_HANDLERS, REGISTER_HANDLERS } from '../enrolment/handlers.ts';
import { ENROLMENT_FIGURES_HANDLERS } from '../figures/handlers.ts';
import { FINDINGS_HANDLERS } from '../findings/handlers.ts';
import { GROUP_ENROLMENT_HANDLERS } from '../group-enrolment/handlers.ts';
import { IDENTITY_HANDLERS } from '../identity/handlers.ts';
import { LEVY_AUDIT_HANDLERS } from '../levy-audit/handlers.ts';
import { MAPPING_HANDLERS } from '../mapping/handlers.ts';
import { STAY_HANDLERS } from '../office/stay-handlers.ts';
import type { Handler } from '../rest/handler.ts';
import { REVERSAL_HANDLERS } from '../reversal/handlers.ts';
import { TRANSFER_HANDLERS } from '../transfer/handlers.ts';
import { UNENROLLED_HANDLERS } from '../unenrolled/handlers.ts';
import { COLLECTION_LIST_HANDLERS } from '../withholding/handlers.ts';
import { DEBT_PLANS, REFUSED_BILLS, WAIVERS } from './arrears-lists.ts';
import { CARRIED_RECEIPTS, CONTRIBUTION_BILLS, FUND_TRANSFERS } from './book-lists.ts';
import { ADJUSTMENT_LEVIES, ASSESSMENT_RUNS, COUNTER_PAYMENTS, PAYMENT_FILES } from './collecting-lists.ts';
import { COLLECTION_DAYS, COUNTER_DAYS } from './day-lists.ts';
import { BATCHES, HANDOVERS, REVERSALS } from './enrolment-lists.ts';
import { ENTRY_DELAYS, LEVY_UNITS } from './figure-lists.ts';
import { LEVY_AUDITS, LEVY_FINDINGS, LEVY_NOTICES, LEVY_SELECTION } from './levy-lists.ts';
import type { FileForm, ListSheet } from './list-file.ts';
import {
  AUDIT,
  DEBTORS,
  DECEASED,
  DECLARATIONS,
  FINDINGS,
  RECEIPTS,
  REFUNDS,
  TRANSFERS,
  USERS,
} from './lists.ts';
import { MAPPING, MAPPING_REVIEWS, STAYS } from './office-lists.ts';
import { DUPLICATES, NOT_ASSESSED, REGISTER_PERSONS } from './person-lists.ts';
import { ENROLMENT_ACTS, REGISTER_HISTORY, toldChanges } from './register-lists.ts';
import { ACCOUNT_REQUESTS, COLLECTION_LISTS, ENROLMENT_REQUESTS, ROLE_REQUESTS } from './request-lists.ts';
import { UNENROLLED } from './unenrolled-list.ts';
import { UNIT_PEOPLE, UNITS } from './unit-lists.ts';
import { handOut, MOST_EXPORTED } from './whole-list.ts';

/** 导出: what the list itself answers, asked for as one page; whoever may not read the list has no file of it either. */
export const LIST_FILE_HANDLERS: Readonly<Record<ListFileId, Handler>> = {
  contributionBillsFile: fileOf(CONTRIBUTION_BILLS, CONTRIBUTION_HANDLERS.contributionBills),
  receiptsFile: fileOf(RECEIPTS, CONTRIBUTION_HANDLERS.receipts),
  refundsFile: fileOf(REFUNDS, CONTRIBUTION_HANDLERS.refunds),
  arrearsFile: fileOf(DEBTORS, ARREARS_HANDLERS.arrears),
  debtPlansFile: fileOf(DEBT_PLANS, ARREARS_HANDLERS.debtPlans),
  waiversFile: fileOf(WAIVERS, ARREARS_HANDLERS.waivers),
  refusedBillsFile: fileOf(REFUSED_BILLS, ARREARS_HANDLERS.refusedBills),
  declarationsFile: fileOf(DECLARATIONS, CONTRIBUTION_HANDLERS.declarations),
  transfersFile: fileOf(TRANSFERS, TRANSFER_HANDLERS.transfers),
  registerFindingsFile: fileOf(FINDINGS, FINDINGS_HANDLERS.registerFindings),
  deceasedFile: fileOf(DECEASED, ACCOUNT_HANDLERS.deceased),
  mappingFile: fileOf(MAPPING, MAPPING_HANDLERS.mapping),
  mappingReviewsFile: fileOf(MAPPING_REVIEWS, MAPPING_HANDLERS.mappingReviews),
  staysFile: fileOf(STAYS, STAY_HANDLERS.stays),
  levyAuditsFile: fileOf(LEVY_AUDITS, LEVY_AUDIT_HANDLERS.levyAudits),
  levySelectionFile: fileOf(LEVY_SELECTION, LEVY_AUDIT_HANDLERS.levySelection),
  levyFindingsFile: fileOf(LEVY_FINDINGS, LEVY_AUDIT_HANDLERS.levyFindings),
  levyNoticesFile: fileOf(LEVY_NOTICES, LEVY_AUDIT_HANDLERS.levyNotices),
  unenrolledFile: fileOf(UNENROLLED, UNENROLLED_HANDLERS.unenrolled),
  batchesFile: fileOf(BATCHES, GROUP_ENROLMENT_HANDLERS.batches),
  handoversFile: fileOf(HANDOVERS, TRANSFER_HANDLERS.handovers),
  reversalRequestsFile: fileOf(REVERSALS, REVERSAL_HANDLERS.reversalRequests),
  counterDaysFile: fileOf(COUNTER_DAYS, COUNTER_HANDLERS.counterDays),
  collectionDaysFile: fileOf(COLLECTION_DAYS, COLLECTION_DAY_HANDLERS.collectionDays),
  enrolmentRequestsFile: fileOf(ENROLMENT_REQUESTS, ENROLMENT_HANDLERS.enrolmentRequests),
  accountRequestsFile: fileOf(ACCOUNT_REQUESTS, ACCOUNT_HANDLERS.accountRequests),
  collectionListsFile: fileOf(COLLECTION_LISTS, COLLECTION_LIST_HANDLERS.collectionLists),
  duplicatesFile: fileOf(DUPLICATES, ENROLMENT_HANDLERS.duplicates),
  assessmentProblemsFile: fileOf(NOT_ASSESSED, CONTRIBUTION_HANDLERS.assessmentProblems),
  fundTransfersFile: fileOf(FUND_TRANSFERS, BOOKS_HANDLERS.fundTransfers),
  carriedReceiptsFile: fileOf(CARRIED_RECEIPTS, BOOKS_HANDLERS.carriedReceipts),
  entryDelaysFile: fileOf(ENTRY_DELAYS, ENROLMENT_FIGURES_HANDLERS.entryDelays),
  levyUnitsFile: fileOf(LEVY_UNITS, ENROLMENT_FIGURES_HANDLERS.levyUnits),
  unitsFile: fileOf(UNITS, ENROLMENT_HANDLERS.units),
  registerPersonsFile: fileOf(REGISTER_PERSONS, REGISTER_HANDLERS.registerPersons),
  registerHistoryFile: fileOf(REGISTER_HISTORY, REGISTER_HANDLERS.registerHistory, toldChanges),
  unitHistoryFile: fileOf(REGISTER_HISTORY, ENROLMENT_HANDLERS.unitHistory, toldChanges),
  actsFile: fileOf(ENROLMENT_ACTS, REGISTER_HANDLERS.acts),
  unitPeopleFile: fileOf(UNIT_PEOPLE, CENSUS_HANDLERS.unitPeople),
  assessmentRunsFile: fileOf(ASSESSMENT_RUNS, CONTRIBUTION_HANDLERS.assessmentRuns),
  adjustmentLeviesFile: fileOf(ADJUSTMENT_LEVIES, BOOKS_HANDLERS.adjustmentLevies),
  counterPaymentsFile: fileOf(COUNTER_PAYMENTS, COUNTER_HANDLERS.counterPayments),
  paymentFilesFile: fileOf(PAYMENT_FILES, CONTRIBUTION_HANDLERS.paymentFiles),
  roleRequestsFile: fileOf(ROLE_REQUESTS, IDENTITY_HANDLERS.roleRequests),
  usersFile: fileOf(USERS, IDENTITY_HANDLERS.users),
  auditFile: fileOf(AUDIT, IDENTITY_HANDLERS.audit),
};

/** `rowsOf`: rows that hold more than the items of the list. */
function fileOf<Row, Body = { readonly items: readonly Row[] }>(
  sheet: ListSheet<Row>,
  list: Handler,
  rowsOf: (body: Body) => readonly Row[] = (body) => (body as { readonly items: readonly Row[] }).items,
): Handler {
  return async (deps, caller, request) => {
    const { format, lang, ...filter } = request.query as FileForm & Readonly<Record<string, unknown>>;
    const query = { ...filter, after: 0, limit: MOST_EXPORTED + 1 };
    const answer = await list(deps, caller, { ...request, query });
    if (answer.kind !== 'ok') return answer;
    // The operation of the list says what it answers with.
    return handOut(deps, caller, { sheet, rows: rowsOf(answer.body as Body), form: { format, lang } });
  };
}
