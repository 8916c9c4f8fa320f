import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { date, type Fen, fen, type RatePpm } from '@gongji/domain';
import { type BillLine, loadPolicy } from '@gongji/engine';
import { rolledBack } from '@gongji/store';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import type { BillRequest, ReverseRequest, ReviewRequest, SettleRequest } from '../contract.ts';
import { createSettlementService, type RunningSettlementService, type SettlementDeps } from '../service.ts';

/** A database of its own with one region, four institutions, two policies, and a settlement service on it. */
export interface World {
  readonly db: TestDatabase;
  readonly service: RunningSettlementService;
  /** Adds a person; returns the id. */
  readonly person: (wish?: PersonWish) => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface PersonWish {
  readonly bornOn?: string;
  readonly familyId?: string;
  readonly scheme?: 'employee' | 'resident';
  readonly benefitFrom?: string;
  readonly benefitTo?: string;
  readonly status?: string;
  /** Yuan in the personal account; without it there is no account. */
  readonly account?: number;
  /** Owners whose accounts the person may use. */
  readonly shares?: readonly string[];
  /** Chronic approvals. */
  readonly chronic?: readonly string[];
}

/** All tests happen on this day, unless they say otherwise. */
export const TODAY = new Date('2026-06-15T10:00:00+08:00');

/** Tertiary, primary, without agreement any more, and suspended. */
export const HOSPITAL = 'H99010100001';
export const CLINIC = 'H99010100002';
export const ENDED = 'H99010100003';
export const SUSPENDED = 'H99010100004';

export async function createWorld(deps: Partial<SettlementDeps> = {}): Promise<World> {
  const db = await createTestDatabase();
  await arrange(db);
  const service = createSettlementService({ pool: db.pool, newId: db.newId, now: () => TODAY, ...deps });
  return {
    db,
    service,
    person: (wish = {}) => addPerson(db, wish),
    close: async () => {
      await service.close();
      await db.drop();
    },
  };
}

let messages = 0;

function nextMsgid(): string {
  messages += 1;
  return `msg${messages}`;
}

/** A message that was never sent before; the body decides its hash. */
export function message(body: string, msgid = nextMsgid(), institutionCode = HOSPITAL) {
  const bodyHash = createHash('sha256').update(body).digest();
  return { institutionCode, msgid, infno: '2207', bodyHash, receivedAt: TODAY };
}

/** One line of class A of so many yuan. */
export function line(yuan: number, id = '1'): BillLine {
  return {
    id,
    amountFen: fen(yuan * 100),
    itemClass: 'A',
    kind: 'drug',
    firstPayPpm: 0 as RatePpm,
    refused: false,
  };
}

/** An outpatient bill of so many yuan on 2026-06-10 at the hospital. */
export function bill(personId: string, yuan: number, change: Partial<BillRequest> = {}): BillRequest {
  return {
    personId,
    insutype: '310',
    institutionCode: HOSPITAL,
    medType: '11',
    startedOn: date('2026-06-10'),
    endedOn: date('2026-06-10'),
    lines: [line(yuan)],
    totalFen: fen(yuan * 100) as Fen,
    account: 'none',
    midStay: false,
    ...change,
  };
}

export function settleRequest(request: BillRequest, change: Partial<SettleRequest> = {}): SettleRequest {
  return {
    ...request,
    message: message(JSON.stringify(request), undefined, request.institutionCode),
    cause: 'provider',
    reply: (settled) => ({
      setl_id: settled.settlementId,
      fund: fundFen(settled),
      balc: settled.accountBalanceFen,
    }),
    ...change,
  };
}

export function reverseRequest(
  personId: string,
  settlementId: string,
  change: Partial<ReverseRequest> = {},
): ReverseRequest {
  return {
    message: { ...message(settlementId), infno: '2208' },
    cause: 'provider',
    reason: 'test',
    target: { kind: 'settlement', personId, settlementId },
    reply: (reversed) => ({ setl_id: reversed?.settlementId ?? null }),
    ...change,
  };
}

export function fundFen(settled: {
  readonly assessment: { readonly payments: readonly { readonly amountFen: number }[] };
}) {
  return settled.assessment.payments.reduce((sum, p) => sum + p.amountFen, 0);
}

/** What a review would come to with the registers changed as the statement says; nothing is saved. */
export function reviewIf(
  { db, service }: Pick<World, 'db' | 'service'>,
  change: string,
  request: Omit<ReviewRequest, 'commit'>,
) {
  return rolledBack(db.owner, async (tx) => {
    await tx.query(change, [request.personId]);
    return service.within(tx).review(request);
  });
}

/** The settled outcome, or an error that shows what came instead. */
export function expectKind<Result extends { readonly kind: string }, Kind extends Result['kind']>(
  result: Result,
  kind: Kind,
): Extract<Result, { kind: Kind }> {
  if (result.kind !== kind) throw new Error(`expected ${kind}: ${JSON.stringify(result)}`);
  return result as Extract<Result, { kind: Kind }>;
}

async function arrange({ owner }: TestDatabase): Promise<void> {
  await owner.query(`insert into region values ('990100', '共济市'), ('990200', '邻市')`);
  await owner.query(
    `insert into institution (institution_code, region_code, name, level, kind, clearing_office, agreement_to, suspended)
     values ($1, '990100', '市医院', 'tertiary', 'general', '990100', null, false),
            ($2, '990100', '社区卫生服务中心', 'primary', 'community', '990100', null, false),
            ($3, '990100', '旧医院', 'secondary', 'general', '990100', '2025-12-31', false),
            ($4, '990100', '停网医院', 'secondary', 'general', '990100', null, true)`,
    [HOSPITAL, CLINIC, ENDED, SUSPENDED],
  );
  for (const name of ['employee', 'resident'])
    await loadTestPolicy({ owner }, fileURLToPath(new URL(`./${name}.yaml`, import.meta.url)));
}

/** Loads a policy, which from then on settles in place of those of its region and insurance type. */
export async function loadTestPolicy({ owner }: Pick<TestDatabase, 'owner'>, file: string): Promise<void> {
  const source = readFileSync(file, 'utf8');
  const { policy } = loadPolicy(source, file);
  if (policy === undefined) throw new Error(`${file} does not load`);
  await owner.query(
    `insert into policy_version (version, policy_id, region_code, scheme, insutype, in_force_from, in_force_to, policy_date, source)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      policy.version,
      policy.id,
      policy.region,
      policy.scheme,
      policy.insutype,
      policy.inForce.from,
      policy.inForce.to ?? null,
      policy.policyDate,
      source,
    ],
  );
}

async function addPerson({ owner, newId }: TestDatabase, wish: PersonWish): Promise<string> {
  const id = newId();
  const scheme = wish.scheme ?? 'employee';
  await owner.query(
    `insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, family_id)
     values ('990100', $1::bigint, $1::text, '测试', $1::text, '1', $2, $3)`,
    [id, wish.bornOn ?? '1980-01-01', wish.familyId ?? null],
  );
  await owner.query(
    `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, benefit_to, status,
                           psn_type, person_status)
     values ('990100', $1, $2, $3, '2020-01-01', $4, $5, $6, '1101', 'active')`,
    [
      id,
      scheme,
      scheme === 'employee' ? '310' : '390',
      wish.benefitFrom ?? '2020-01-01',
      wish.benefitTo ?? null,
      wish.status ?? '1',
    ],
  );
  if (wish.account !== undefined) {
    const balance = wish.account * 100;
    await owner.query(
      `insert into personal_account (region_code, person_id, balance_fen) values ('990100', $1, $2)`,
      [id, balance],
    );
    await owner.query(
      `with entry as (
         insert into journal_entry (region_code, person_id, entry_id, entry_kind, booked_on, booked_at)
         values ('990100', $1::bigint, $1::bigint, 'account-opening', '2026-01-01', '2026-01-01')
       ), money as (
         insert into posting (region_code, person_id, entry_id, line_no, debit_account, credit_account, amount_fen)
         values ('990100', $1, $1, 1, '990100/employee/fund/personalAccount/bank', '990100/accounts', $2)
       ), sums as (
         insert into outbox (topic, body) select 'posted', json_build_object('regionCode', '990100', 'bookedOn', '2026-01-01',
           'sums', json_build_array(json_build_array('990100/employee/fund/personalAccount/bank', $2::bigint, 0),
                                    json_build_array('990100/accounts', 0, $2::bigint)))
       )
       insert into account_movement (region_code, person_id, movement_id, entry_id, kind, amount_fen, balance_fen, moved_at)
       values ('990100', $1::bigint, $1::bigint, $1::bigint, 'opening', $2::bigint, $2::bigint, '2026-01-01')`,
      [id, balance],
    );
  }
  for (const ownerId of wish.shares ?? []) {
    await owner.query(
      `insert into account_sharing (region_code, person_id, owner_person_id, valid_from)
       values ('990100', $1, $2, '2026-01-01')`,
      [id, ownerId],
    );
  }
  for (const disease of wish.chronic ?? []) {
    await owner.query(
      `insert into filing (region_code, person_id, filing_id, kind, disease_code, valid_from)
       values ('990100', $1, $2, 'chronic', $3, '2026-01-01')`,
      [id, newId(), disease],
    );
  }
  return id;
}
