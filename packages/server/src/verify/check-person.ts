import type { BookedAccount, BookedCounters, CarriedCounters, SettlementRow } from '@gongji/store/settlement';
import { counterMovesOf } from '../settlement/record-reversal.ts';
import { FAMILY } from '../settlement/working-state.ts';
import type { Findings } from './difference.ts';

/** Sum of all moves of family counters minus what the heads' rows hold, by `head/scheme/key`; all zero at the end. */
export type FamilySums = Map<string, number>;

/** The rows of one person in one scheme: gapless up to the version of the counter row unless relatives moved it too. */
export function checkSequence(
  rows: readonly SettlementRow[],
  booked: BookedCounters | undefined,
  findings: Findings,
): void {
  const last = rows.at(-1);
  if (last === undefined) return;
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    // A head's row also counts relatives' bills, so numbers may leave gaps, but never fall or repeat.
    if (before === undefined || before.sequence < row.sequence) continue;
    addFor(row, 'sequence', `after ${before.sequence}`, String(row.sequence), findings);
  }
  const version = booked?.version ?? 0;
  if (version < last.sequence)
    addFor(last, 'sequence', `at most ${version}`, String(last.sequence), findings);
}

/** A person's counters in one scheme, with what they must be the sum of. */
export interface CounterParts {
  readonly rows: readonly SettlementRow[];
  /** What merges of duplicates carried over. */
  readonly carries: readonly CarriedCounters[];
  readonly booked: BookedCounters | undefined;
}

/** The person's own counters are the sum of the moves of the settlements, and of what merges carried over. */
export function checkCounters(
  personId: string,
  scheme: string,
  { rows, carries, booked }: CounterParts,
  families: FamilySums,
  findings: Findings,
): void {
  const sums = new Map<string, number>();
  for (const row of rows) {
    for (const { key, owner, delta } of counterMovesOf(row)) {
      if (owner === 'person') add(sums, key, delta);
      else add(families, `${row.familyId ?? row.personId}/${scheme}/${key}`, delta);
    }
  }
  for (const { counters } of carries)
    for (const [key, delta] of Object.entries(counters)) add(sums, key, delta);
  for (const [key, value] of Object.entries(booked?.counters ?? {})) {
    if (key.startsWith(FAMILY)) add(families, `${personId}/${scheme}/${key.slice(FAMILY.length)}`, -value);
    else add(sums, key, -value);
  }
  for (const [key, difference] of sums) {
    if (difference === 0) continue;
    const found = booked?.counters[key] ?? 0;
    const expected = String(found + difference);
    const subject = `counter ${key} (${scheme}) of person ${personId}`;
    findings.add({ check: 'counters', subject, personId, expected, found: String(found) });
  }
}

/** What is left when all persons have been seen. */
export function checkFamilies(families: FamilySums, findings: Findings): void {
  for (const [name, difference] of families) {
    if (difference === 0) continue;
    const [personId = '', scheme, key] = name.split('/');
    const subject = `family counter ${key} (${scheme}) of head ${personId}`;
    findings.add({ check: 'family-counters', subject, personId, expected: '0', found: String(-difference) });
  }
}

export function checkAccount(account: BookedAccount, findings: Findings): void {
  const { personId, balanceFen, movedFen } = account;
  if (balanceFen === movedFen) return;
  const subject = `account of person ${personId}`;
  findings.add({
    check: 'account',
    subject,
    personId,
    expected: String(movedFen),
    found: String(balanceFen),
  });
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

function addFor(
  row: SettlementRow,
  check: 'sequence',
  expected: string,
  found: string,
  findings: Findings,
): void {
  const { personId, settlementId } = row;
  findings.add({ check, subject: `settlement ${settlementId}`, personId, settlementId, expected, found });
}
