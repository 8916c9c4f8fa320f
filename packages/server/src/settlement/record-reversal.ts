import { type Fen, fen } from '@gongji/domain';
import type { Assessment, CounterMove, FundPayment } from '@gongji/engine';
import { oppositePostings, settlementEntry } from '@gongji/ledger';
import { type SettlementRow, settlementDigest } from '@gongji/store/settlement';
import { chinaDay } from './benefit-year.ts';
import { settledOf } from './record-settlement.ts';
import { applyMoves, balanceOf, counterValue, nextSequence, type WorkingState } from './working-state.ts';
import { type AccountMove, moveRows, type Written } from './written.ts';

export interface ReversalMeta {
  readonly settlementId: string;
  readonly settledAt: Date;
  readonly cause: SettlementRow['cause'];
  readonly medinsSetlId: string;
  readonly reason: string;
  readonly actor: string;
}

/**
 * Puts the opposite of a settlement on the books: every amount negated, money back into the accounts it came from,
 * counters back, sides of the entry swapped (identity I8 of the interface).
 */
export function recordReversal(state: WorkingState, origin: SettlementRow, meta: ReversalMeta): Written {
  const accountMoves = parse<AccountMove>(origin.accountMovesJson).map((m) => ({
    ...m,
    amountFen: negative(m.amountFen),
  }));
  const payments = paymentsOf(origin).map((p) => ({ ...p, amountFen: negative(p.amountFen) }));
  const counterMoves = counterMovesOf(origin).map((move) => ({
    ...move,
    before: counterValue(state, move),
    delta: negative(move.delta),
  }));
  const movements = moveRows(state, accountMoves, meta.settlementId, meta.settledAt);
  applyMoves(state, counterMoves);
  const sequence = nextSequence(state, origin.familyId !== null);
  const unsealed = {
    ...origin,
    ...negatedMoney(origin),
    ...sequence,
    settlementId: meta.settlementId,
    kind: 'reversal' as const,
    originId: origin.settlementId,
    cause: meta.cause,
    place: sequence.sequence,
    replacesId: null,
    settledAt: meta.settledAt,
    medinsSetlId: meta.medinsSetlId,
    accountBalanceFen: balanceOf(state, state.personId),
    accountMovesJson: JSON.stringify(accountMoves),
    paymentsJson: JSON.stringify(payments),
    counterMovesJson: JSON.stringify(counterMoves),
    // The bill, its lines and their trace stand in the origin.
    billJson: 'null',
    traceJson: '[]',
    lineSplitsJson: '[]',
    reason: meta.reason,
  };
  const row: SettlementRow = { ...unsealed, digest: settlementDigest(unsealed) };
  return {
    row,
    settled: settledOf(row, assessmentOf(row, payments, counterMoves)),
    postings: oppositePostings(entryOfOrigin(origin)),
    movements,
    bookedOn: chinaDay(meta.settledAt),
    actor: meta.actor,
  };
}

/** Postings of a stored settlement, derived from its row. */
export function entryOfOrigin(origin: SettlementRow) {
  return settlementEntry({
    regionCode: origin.regionCode,
    scheme: origin.scheme,
    institutionCode: origin.institutionCode,
    owedTo: origin.owedTo,
    payments: paymentsOf(origin),
    accountMoves: parse<AccountMove>(origin.accountMovesJson),
  });
}

export function paymentsOf(row: SettlementRow): readonly FundPayment[] {
  return parse<FundPayment>(row.paymentsJson);
}

export function counterMovesOf(row: SettlementRow): readonly CounterMove[] {
  return parse<CounterMove>(row.counterMovesJson);
}

export function accountMovesOf(row: SettlementRow): readonly AccountMove[] {
  return parse<AccountMove>(row.accountMovesJson);
}

function parse<T>(json: string): readonly T[] {
  return JSON.parse(json);
}

function negative(amount: number): Fen {
  return fen(-amount);
}

function negatedMoney(origin: SettlementRow) {
  return {
    totalFen: negative(origin.totalFen),
    selfPaidFen: negative(origin.selfPaidFen),
    overLimitFen: negative(origin.overLimitFen),
    firstPayFen: negative(origin.firstPayFen),
    inScopeFen: negative(origin.inScopeFen),
    deductibleFen: negative(origin.deductibleFen),
    fundFen: negative(origin.fundFen),
    providerFen: negative(origin.providerFen),
    accountFen: negative(origin.accountFen),
    familyAccountFen: negative(origin.familyAccountFen),
    cashFen: negative(origin.cashFen),
  };
}

/** The reversal as an assessment: money negated, lines and trace empty. */
function assessmentOf(
  row: SettlementRow,
  payments: readonly FundPayment[],
  counterMoves: readonly CounterMove[],
): Assessment {
  return {
    policyId: '',
    policyVersion: row.policyVersion,
    benefit: row.benefit,
    totalFen: fen(row.totalFen),
    selfPaidFen: fen(row.selfPaidFen),
    overLimitFen: fen(row.overLimitFen),
    firstPayFen: fen(row.firstPayFen),
    inScopeFen: fen(row.inScopeFen),
    deductibleFen: fen(row.deductibleFen),
    payments,
    providerFen: fen(row.providerFen),
    personFen: fen(row.totalFen - row.fundFen - row.providerFen),
    accountFen: fen(row.accountFen),
    familyAccountFen: fen(row.familyAccountFen),
    cashFen: fen(row.cashFen),
    lines: [],
    counterMoves,
    trace: [],
  };
}
