import type { CalendarDate, Scheme } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

export type TransferDirection = 'out' | 'in' | 'within';
export type TransferState = 'applied' | 'letter' | 'sheet' | 'money' | 'done' | 'refused' | 'withdrawn';
/** Transfer 转移接续 of an insurance relation. */
export interface TransferRow {
  readonly regionCode: string;
  readonly personId: string;
  readonly personName: string;
  readonly transferId: string;
  readonly direction: TransferDirection;
  readonly schemeFrom: Scheme;
  readonly schemeTo: Scheme;
  readonly state: TransferState;
  readonly otherAgency: unknown;
  readonly materials: readonly string[];
  readonly appliedOn: CalendarDate;
  readonly dueOn: CalendarDate | null;
  readonly letterNo: string | null;
  readonly sheet: unknown;
  readonly accountFen: number;
  readonly actualMonths: number;
  readonly deemedMonths: number;
  readonly moneyOn: CalendarDate | null;
  readonly bankSerial: string | null;
  readonly preparedBy: string | null;
  readonly note: string;
}

const SELECT = `select t.region_code as "regionCode", t.person_id as "personId", p.name as "personName", t.transfer_id as "transferId",
  t.direction, t.scheme_from as "schemeFrom", t.scheme_to as "schemeTo", t.state, t.other_agency as "otherAgency", t.materials,
  t.applied_on as "appliedOn", t.due_on as "dueOn", t.letter_no as "letterNo", t.sheet, t.account_fen as "accountFen",
  t.actual_months as "actualMonths", t.deemed_months as "deemedMonths", t.money_on as "moneyOn", t.bank_serial as "bankSerial",
  t.prepared_by as "preparedBy", t.note from transfer t join person p using (person_id)`;
const IN_SCOPE = '(t.region_code like $1 and ($2::bigint is null or t.person_id = $2))';

type Raw = Omit<TransferRow, 'accountFen'> & { accountFen: string };
const fromRaw = (row: Raw): TransferRow => ({ ...row, accountFen: Number(row.accountFen) });

const MATCHES = `${IN_SCOPE} and ($3::text is null or t.direction = $3)
    and (not $4 or t.state in ('applied','letter','sheet','money')) and ($5::bigint is null or t.person_id = $5)`;
const TRANSFER_ORDERS = { dueOn: 't.due_on', appliedOn: 't.applied_on' };

export interface TransferFilter {
  readonly direction?: TransferDirection | undefined;
  readonly openOnly: boolean;
  readonly personId?: string;
}

const valuesOf = (scope: Scope, { direction, openOnly, personId }: TransferFilter) => [
  ...[regionPattern(scope), scope.personId, direction ?? null, openOnly, personId ?? null],
];

/** Worklist: what runs before what has ended, each in the order asked for. */
export async function listTransfers(
  db: Queryable,
  scope: Scope,
  filter: TransferFilter & ListOrder,
): Promise<readonly TransferRow[]> {
  const { rows } = await db.query<Raw>(
    `${SELECT} where ${MATCHES}
      order by t.state in ('done','refused','withdrawn'), ${orderBy(TRANSFER_ORDERS, filter, 't.transfer_id desc')}
      offset $6 limit $7`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows.map(fromRaw);
}

export async function countTransfers(db: Queryable, scope: Scope, filter: TransferFilter): Promise<number> {
  const { rows } = await db.query<{ total: number }>(
    `select count(*)::int as total from transfer t where ${MATCHES}`,
    valuesOf(scope, filter),
  );
  return rows[0]?.total ?? 0;
}

export async function readTransfer(
  db: Queryable,
  scope: Scope,
  transferId: string,
  lock = false,
): Promise<TransferRow | undefined> {
  const { rows } = await db.query<Raw>(
    `${SELECT} where t.transfer_id = $3 and ${IN_SCOPE}${lock ? ' for update of t' : ''}`,
    [regionPattern(scope), scope.personId, transferId],
  );
  return rows.map(fromRaw)[0];
}

export type NewTransfer = Pick<
  TransferRow,
  | 'regionCode'
  | 'personId'
  | 'transferId'
  | 'direction'
  | 'schemeFrom'
  | 'schemeTo'
  | 'otherAgency'
  | 'materials'
  | 'appliedOn'
  | 'note'
>;

/** The id of a transfer that is open in the same direction, when there is one: then nothing is written. */
export async function insertTransfer(tx: Queryable, t: NewTransfer): Promise<string | undefined> {
  const { rowCount } = await tx.query(
    `insert into transfer (region_code, person_id, transfer_id, direction, scheme_from, scheme_to, state, other_agency, materials, applied_on, note)
     values ($1, $2, $3, $4, $5, $6, 'applied', $7, $8, $9, $10)
     on conflict (person_id, direction) where state in ('applied','letter','sheet','money') do nothing`,
    [
      t.regionCode,
      t.personId,
      t.transferId,
      t.direction,
      t.schemeFrom,
      t.schemeTo,
      JSON.stringify(t.otherAgency),
      JSON.stringify(t.materials),
      t.appliedOn,
      t.note,
    ],
  );
  if (rowCount === 1) return undefined;
  const { rows } = await tx.query<{ id: string }>(
    `select transfer_id as id from transfer where person_id = $1 and direction = $2 and state in ('applied','letter','sheet','money')`,
    [t.personId, t.direction],
  );
  return rows[0]?.id ?? '';
}

/** New values of a transfer; what is undefined stays. */
export type TransferChange = Partial<
  Pick<
    TransferRow,
    | 'state'
    | 'otherAgency'
    | 'materials'
    | 'dueOn'
    | 'letterNo'
    | 'sheet'
    | 'accountFen'
    | 'actualMonths'
    | 'deemedMonths'
    | 'moneyOn'
    | 'bankSerial'
    | 'preparedBy'
    | 'note'
  >
> & { readonly decidedBy?: string; readonly decidedAt?: Date };

const COLUMNS: Readonly<Record<keyof TransferChange, string>> = {
  state: 'state',
  otherAgency: 'other_agency',
  materials: 'materials',
  dueOn: 'due_on',
  letterNo: 'letter_no',
  sheet: 'sheet',
  accountFen: 'account_fen',
  actualMonths: 'actual_months',
  deemedMonths: 'deemed_months',
  moneyOn: 'money_on',
  bankSerial: 'bank_serial',
  preparedBy: 'prepared_by',
  note: 'note',
  decidedBy: 'decided_by',
  decidedAt: 'decided_at',
};
const JSON_COLUMNS: ReadonlySet<string> = new Set(['otherAgency', 'materials', 'sheet']);

/** Changes a transfer that is locked, and writes down the step. */
export async function changeTransfer(
  tx: Queryable,
  transfer: Pick<TransferRow, 'personId' | 'transferId' | 'regionCode'>,
  change: TransferChange,
  event: {
    readonly eventId: string;
    readonly at: Date;
    readonly actor: string;
    readonly step: string;
    readonly note?: string;
  },
): Promise<void> {
  const names = (Object.keys(change) as (keyof TransferChange)[]).filter(
    (name) => change[name] !== undefined,
  );
  const values = names.map((name) => (JSON_COLUMNS.has(name) ? JSON.stringify(change[name]) : change[name]));
  if (names.length > 0)
    await tx.query(
      `update transfer set ${names.map((name, i) => `${COLUMNS[name]} = $${i + 3}`).join(', ')} where person_id = $1 and transfer_id = $2`,
      [transfer.personId, transfer.transferId, ...values],
    );
  await tx.query(
    `insert into transfer_event (region_code, person_id, transfer_id, event_id, at, actor, step, note) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      transfer.regionCode,
      transfer.personId,
      transfer.transferId,
      event.eventId,
      event.at,
      event.actor,
      event.step,
      event.note ?? '',
    ],
  );
}

export async function transferEvents(
  db: Queryable,
  { personId, transferId }: Pick<TransferRow, 'personId' | 'transferId'>,
) {
  const { rows } = await db.query<{ at: Date; actor: string; step: string; note: string }>(
    'select at, actor, step, note from transfer_event where person_id = $1 and transfer_id = $2 order by event_id',
    [personId, transferId],
  );
  return rows;
}
