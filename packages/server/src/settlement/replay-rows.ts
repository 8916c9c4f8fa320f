import { fen } from '@gongji/domain';
import type { Assessment, Bill, CounterMove } from '@gongji/engine';
import { billFromJson, type SettlementContext, type SettlementRow } from '@gongji/store/settlement';
import { differingMoves } from './changed-counters.ts';
import type { SettlementPolicy } from './policy-book.ts';
import { accountMovesOf, counterMovesOf, recordReversal } from './record-reversal.ts';
import { recordSettlement, type SettlementMeta } from './record-settlement.ts';
import { balanceOf, seenBy, type WorkingState } from './working-state.ts';
import type { Written } from './written.ts';

/** What goes into every row that a recompute writes. */
export interface Recording {
  readonly context: SettlementContext;
  readonly now: Date;
  readonly newId: () => string;
  readonly reason: string;
  readonly actor: string;
}

/** A bill adjudicated again, with the state that it found in its place. */
export interface Again {
  readonly found: WorkingState;
  readonly bill: Bill;
  readonly assessment: Assessment;
}

/** The bill as it was, with the account money that it used or that is there now, never more than it might use then. */
export function billAgain(row: SettlementRow, state: WorkingState, live = true): Bill {
  const bill = billFromJson(row.billJson);
  const available = { own: 0, family: 0 };
  for (const { ownerPersonId, amountFen } of accountMovesOf(row)) {
    // What a reversal has given back already stands in the balance.
    available[ownerPersonId === row.personId ? 'own' : 'family'] +=
      balanceOf(state, ownerPersonId) + (live ? amountFen : 0);
  }
  if (!accountMovesOf(row).some((m) => m.ownerPersonId === row.personId))
    available.own = balanceOf(state, row.personId);
  // Not what the last time found: an account that was short then may have the money again.
  const { accountFen, familyAccountFen } = bill;
  const firstAccounts = bill.firstAccounts ?? { accountFen, familyAccountFen };
  return {
    ...bill,
    firstAccounts,
    accountFen: fen(Math.min(firstAccounts.accountFen, available.own)),
    familyAccountFen: fen(Math.min(firstAccounts.familyAccountFen, available.family)),
  };
}

/** The reversal of a settlement and another one in its place, on the books of its own person. */
export function replaceRow(
  input: Recording,
  state: WorkingState,
  policy: SettlementPolicy,
  row: SettlementRow,
  again: Again,
): readonly Written[] {
  const reversal = reverseRow(input, state, row, 'recompute', row.medinsSetlId);
  return [reversal, inPlaceOf(input, state, policy, row, again)];
}

/** A settlement in the place of one that is reversed. */
export function inPlaceOf(
  input: Recording,
  state: WorkingState,
  policy: SettlementPolicy,
  row: SettlementRow,
  { bill, assessment, found }: Again,
): Written {
  const familyOwners = accountMovesOf(row).flatMap((m) =>
    m.ownerPersonId === row.personId ? [] : [{ personId: m.ownerPersonId, mostFen: Number.MAX_SAFE_INTEGER }],
  );
  const meta: SettlementMeta = {
    settlementId: input.newId(),
    settledAt: input.now,
    cause: 'recompute',
    owedTo: row.owedTo,
    insutype: row.insutype,
    institutionCode: row.institutionCode,
    visitId: row.visitId,
    medType: row.medType,
    midStay: row.midStay,
    invoiceNo: row.invoiceNo,
    medinsSetlId: row.medinsSetlId,
    actor: input.actor,
    replaces: { settlementId: row.settlementId, place: row.place },
  };
  const { regionCode, clrType, benefitYear } = row;
  const familyKeys = policy.counterKeys(bill).filter((key) => key.owner === 'family');
  const parts = {
    policy,
    regionCode,
    clrType,
    benefitYear,
    bill,
    assessment,
    found,
    familyOwners,
    familyKeys,
  };
  return recordSettlement(seenBy(state, row), parts, meta);
}

export function reverseRow(
  { newId, now, reason, actor }: Recording,
  state: WorkingState,
  row: SettlementRow,
  cause: SettlementRow['cause'],
  medinsSetlId: string,
): Written {
  return recordReversal(seenBy(state, row), row, {
    settlementId: newId(),
    settledAt: now,
    cause,
    medinsSetlId,
    reason,
    actor,
  });
}

export function opposite(moves: readonly CounterMove[]): readonly CounterMove[] {
  return moves.map((move) => ({ ...move, delta: -move.delta }));
}

/** Who pays what, how the bill is split, and what it adds to each counter. */
export function sameOutcome(row: SettlementRow, a: Assessment): boolean {
  return (
    row.selfPaidFen === a.selfPaidFen &&
    row.overLimitFen === a.overLimitFen &&
    row.firstPayFen === a.firstPayFen &&
    row.deductibleFen === a.deductibleFen &&
    row.providerFen === a.providerFen &&
    row.accountFen === a.accountFen &&
    row.familyAccountFen === a.familyAccountFen &&
    row.cashFen === a.cashFen &&
    row.paymentsJson === JSON.stringify(a.payments) &&
    differingMoves(counterMovesOf(row), a.counterMoves).length === 0
  );
}
