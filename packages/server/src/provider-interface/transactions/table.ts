import type { Transaction } from '../transaction.ts';
import { compensate2601 } from './compensation-2601.ts';
import { FEE_UPLOAD } from './fee-upload.ts';
import { FEE_WITHDRAWAL } from './fee-withdrawal.ts';
import { INPATIENT_STAY } from './inpatient-stay.ts';
import { OUTPATIENT_VISIT } from './outpatient-visit.ts';
import { person1101 } from './person-1101.ts';
import { preview2101, settle2102 } from './pharmacy.ts';
import { REVERSAL } from './reversal.ts';
import { signIn9001, signOut9002 } from './sign-in.ts';
import { VISIT_SETTLEMENT } from './visit-settlement.ts';

const ALL: readonly Transaction[] = [
  person1101,
  preview2101,
  settle2102,
  ...OUTPATIENT_VISIT,
  ...FEE_UPLOAD,
  ...FEE_WITHDRAWAL,
  ...INPATIENT_STAY,
  ...VISIT_SETTLEMENT,
  ...REVERSAL,
  compensate2601,
  signIn9001,
  signOut9002,
];

/** Every transaction we support, by its number. */
export const TRANSACTIONS: ReadonlyMap<string, Transaction> = new Map(
  [...ALL].sort((a, b) => a.infno.localeCompare(b.infno)).map((t) => [t.infno, t]),
);
