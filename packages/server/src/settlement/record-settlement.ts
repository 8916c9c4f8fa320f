import { type Fen, fen } from '@gongji/domain';
import type { Assessment, CounterMove } from '@gongji/engine';
import { settlementEntry } from '@gongji/ledger';
import type { SettlementRow } from '@gongji/store/settlement';
import { billJson, lineSplitsJson, settlementDigest, traceJson } from '@gongji/store/settlement';
import { chinaDay } from './benefit-year.ts';
import type { Settled } from './contract.ts';
import type { DecidedBill, FamilyOwner } from './decide-bill.ts';
import {
  applyMoves,
  balanceOf,
  counterValue,
  moveAccount,
  nextSequence,
  type WorkingState,
} from './working-state.ts';
import { type AccountMove, moveRows, type Written } from './written.ts';

/** What a settlement is besides its money: the answers to who, why and in whose place. */
export interface SettlementMeta {
  readonly settlementId: string;
  readonly settledAt: Date;
  readonly cause: SettlementRow['cause'];
  readonly owedTo: SettlementRow['owedTo'];
  readonly insutype: string;
  readonly institutionCode: string;
  readonly visitId: string | null;
  readonly medType: string;
  readonly midStay: boolean;
  readonly invoiceNo: string | null;
  readonly medinsSetlId: string;
  readonly actor: string;
  /** Recompute: the settlement in whose place this one stands. */
  readonly replaces: { readonly settlementId: string; readonly place: number } | undefined;
}

/** What a decided bill carries that goes into the row. */
export type DecidedParts = Pick<
  DecidedBill,
  'policy' | 'clrType' | 'benefitYear' | 'bill' | 'assessment' | 'familyOwners' | 'familyKeys'
> & {
  readonly regionCode: string;
  /** What the bill found of the family's counters; absent: what stands there now. */
  readonly found?: WorkingState;
};

/** Puts a decided bill on the books of the working state and returns its rows and its reading for the caller. */
export function recordSettlement(state: WorkingState, decided: DecidedParts, meta: SettlementMeta): Written {
  const { assessment, policy, bill } = decided;
  const accountMoves = allocate(state, assessment, decided.familyOwners);
  const movements = moveRows(state, accountMoves, meta.settlementId, meta.settledAt);
  const counterMoves = [...assessment.counterMoves, ...familyReads(decided.found ?? state, decided)];
  applyMoves(state, assessment.counterMoves);
  const sequence = nextSequence(state, decided.familyKeys.length > 0);
  const unsealed = {
    regionCode: decided.regionCode,
    personId: state.personId,
    settlementId: meta.settlementId,
    kind: 'settlement' as const,
    originId: null,
    cause: meta.cause,
    owedTo: meta.owedTo,
    scheme: policy.scheme,
    insutype: meta.insutype,
    institutionCode: meta.institutionCode,
    visitId: meta.visitId,
    benefit: assessment.benefit,
    medType: meta.medType,
    clrType: decided.clrType,
    midStay: meta.midStay,
    policyVersion: policy.version,
    benefitYear: decided.benefitYear,
    ...sequence,
    place: meta.replaces?.place ?? sequence.sequence,
    replacesId: meta.replaces?.settlementId ?? null,
    startedOn: bill.dates.startedOn,
    endedOn: bill.dates.endedOn,
    settledAt: meta.settledAt,
    medinsSetlId: meta.medinsSetlId,
    invoiceNo: meta.invoiceNo,
    ...moneyOf(assessment),
    accountBalanceFen: balanceOf(state, state.personId),
    accountMovesJson: JSON.stringify(accountMoves),
    paymentsJson: JSON.stringify(assessment.payments),
    counterMovesJson: JSON.stringify(counterMoves),
    billJson: billJson(bill),
    traceJson: traceJson(assessment.trace),
    lineSplitsJson: lineSplitsJson(assessment.lines),
    reason: '',
  };
  const row: SettlementRow = { ...unsealed, digest: settlementDigest(unsealed) };
  const postings = settlementEntry({
    regionCode: decided.regionCode,
    scheme: policy.scheme,
    institutionCode: meta.institutionCode,
    owedTo: meta.owedTo,
    payments: assessment.payments,
    accountMoves,
  });
  return {
    row,
    settled: settledOf(row, assessment),
    postings,
    movements,
    bookedOn: chinaDay(meta.settledAt),
    actor: meta.actor,
  };
}

/** Uses what a decided bill uses of counters and accounts, for what is decided after it and not written. */
export function putOnBooks(
  state: WorkingState,
  { assessment, familyOwners }: Pick<DecidedParts, 'assessment' | 'familyOwners'>,
): void {
  for (const { ownerPersonId, amountFen } of allocate(state, assessment, familyOwners))
    moveAccount(state, ownerPersonId, -amountFen);
  applyMoves(state, assessment.counterMoves);
}

/** The settlement as the caller and the reply see it. */
export function settledOf(row: SettlementRow, assessment: Assessment): Settled {
  return {
    settlementId: row.settlementId,
    kind: row.kind,
    ...(row.originId === null ? {} : { originId: row.originId }),
    personId: row.personId,
    scheme: row.scheme,
    insutype: row.insutype,
    institutionCode: row.institutionCode,
    ...(row.visitId === null ? {} : { visitId: row.visitId }),
    medType: row.medType,
    clrType: row.clrType,
    settledAt: row.settledAt,
    medinsSetlId: row.medinsSetlId,
    accountBalanceFen: fen(row.accountBalanceFen ?? 0),
    assessment,
  };
}

/**
 * Family counters that were read and not moved, as moves of nothing: the order of bills runs across persons there, so what
 * a bill saw cannot be recomputed from the person's own settlements.
 */
function familyReads(state: WorkingState, { assessment, familyKeys }: DecidedParts): readonly CounterMove[] {
  const moved = new Set(assessment.counterMoves.map((move) => move.key));
  const readOnly = familyKeys.filter(({ key }) => !moved.has(key));
  return readOnly.map((counter) => ({ ...counter, before: counterValue(state, counter), delta: 0 }));
}

function moneyOf(a: Assessment) {
  return {
    totalFen: a.totalFen,
    selfPaidFen: a.selfPaidFen,
    overLimitFen: a.overLimitFen,
    firstPayFen: a.firstPayFen,
    inScopeFen: a.inScopeFen,
    deductibleFen: a.deductibleFen,
    fundFen: a.payments.reduce((sum, p) => sum + p.amountFen, 0),
    providerFen: a.providerFen,
    accountFen: a.accountFen,
    familyAccountFen: a.familyAccountFen,
    cashFen: a.cashFen,
  };
}

/** Which owner pays how much: the own account its part, the relatives' theirs in order until it is paid. */
function allocate(
  state: WorkingState,
  a: Assessment,
  familyOwners: readonly FamilyOwner[],
): readonly AccountMove[] {
  const moves: AccountMove[] = [];
  if (a.accountFen > 0) moves.push(accountMove(state, state.personId, a.accountFen));
  let open: number = a.familyAccountFen;
  for (const { personId, mostFen } of familyOwners) {
    const part = Math.min(open, mostFen, balanceOf(state, personId));
    if (part > 0) moves.push(accountMove(state, personId, fen(part)));
    open -= part;
  }
  if (open > 0) throw new Error(`${open} fen of the family accounts' part have no owner`);
  return moves;
}

function accountMove(state: WorkingState, ownerPersonId: string, amountFen: Fen): AccountMove {
  const regionCode = state.accounts.get(ownerPersonId)?.regionCode ?? state.regionCode;
  return { ownerPersonId, regionCode, amountFen };
}
