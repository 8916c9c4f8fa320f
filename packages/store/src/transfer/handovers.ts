import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

export type HandoverKind = 'into-school' | 'leaving-school';

/** Hand-over 交接 of a student between a school and a community. */
export interface HandoverRow {
  readonly handoverId: string;
  readonly regionCode: string;
  readonly personId: string;
  readonly personName: string;
  readonly kind: HandoverKind;
  readonly schoolId: string;
  readonly schoolName: string;
  readonly communityId: string;
  readonly communityName: string;
  readonly onDay: CalendarDate;
  readonly className: string;
  readonly keepUntil: CalendarDate | null;
  readonly state: 'offered' | 'accepted' | 'refused' | 'withdrawn';
  readonly offeredUnit: string;
  readonly offeredBy: string;
  readonly offeredAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly note: string;
}

const SELECT = `select h.handover_id as "handoverId", h.region_code as "regionCode", h.person_id as "personId", p.name as "personName",
  h.kind, h.school_id as "schoolId", s.name as "schoolName", h.community_id as "communityId", c.name as "communityName",
  h.on_day as "onDay", h.class_name as "className", h.keep_until as "keepUntil", h.state, h.offered_unit as "offeredUnit", h.offered_by as "offeredBy",
  h.offered_at as "offeredAt", h.decided_by as "decidedBy", h.decided_at as "decidedAt", h.note
  from handover h join person p using (person_id) join unit s on s.unit_id = h.school_id join unit c on c.unit_id = h.community_id`;
/** A unit sees what it gives and what it gets. */
const IN_SCOPE = '(h.region_code like $1 and ($2::bigint is null or $2 in (h.school_id, h.community_id)))';

const MATCHES = `${IN_SCOPE} and ($3::text is null or h.state = $3) and ($4::text is null or h.kind = $4)`;
const HANDOVER_ORDERS = { offeredAt: 'h.offered_at', onDay: 'h.on_day' };

export interface HandoverFilter {
  readonly state?: HandoverRow['state'] | undefined;
  readonly kind?: HandoverKind | undefined;
}

const valuesOf = (scope: Scope, { state, kind }: HandoverFilter) => [
  ...[regionPattern(scope), scope.unitId, state ?? null, kind ?? null],
];

/** What waits before what is decided, each in the order asked for. */
export async function listHandovers(
  db: Queryable,
  scope: Scope,
  filter: HandoverFilter & ListOrder,
): Promise<readonly HandoverRow[]> {
  const { rows } = await db.query<HandoverRow>(
    `${SELECT} where ${MATCHES}
      order by h.state <> 'offered', ${orderBy(HANDOVER_ORDERS, filter, 'h.handover_id desc')} offset $5 limit $6`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

export async function countHandovers(db: Queryable, scope: Scope, filter: HandoverFilter): Promise<number> {
  const { rows } = await db.query<{ total: number }>(
    `select count(*)::int as total from handover h where ${MATCHES}`,
    valuesOf(scope, filter),
  );
  return rows[0]?.total ?? 0;
}

export async function lockHandover(
  tx: Queryable,
  scope: Scope,
  handoverId: string,
): Promise<HandoverRow | undefined> {
  const { rows } = await tx.query<HandoverRow>(
    `${SELECT} where h.handover_id = $3 and h.state = 'offered' and ${IN_SCOPE} for update of h`,
    [regionPattern(scope), scope.unitId, handoverId],
  );
  return rows[0];
}

export type NewHandover = Pick<
  HandoverRow,
  | 'regionCode'
  | 'personId'
  | 'handoverId'
  | 'kind'
  | 'schoolId'
  | 'communityId'
  | 'onDay'
  | 'className'
  | 'keepUntil'
  | 'offeredUnit'
  | 'offeredBy'
  | 'offeredAt'
>;

/** False when a hand-over of the person already waits. */
export async function insertHandover(tx: Queryable, h: NewHandover): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into handover (region_code, person_id, handover_id, kind, school_id, community_id, on_day, class_name, keep_until, offered_unit, offered_by, offered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (person_id) where state = 'offered' do nothing`,
    [
      h.regionCode,
      h.personId,
      h.handoverId,
      h.kind,
      h.schoolId,
      h.communityId,
      h.onDay,
      h.className,
      h.keepUntil,
      h.offeredUnit,
      h.offeredBy,
      h.offeredAt,
    ],
  );
  return rowCount === 1;
}

export async function decideHandover(
  tx: Queryable,
  h: Pick<HandoverRow, 'personId' | 'handoverId'>,
  end: {
    readonly state: 'accepted' | 'refused' | 'withdrawn';
    readonly by: string;
    readonly at: Date;
    readonly note: string;
  },
): Promise<void> {
  await tx.query(
    'update handover set state = $3, decided_by = $4, decided_at = $5, note = $6 where person_id = $1 and handover_id = $2',
    [h.personId, h.handoverId, end.state, end.by, end.at, end.note],
  );
}

/** Where a student belongs now: his open schooling, his community, and his open resident cover. */
export interface StudentPlace {
  readonly personId: string;
  readonly regionCode: string;
  readonly name: string;
  readonly communityId: string | null;
  readonly schooling: { readonly unitId: string; readonly validFrom: CalendarDate } | null;
  readonly cover: {
    readonly scheme: string;
    readonly coveredFrom: CalendarDate;
    readonly unitId: string | null;
  } | null;
}

export async function studentPlace(db: Queryable, personId: string): Promise<StudentPlace | undefined> {
  const { rows } = await db.query<StudentPlace>(
    `select p.person_id as "personId", p.region_code as "regionCode", p.name, p.community_id as "communityId",
        (select json_build_object('unitId', s.unit_id::text, 'validFrom', s.valid_from) from schooling s
          where s.person_id = p.person_id and s.valid_to is null order by s.valid_from desc limit 1) as schooling,
        (select json_build_object('scheme', c.scheme, 'coveredFrom', c.covered_from, 'unitId', c.unit_id::text) from coverage c
          where c.person_id = p.person_id and c.scheme = 'resident' and c.status <> '4' order by c.covered_from desc limit 1) as cover
       from person p where p.person_id = $1`,
    [personId],
  );
  return rows[0];
}

/** A unit of a kind by its code in the region. */
export async function unitByCode(
  db: Queryable,
  scope: Scope,
  kind: 'school' | 'community',
  code: string,
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `select unit_id as id from unit where kind = $2 and code = $3 and region_code like $1 and status = 'active'`,
    [regionPattern(scope), kind, code],
  );
  return rows[0]?.id;
}

/** The kind of a unit, as far as it is in the region. */
export async function unitKind(db: Queryable, scope: Scope, unitId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ kind: string }>(
    'select kind from unit where unit_id = $2 and region_code like $1',
    [regionPattern(scope), unitId],
  );
  return rows[0]?.kind;
}
