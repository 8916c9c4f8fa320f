import type { Transaction } from '../transaction.ts';
import { person1101 } from './person-1101.ts';
import { preview2101, settle2102 } from './pharmacy.ts';
import { signIn9001, signOut9002 } from './sign-in.ts';

const ALL: readonly Transaction[] = [signIn9001, signOut9002, person1101, preview2101, settle2102];

/** Every transaction we support, by its number. */
export const TRANSACTIONS: ReadonlyMap<string, Transaction> = new Map(ALL.map((t) => [t.infno, t]));
