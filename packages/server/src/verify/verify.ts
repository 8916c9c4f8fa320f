import type { Pool, PoolClient } from '@gongji/store';
import { contributionDifferences } from '@gongji/store/contribution';
import { classDifferences } from '@gongji/store/enrolment';
import {
  controlDifferences,
  mergedMoney,
  orphanMovements,
  rollupDifferences,
  settledDifferences,
  sharingDifferences,
} from '@gongji/store/ledger';
import {
  askedOver,
  type BooksPage,
  messageDifferences,
  nextBooksPage,
  nextFamilies,
  refusedDifferences,
  type SettlementRow,
} from '@gongji/store/settlement';
import { loadStandingBills } from '../settlement/load-family.ts';
import { loadPolicyBook } from '../settlement/load-policy-book.ts';
import type { PolicyBook } from '../settlement/policy-book.ts';
import { checkAudit } from './check-audit.ts';
import { checkOutcomes } from './check-outcomes.ts';
import {
  type CounterParts,
  checkAccount,
  checkCounters,
  checkFamilies,
  checkSequence,
  type FamilySums,
} from './check-person.ts';
import { checkDigest, checkEntry, checkIdentity, checkMirror, checkMovements } from './check-settlement.ts';
import { createFindings, type Difference, type Findings } from './difference.ts';
import { createDigestSum, type DigestSum } from './digest-sum.ts';

export interface VerifyOptions {
  /** Adjudicate every live settlement again; takes several times as long. */
  readonly outcomes?: boolean;
  /** Most differences reported in full; default 20. */
  readonly most?: number;
  /** Persons read at once; default 500. */
  readonly pageSize?: number;
}

export interface VerifyReport {
  readonly differences: readonly Difference[];
  readonly differenceCount: number;
  readonly persons: number;
  readonly settlements: number;
  readonly auditEntries: number;
}

/**
 * Recomputes the books from the settlements and compares: counters, balances, entries, roll-up, identities, digests,
 * messages and audit chain. One snapshot for all, read in pages, so it runs beside live settlement and on millions.
 */
export async function verifyBooks(pool: Pool, options: VerifyOptions = {}): Promise<VerifyReport> {
  const most = options.most ?? 20;
  const findings = createFindings(most);
  const book = options.outcomes === true ? await loadPolicyBook(pool, '') : undefined;
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const settled = createDigestSum();
    const counts = await checkPersons(client, options.pageSize ?? 500, book, settled, findings);
    if (book !== undefined) await checkFamilyOrders(client, options.pageSize ?? 500, book, findings);
    await checkLedger(client, most, findings);
    const vouched = createDigestSum();
    const auditEntries = await checkAudit(client, vouched, findings);
    if (settled.text() !== vouched.text()) {
      const subject = 'digests of all settlements';
      findings.add({ check: 'audit-digest', subject, expected: settled.text(), found: vouched.text() });
    }
    return { differences: findings.differences, differenceCount: findings.count(), ...counts, auditEntries };
  } finally {
    await client.query('rollback');
    client.release();
  }
}

async function checkPersons(
  client: PoolClient,
  pageSize: number,
  book: PolicyBook | undefined,
  settled: DigestSum,
  findings: Findings,
) {
  const families: FamilySums = new Map();
  const counts = { persons: 0, settlements: 0 };
  let page = await nextBooksPage(client, '0', pageSize);
  while (page !== undefined) {
    checkPage(page, book, families, findings);
    for (const row of page.settlements) settled.add(Buffer.from(row.digest).toString('hex'));
    counts.persons += page.personIds.length;
    counts.settlements += page.settlements.length;
    page = await nextBooksPage(client, page.personIds.at(-1) ?? '', pageSize);
  }
  checkFamilies(families, findings);
  return counts;
}

function checkPage(
  page: BooksPage,
  book: PolicyBook | undefined,
  families: FamilySums,
  findings: Findings,
): void {
  const byId = new Map(page.settlements.map((row) => [row.settlementId, row]));
  const entryKinds = new Map(page.entries.map((e) => [e.settlementId, e.entryKind]));
  const postings = Map.groupBy(page.postings, (p) => p.entryId);
  const movements = Map.groupBy(page.movements, (m) => m.settlementId);
  for (const row of page.settlements) {
    const origin = row.originId === null ? undefined : byId.get(row.originId);
    checkIdentity(row, findings);
    checkDigest(row, findings);
    checkMirror(row, origin, findings);
    checkEntry(row, origin, entryKinds.get(row.settlementId), postings.get(row.settlementId) ?? [], findings);
    checkMovements(row, movements.get(row.settlementId) ?? [], findings);
  }
  for (const { personId, entryId, settlementId } of page.entries) {
    if (settlementId !== null && byId.has(settlementId)) continue;
    const subject = `entry ${entryId}`;
    findings.add({
      check: 'entry',
      subject,
      personId,
      expected: `settlement ${settlementId}`,
      found: 'none',
    });
  }
  const rowsOf = Map.groupBy(page.settlements, (row) => `${row.personId}/${row.scheme}`);
  const bookedOf = new Map(page.counters.map((c) => [`${c.personId}/${c.scheme}`, c]));
  const carriesOf = Map.groupBy(page.carries, (c) => `${c.personId}/${c.scheme}`);
  for (const key of new Set([...rowsOf.keys(), ...bookedOf.keys(), ...carriesOf.keys()])) {
    const parts = {
      rows: rowsOf.get(key) ?? [],
      carries: carriesOf.get(key) ?? [],
      booked: bookedOf.get(key),
    };
    checkOwner(key, parts, { page, book, families, findings });
  }
  for (const account of page.accounts) checkAccount(account, findings);
}

function checkOwner(
  key: string,
  parts: CounterParts,
  {
    page,
    book,
    families,
    findings,
  }: {
    readonly page: BooksPage;
    readonly book: PolicyBook | undefined;
    readonly families: FamilySums;
    readonly findings: Findings;
  },
): void {
  const [personId = '', scheme = ''] = key.split('/');
  const { rows, carries, booked } = parts;
  checkSequence(rows, booked, findings);
  checkCounters(personId, scheme, parts, families, findings);
  if (book === undefined || shares(page, rows)) return;
  const reversed = new Set(rows.map((row) => row.originId));
  const live = rows.filter((row) => row.kind === 'settlement' && !reversed.has(row.settlementId));
  const ordered = live.toSorted((a, b) => a.place - b.place);
  checkOutcomes(ordered, carries, book, findings);
}

/** Whether bills of others count with them: the order runs across persons then, see {@link checkFamilyOrders}. */
function shares({ sharedFamilies }: BooksPage, rows: readonly SettlementRow[]): boolean {
  return rows.some(({ familyId, scheme }) => sharedFamilies.has(`${familyId}/${scheme}`));
}

/** Bills of families in which several persons read common counters, each family once. */
async function checkFamilyOrders(
  client: PoolClient,
  pageSize: number,
  book: PolicyBook,
  findings: Findings,
): Promise<void> {
  const db = askedOver(client);
  const seen = new Set<string>();
  let page = await nextFamilies(client, '0', pageSize);
  while (page.length > 0) {
    for (const { familyId, scheme, memberId } of page) {
      if (seen.has(`${familyId}/${scheme}`)) continue;
      const { bills, carries } = await loadStandingBills(db, memberId, scheme);
      for (const row of bills) seen.add(`${row.familyId}/${scheme}`);
      checkOutcomes(bills, carries, book, findings);
    }
    page = await nextFamilies(client, page.at(-1)?.familyId ?? '', pageSize);
  }
}

async function checkLedger(client: PoolClient, most: number, findings: Findings): Promise<void> {
  for (const difference of await contributionDifferences(client, most)) findings.add(difference);
  for (const { personId, settlementId, amountFen } of await orphanMovements(client, most)) {
    const subject = `movement of ${amountFen} fen of person ${personId}`;
    const expected = `settlement ${settlementId}`;
    findings.add({ check: 'orphan-movement', subject, personId, settlementId, expected, found: 'none' });
  }
  for (const { regionCode, account, bookedOn, posted, rolled } of await rollupDifferences(client, most)) {
    const subject = `${account} of ${regionCode} on ${bookedOn}, debit / credit`;
    findings.add({ check: 'trial-balance', subject, expected: posted, found: rolled });
  }
  for (const { regionCode, settledFen, rolledFen } of await settledDifferences(client, most)) {
    const subject = `settled total of ${regionCode}`;
    findings.add({ check: 'trial-balance', subject, expected: settledFen, found: rolledFen });
  }
  for (const { entryId, regionCode, postedFen, movedFen } of await controlDifferences(client, most)) {
    const subject =
      entryId === null
        ? `control account of personal accounts of ${regionCode}`
        : `accounts in entry ${entryId}`;
    findings.add({ check: 'control-account', subject, expected: movedFen, found: postedFen });
  }
  for (const { ownerId, userId, settlementId, allowedFen, usedFen } of await sharingDifferences(
    client,
    most,
  )) {
    const subject = `account of person ${ownerId} used by person ${userId}`;
    const personId = userId;
    findings.add({
      check: 'sharing',
      subject,
      personId,
      ...(settlementId === null ? {} : { settlementId }),
      expected: `at most ${allowedFen}`,
      found: usedFen,
    });
  }
  for (const { personId, mergedInto, balanceFen } of await mergedMoney(client, most)) {
    const subject = `account of person ${personId}, merged into ${mergedInto}`;
    findings.add({ check: 'merged-money', subject, personId, expected: '0', found: balanceFen });
  }
  for (const difference of await refusedDifferences(client, most))
    findings.add({ check: 'refused-bill', ...difference });
  for (const difference of await classDifferences(client, most))
    findings.add({ check: 'class', ...difference });
  for (const { personId, settlementId, effects } of await messageDifferences(client, most)) {
    const subject = `settlement ${settlementId}`;
    findings.add({
      check: 'message',
      subject,
      personId,
      settlementId,
      expected: '1',
      found: String(effects),
    });
  }
}
