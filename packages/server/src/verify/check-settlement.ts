import { oppositePostings, type Posting } from '@gongji/ledger';
import {
  type BookedMovement,
  type BookedPosting,
  lineSplitsFrom,
  type SettlementRow,
  settlementDigest,
} from '@gongji/store/settlement';
import { accountMovesOf, counterMovesOf, entryOfOrigin, paymentsOf } from '../settlement/record-reversal.ts';
import type { CheckName, Findings } from './difference.ts';

/** Amounts add up, by the row itself and by its payments and account moves. */
export function checkIdentity(row: SettlementRow, findings: Findings): void {
  const split = row.selfPaidFen + row.overLimitFen + row.firstPayFen + row.inScopeFen;
  const paid = row.fundFen + row.providerFen + row.accountFen + row.familyAccountFen + row.cashFen;
  const funds = paymentsOf(row).reduce((sum, p) => sum + p.amountFen, 0);
  const accounts = accountMovesOf(row).reduce((sum, m) => sum + m.amountFen, 0);
  const lines = lineSplitsFrom(row.lineSplitsJson);
  const inLines = lines.reduce(
    (sum, l) => sum + l.selfPaidFen + l.overLimitFen + l.firstPayFen + l.inScopeFen,
    0,
  );
  expect(
    row,
    'identity',
    row.totalFen,
    split,
    findings,
    'total = self-paid + over limit + first-pay + in scope',
  );
  expect(row, 'identity', row.totalFen, paid, findings, 'total = fund + provider + accounts + cash');
  expect(row, 'identity', row.fundFen, funds, findings, 'fund = payments');
  expect(
    row,
    'identity',
    row.accountFen + row.familyAccountFen,
    accounts,
    findings,
    'accounts = account moves',
  );
  if (lines.length > 0) expect(row, 'identity', row.totalFen, inLines, findings, 'total = lines');
}

export function checkDigest(row: SettlementRow, findings: Findings): void {
  const digest = settlementDigest(row);
  expect(row, 'digest', hex(digest), hex(row.digest), findings);
}

/** A reversal negates every amount, payment, account move and counter move of its origin. */
export function checkMirror(row: SettlementRow, origin: SettlementRow | undefined, findings: Findings): void {
  if (row.originId === null) return;
  if (origin === undefined) {
    expect(row, 'mirror', row.originId, 'no such settlement', findings);
    return;
  }
  expect(row, 'mirror', mirrorText(origin, -1), mirrorText(row, 1), findings);
}

/** The entry and its postings are those that the ledger derives from the settlement. */
export function checkEntry(
  row: SettlementRow,
  origin: SettlementRow | undefined,
  entryKind: string | undefined,
  postings: readonly BookedPosting[],
  findings: Findings,
): void {
  const expected = expectedPostings(row, origin);
  expect(row, 'entry', expected.length === 0 ? 'none' : row.kind, entryKind ?? 'none', findings);
  expect(row, 'entry', expected.map(postingText).join('; '), postings.map(postingText).join('; '), findings);
}

/** What left or entered accounts in the name of the settlement is what the settlement says. */
export function checkMovements(
  row: SettlementRow,
  movements: readonly BookedMovement[],
  findings: Findings,
): void {
  const expected = accountMovesOf(row).map((m) => `${m.ownerPersonId}: ${-m.amountFen}`);
  const found = movements.map((m) => `${m.personId}: ${m.amountFen}`);
  expect(row, 'movement', expected.sort().join('; '), found.sort().join('; '), findings);
}

function expectedPostings(row: SettlementRow, origin: SettlementRow | undefined): readonly Posting[] {
  if (row.kind === 'settlement') return entryOfOrigin(row);
  return origin === undefined ? [] : oppositePostings(entryOfOrigin(origin));
}

function postingText(p: Pick<BookedPosting, 'debit' | 'credit' | 'amountFen'>): string {
  return `${p.debit} → ${p.credit} ${p.amountFen}`;
}

function mirrorText(row: SettlementRow, sign: 1 | -1): string {
  const money = [
    row.totalFen,
    row.selfPaidFen,
    row.overLimitFen,
    row.firstPayFen,
    row.inScopeFen,
    row.deductibleFen,
    row.fundFen,
    row.providerFen,
    row.accountFen,
    row.familyAccountFen,
    row.cashFen,
  ];
  const moves = [
    ...paymentsOf(row).map((p) => [p.payer, p.amountFen] as const),
    ...accountMovesOf(row).map((m) => [m.ownerPersonId, m.amountFen] as const),
    ...counterMovesOf(row).map((m) => [m.key, m.delta] as const),
  ];
  // `+ 0` turns −0 into 0, which prints the same but is another value.
  const signed = (n: number) => sign * n + 0;
  return [...money.map(signed), ...moves.map(([name, n]) => `${name}=${signed(n)}`)].join(', ');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function expect(
  row: SettlementRow,
  check: CheckName,
  expected: string | number,
  found: string | number,
  findings: Findings,
  rule?: string,
): void {
  if (expected === found) return;
  const { personId, settlementId } = row;
  const subject = rule === undefined ? `settlement ${settlementId}` : `settlement ${settlementId}: ${rule}`;
  findings.add({ check, subject, personId, settlementId, expected: String(expected), found: String(found) });
}
