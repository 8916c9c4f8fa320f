import type { Transaction } from '../transaction.ts';
import { CATALOGUE_DOWNLOAD } from './catalogue-download.ts';
import { CATALOGUE_QUERY } from './catalogue-query.ts';
import { CLEARING } from './clearing.ts';
import { compensate2601 } from './compensation-2601.ts';
import { DEPARTMENTS } from './departments.ts';
import { dictionary1901 } from './dictionary-1901.ts';
import { eligibility2001 } from './eligibility-2001.ts';
import { FEE_UPLOAD } from './fee-upload.ts';
import { FEE_WITHDRAWAL } from './fee-withdrawal.ts';
import { FILES } from './files.ts';
import { FILING_QUERIES } from './filing-queries.ts';
import { FILINGS } from './filings.ts';
import { INPATIENT_STAY } from './inpatient-stay.ts';
import { institution1201 } from './institution-1201.ts';
import { CATALOGUE_MAPPING } from './mapping-33.ts';
import { OUTPATIENT_VISIT } from './outpatient-visit.ts';
import { person1101 } from './person-1101.ts';
import { preview2101, settle2102 } from './pharmacy.ts';
import { RECONCILIATION } from './reconciliation.ts';
import { REVERSAL } from './reversal.ts';
import { SETTLEMENT_LIST } from './settlement-list.ts';
import { SETTLEMENT_QUERIES } from './settlement-queries.ts';
import { signIn9001, signOut9002 } from './sign-in.ts';
import { VISIT_QUERIES } from './visit-queries.ts';
import { VISIT_SETTLEMENT } from './visit-settlement.ts';

const ALL: readonly Transaction[] = [
  person1101,
  institution1201,
  ...CATALOGUE_DOWNLOAD,
  ...CATALOGUE_QUERY,
  dictionary1901,
  eligibility2001,
  preview2101,
  settle2102,
  ...OUTPATIENT_VISIT,
  ...FEE_UPLOAD,
  ...FEE_WITHDRAWAL,
  ...INPATIENT_STAY,
  ...VISIT_SETTLEMENT,
  ...REVERSAL,
  ...FILINGS,
  compensate2601,
  ...RECONCILIATION,
  ...CLEARING,
  ...CATALOGUE_MAPPING,
  ...DEPARTMENTS,
  ...SETTLEMENT_LIST,
  ...VISIT_QUERIES,
  ...SETTLEMENT_QUERIES,
  ...FILING_QUERIES,
  signIn9001,
  signOut9002,
  ...FILES,
];

/** Every transaction we support, by its number. */
export const TRANSACTIONS: ReadonlyMap<string, Transaction> = new Map(
  [...ALL].sort((a, b) => a.infno.localeCompare(b.infno)).map((t) => [t.infno, t]),
);
