import type { AuditHead, AuditRow } from '../audit/chain.ts';
import { byteaText, type Column, setInsert, setUpdate } from './set-insert.ts';
import type {
  AccountWrite,
  CarryRow,
  CounterWrite,
  EffectWrite,
  EntryRow,
  MovementRow,
  PostingRow,
  SettlementRow,
} from './write-set.ts';

/** Columns of `settlement` whose value is stored as it stands in the row. */
function plain<Row>(
  type: Column<Row>['type'],
  columns: Readonly<Record<string, (row: Row) => string | number | boolean | null>>,
): readonly Column<Row>[] {
  return Object.entries(columns).map(([name, of]) => ({ name, type, of }));
}

/** New state of counter rows that are there, in the version that was read. */
export const updateCounters = setUpdate<CounterWrite>(
  'counter_state c',
  [
    ...plain<CounterWrite>('bigint', {
      person_id: (r) => r.personId,
      expected: (r) => r.expectedVersion ?? null,
      version: (r) => r.version,
    }),
    { name: 'scheme', type: 'text', of: (r) => r.scheme },
    { name: 'counters', type: 'jsonb', of: (r) => JSON.stringify(r.counters) },
  ],
  {
    assign: 'version = r.version, counters = r.counters',
    where: 'c.person_id = r.person_id and c.scheme = r.scheme and c.version = r.expected',
  },
);

export const insertCounters = setInsert<CounterWrite>('counter_state', [
  ...plain<CounterWrite>('bigint', { person_id: (r) => r.personId, version: (r) => r.version }),
  ...plain<CounterWrite>('text', { region_code: (r) => r.regionCode, scheme: (r) => r.scheme }),
  { name: 'counters', type: 'jsonb', of: (r) => JSON.stringify(r.counters) },
]);

export const updateAccounts = setUpdate<AccountWrite>(
  'personal_account a',
  plain<AccountWrite>('bigint', {
    person_id: (r) => r.personId,
    expected: (r) => r.expectedVersion,
    balance_fen: (r) => r.balanceFen,
  }),
  {
    assign: 'version = a.version + 1, balance_fen = r.balance_fen',
    where: 'a.person_id = r.person_id and a.version = r.expected',
  },
);

export const insertSettlements = setInsert<SettlementRow>(
  'settlement',
  [
    ...plain<SettlementRow>('bigint', {
      person_id: (r) => r.personId,
      settlement_id: (r) => r.settlementId,
      origin_id: (r) => r.originId,
      replaces_id: (r) => r.replacesId,
      family_id: (r) => r.familyId,
      sequence: (r) => r.sequence,
      place: (r) => r.place,
      family_sequence: (r) => r.familySequence,
      total_fen: (r) => r.totalFen,
      self_paid_fen: (r) => r.selfPaidFen,
      over_limit_fen: (r) => r.overLimitFen,
      first_pay_fen: (r) => r.firstPayFen,
      in_scope_fen: (r) => r.inScopeFen,
      deductible_fen: (r) => r.deductibleFen,
      fund_fen: (r) => r.fundFen,
      provider_fen: (r) => r.providerFen,
      account_fen: (r) => r.accountFen,
      family_account_fen: (r) => r.familyAccountFen,
      cash_fen: (r) => r.cashFen,
      account_balance_fen: (r) => r.accountBalanceFen,
    }),
    ...plain<SettlementRow>('text', {
      region_code: (r) => r.regionCode,
      kind: (r) => r.kind,
      cause: (r) => r.cause,
      owed_to: (r) => r.owedTo,
      scheme: (r) => r.scheme,
      insutype: (r) => r.insutype,
      institution_code: (r) => r.institutionCode,
      visit_id: (r) => r.visitId,
      benefit: (r) => r.benefit,
      med_type: (r) => r.medType,
      clr_type: (r) => r.clrType,
      policy_version: (r) => r.policyVersion,
      benefit_year: (r) => r.benefitYear,
      medins_setl_id: (r) => r.medinsSetlId,
      invoice_no: (r) => r.invoiceNo,
      reason: (r) => r.reason,
    }),
    { name: 'mid_stay', type: 'boolean', of: (r) => r.midStay },
    ...plain<SettlementRow>('date', { started_on: (r) => r.startedOn, ended_on: (r) => r.endedOn }),
    { name: 'settled_at', type: 'timestamptz', of: (r) => r.settledAt.toISOString() },
    ...plain<SettlementRow>('json', {
      account_moves: (r) => r.accountMovesJson,
      payments: (r) => r.paymentsJson,
      counter_moves: (r) => r.counterMovesJson,
      bill: (r) => r.billJson,
      trace: (r) => r.traceJson,
      line_splits: (r) => r.lineSplitsJson,
    }),
    { name: 'digest', type: 'bytea', of: (r) => byteaText(r.digest) },
  ],
  'exists (select from policy_version v where v.version = r.policy_version)',
);

export const insertEffects = setInsert<EffectWrite>('message_effect', [
  ...plain<EffectWrite>('text', {
    institution_code: (r) => r.institutionCode,
    msgid: (r) => r.msgid,
    infno: (r) => r.infno,
    state: (r) => r.state,
  }),
  { name: 'body_hash', type: 'bytea', of: (r) => byteaText(r.bodyHash) },
  { name: 'reply', type: 'json', of: (r) => r.reply },
  ...plain<EffectWrite>('bigint', { person_id: (r) => r.personId, settlement_id: (r) => r.settlementId }),
  { name: 'received_at', type: 'timestamptz', of: (r) => r.receivedAt.toISOString() },
]);

export const insertEntries = setInsert<EntryRow>('journal_entry', [
  ...plain<EntryRow>('text', { region_code: (r) => r.regionCode, entry_kind: (r) => r.entryKind }),
  ...plain<EntryRow>('bigint', {
    person_id: (r) => r.personId,
    entry_id: (r) => r.entryId,
    settlement_id: (r) => r.settlementId,
  }),
  { name: 'booked_on', type: 'date', of: (r) => r.bookedOn },
  { name: 'booked_at', type: 'timestamptz', of: (r) => r.bookedAt.toISOString() },
]);

export const insertPostings = setInsert<PostingRow>('posting', [
  ...plain<PostingRow>('text', {
    region_code: (r) => r.regionCode,
    debit_account: (r) => r.posting.debit,
    credit_account: (r) => r.posting.credit,
  }),
  ...plain<PostingRow>('bigint', {
    person_id: (r) => r.personId,
    entry_id: (r) => r.entryId,
    amount_fen: (r) => r.posting.amountFen,
  }),
  { name: 'line_no', type: 'int', of: (r) => r.lineNo },
]);

export const insertMovements = setInsert<MovementRow>('account_movement', [
  ...plain<MovementRow>('text', { region_code: (r) => r.regionCode, kind: (r) => r.kind }),
  ...plain<MovementRow>('bigint', {
    person_id: (r) => r.personId,
    movement_id: (r) => r.movementId,
    settlement_id: (r) => r.settlementId,
    amount_fen: (r) => r.amountFen,
    balance_fen: (r) => r.balanceFen,
  }),
  { name: 'moved_at', type: 'timestamptz', of: (r) => r.movedAt.toISOString() },
]);

export const insertCarries = setInsert<CarryRow>('merge_carry', [
  ...plain<CarryRow>('bigint', {
    person_id: (r) => r.personId,
    carry_id: (r) => r.carryId,
    from_person_id: (r) => r.fromId,
    place: (r) => r.place,
  }),
  ...plain<CarryRow>('text', { region_code: (r) => r.regionCode, scheme: (r) => r.scheme }),
  { name: 'counters', type: 'jsonb', of: (r) => JSON.stringify(r.counters) },
  { name: 'carried_at', type: 'timestamptz', of: (r) => r.carriedAt.toISOString() },
]);

export const insertAudit = setInsert<AuditRow>('audit_entry', [
  ...plain<AuditRow>('bigint', { stripe: (r) => r.stripe, position: (r) => r.position }),
  { name: 'at', type: 'timestamptz', of: (r) => r.at.toISOString() },
  ...plain<AuditRow>('text', { actor: (r) => r.actor, action: (r) => r.action, subject: (r) => r.subject }),
  { name: 'detail', type: 'json', of: (r) => r.detailJson },
  { name: 'previous_hash', type: 'bytea', of: (r) => byteaText(r.previousHash) },
  { name: 'hash', type: 'bytea', of: (r) => byteaText(r.hash) },
]);

/** The head of the writer's audit chain moves from where it was read. */
export const moveAuditHead = setUpdate<{ readonly from: AuditHead; readonly to: AuditHead }>(
  'audit_head h',
  [
    ...plain<{ readonly from: AuditHead; readonly to: AuditHead }>('bigint', {
      stripe: ({ to }) => to.stripe,
      expected: ({ from }) => from.position,
      position: ({ to }) => to.position,
    }),
    { name: 'hash', type: 'bytea', of: ({ to }) => byteaText(to.hash) },
  ],
  {
    assign: 'position = r.position, hash = r.hash',
    where: 'h.stripe = r.stripe and h.position = r.expected',
  },
);

/** Sums of postings for the roll-up, and ids for whoever listens. */
export const insertOutbox = setInsert<{ readonly topic: string; readonly bodyJson: string }>('outbox', [
  { name: 'topic', type: 'text', of: (r) => r.topic },
  { name: 'body', type: 'json', of: (r) => r.bodyJson },
]);
