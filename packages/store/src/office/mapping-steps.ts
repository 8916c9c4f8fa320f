import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import type { DecisionMade } from '../rest/decisions.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';

/** One mapping 对照: an own item and the catalogue item it is. */
export interface MappingPair {
  readonly localCode: string;
  readonly listCode: string;
}

/** Codes of those given that are in the catalogue on a day. */
export async function knownListCodes(
  db: Queryable,
  codes: readonly string[],
  on: CalendarDate,
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ code: string }>(
    `select list_code as code from catalogue_item
      where list_code = any($1) and valid_from <= $2 and (valid_to is null or valid_to >= $2)`,
    [codes, on],
  );
  return new Set(rows.map(({ code }) => code));
}

/** Pairs that were refused or withdrawn before: they are not suggested again. */
export async function pairsTriedBefore(
  db: Queryable,
  institutionCode: string,
  localCodes: readonly string[],
): Promise<readonly MappingPair[]> {
  const { rows } = await db.query<MappingPair>(
    `select local_code as "localCode", list_code as "listCode" from catalogue_mapping
      where institution_code = $1 and local_code = any($2) and (state = 'rejected' or withdrawn_at is not null)`,
    [institutionCode, localCodes],
  );
  return rows;
}

/** Own items that have no mapping which counts: they want a suggestion. */
export async function itemsToMap(
  db: Queryable,
  institutionCode: string,
  by: { readonly localCodes: readonly string[]; readonly on: CalendarDate },
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ code: string }>(
    `select i.local_code as code from institution_item i
      where i.institution_code = $1 and i.local_code = any($2) and not exists (
        select from catalogue_mapping m left join catalogue_item c on c.list_code = m.list_code
         where m.institution_code = i.institution_code and m.local_code = i.local_code and m.withdrawn_at is null
           and (m.state = 'submitted' or (m.state = 'approved' and c.list_code is not null
                and coalesce(c.valid_to, $3) >= $3 and coalesce(m.valid_to, $3) >= $3)))`,
    [institutionCode, by.localCodes, by.on],
  );
  return new Set(rows.map(({ code }) => code));
}

/** Puts a suggestion in place of the one before, for each item. */
export async function putSuggestions(
  tx: Queryable,
  institutionCode: string,
  by: {
    readonly localCodes: readonly string[];
    readonly suggestions: readonly (MappingPair & { readonly score: number })[];
    readonly on: CalendarDate;
  },
): Promise<void> {
  await tx.query(
    `delete from catalogue_mapping where institution_code = $1 and local_code = any($2) and state = 'suggested'
        and withdrawn_at is null`,
    [institutionCode, by.localCodes],
  );
  await tx.query(
    `insert into catalogue_mapping (institution_code, local_code, local_name, list_type, list_code, valid_from, state, score)
     select $1, s."localCode", i.name, c.list_type, s."listCode", $3, 'suggested', s.score
       from jsonb_to_recordset($2::jsonb) as s ("localCode" text, "listCode" text, score int)
       join institution_item i on i.institution_code = $1 and i.local_code = s."localCode"
       join catalogue_item c on c.list_code = s."listCode"
     on conflict do nothing`,
    [institutionCode, JSON.stringify(by.suggestions), by.on],
  );
}

/** Submits mappings 提交对照; what was submitted or suggested for the same item before makes room. Tells how many. */
export async function submitMappings(
  tx: Queryable,
  institutionCode: string,
  by: {
    readonly pairs: readonly MappingPair[];
    readonly actor: string;
    readonly at: Date;
    readonly on: CalendarDate;
  },
): Promise<number> {
  const pairs = JSON.stringify(by.pairs);
  await tx.query(
    `update catalogue_mapping m set withdrawn_at = $3, updated_at = $3
       from jsonb_to_recordset($2::jsonb) as p ("localCode" text, "listCode" text)
      where m.institution_code = $1 and m.local_code = p."localCode" and m.list_code <> p."listCode"
        and m.state = 'submitted' and m.withdrawn_at is null`,
    [institutionCode, pairs, by.at],
  );
  await tx.query(
    `delete from catalogue_mapping m using jsonb_to_recordset($2::jsonb) as p ("localCode" text, "listCode" text)
      where m.institution_code = $1 and m.local_code = p."localCode" and m.state = 'suggested'`,
    [institutionCode, pairs],
  );
  const { rowCount } = await tx.query(
    `insert into catalogue_mapping (institution_code, local_code, local_name, list_type, list_code, valid_from, state,
                                    submitted_by, submitted_at)
     select $1, p."localCode", i.name, c.list_type, p."listCode", $5, 'submitted', $3, $4
       from jsonb_to_recordset($2::jsonb) as p ("localCode" text, "listCode" text)
       join institution_item i on i.institution_code = $1 and i.local_code = p."localCode"
       join catalogue_item c on c.list_code = p."listCode"
     on conflict (institution_code, local_code, list_type, list_code) do update
       set state = 'submitted', local_name = excluded.local_name, valid_from = excluded.valid_from, valid_to = null,
           submitted_by = excluded.submitted_by, submitted_at = excluded.submitted_at, decided_by = null, decided_at = null,
           reason = '', score = null, withdrawn_at = null, updated_at = excluded.submitted_at
     where catalogue_mapping.withdrawn_at is not null or catalogue_mapping.state <> 'approved'`,
    [institutionCode, pairs, by.actor, by.at, by.on],
  );
  return rowCount ?? 0;
}

/** Withdraws what is submitted or approved 撤回; undefined when there is nothing of the kind. */
export async function withdrawMappings(
  tx: Queryable,
  institutionCode: string,
  by: { readonly pairs: readonly MappingPair[]; readonly at: Date },
): Promise<number> {
  const { rowCount } = await tx.query(
    `update catalogue_mapping m set withdrawn_at = $3, updated_at = $3
       from jsonb_to_recordset($2::jsonb) as p ("localCode" text, "listCode" text)
      where m.institution_code = $1 and m.local_code = p."localCode" and m.list_code = p."listCode"
        and m.state in ('submitted', 'approved', 'suggested') and m.withdrawn_at is null`,
    [institutionCode, JSON.stringify(by.pairs), by.at],
  );
  return rowCount ?? 0;
}

/** A submitted mapping as the agency reviews it: both sides. */
export interface WaitingMapping extends MappingPair {
  readonly institutionCode: string;
  readonly institutionName: string;
  readonly localName: string;
  readonly localSpec: string;
  readonly localManufacturer: string;
  readonly localPriceE4: string | null;
  readonly name: string;
  readonly spec: string;
  readonly manufacturer: string;
  readonly itemClass: 'A' | 'B' | 'C';
  readonly submittedBy: string;
  readonly submittedAt: Date;
}

export interface WaitingFilter {
  readonly regionCode: string;
  readonly institutionCode?: string | undefined;
  readonly text?: string | undefined;
}

const WAITING = `from catalogue_mapping m
       join institution n on n.institution_code = m.institution_code and n.region_code = $1
       join catalogue_item c on c.list_code = m.list_code
       left join institution_item i on i.institution_code = m.institution_code and i.local_code = m.local_code
      where m.state = 'submitted' and m.withdrawn_at is null and ($2::text is null or m.institution_code = $2)
        and ($3::text is null or strpos(m.local_name, $3) > 0 or strpos(c.name, $3) > 0 or m.local_code = $3 or m.list_code = $3
             or strpos(n.name, $3) > 0)`;
const waitingValues = ({ regionCode, institutionCode, text }: WaitingFilter) => [
  ...[regionCode, institutionCode ?? null, text === undefined || text === '' ? null : text],
];
const WAITING_ORDERS = {
  submittedAt: 'm.submitted_at',
  institutionName: 'n.name',
  localName: 'm.local_name',
  localPriceE4: 'i.price_e4',
};

/** Mappings of a region that wait for review 待审核, in the order asked for. */
export async function waitingMappings(
  db: Queryable,
  by: WaitingFilter & ListOrder,
): Promise<readonly WaitingMapping[]> {
  const { rows } = await db.query<WaitingMapping>(
    `select m.institution_code as "institutionCode", n.name as "institutionName", m.local_code as "localCode",
            m.local_name as "localName", coalesce(i.spec, '') as "localSpec", coalesce(i.manufacturer, '') as "localManufacturer",
            i.price_e4 as "localPriceE4", m.list_code as "listCode", c.name, c.spec, c.manufacturer, c.item_class as "itemClass",
            coalesce(m.submitted_by, '') as "submittedBy", coalesce(m.submitted_at, m.updated_at) as "submittedAt"
       ${WAITING} order by ${orderBy(WAITING_ORDERS, by, 'm.institution_code, m.local_code')} offset $4 limit $5`,
    [...waitingValues(by), by.after, by.limit],
  );
  return rows;
}

export async function countWaitingMappings(db: Queryable, by: WaitingFilter): Promise<number> {
  const { rows } = await db.query<{ total: number }>(
    `select count(*)::int as total ${WAITING}`,
    waitingValues(by),
  );
  return rows[0]?.total ?? 0;
}

/**
 * Decides about submitted mappings of a region 审核; nobody decides about what he submitted. Approved, a mapping takes the
 * place of the one that was approved for the same item before. Tells how many were decided.
 */
export async function decideMappings(
  tx: Queryable,
  by: {
    readonly regionCode: string;
    readonly pairs: readonly (MappingPair & { readonly institutionCode: string })[];
    readonly approved: boolean;
    readonly reason: string;
    readonly actor: string;
    readonly at: Date;
  },
): Promise<number> {
  const pairs = JSON.stringify(by.pairs);
  const { rowCount } = await tx.query(
    `update catalogue_mapping m set state = $3, reason = $4, decided_by = $5, decided_at = $6, updated_at = $6
       from jsonb_to_recordset($2::jsonb) as p ("institutionCode" text, "localCode" text, "listCode" text), institution n
      where m.institution_code = p."institutionCode" and m.local_code = p."localCode" and m.list_code = p."listCode"
        and n.institution_code = m.institution_code and n.region_code = $1
        and m.state = 'submitted' and m.withdrawn_at is null and m.submitted_by is distinct from $5`,
    [by.regionCode, pairs, by.approved ? 'approved' : 'rejected', by.reason, by.actor, by.at],
  );
  if (by.approved)
    await tx.query(
      `update catalogue_mapping m set withdrawn_at = $2, updated_at = $2
         from jsonb_to_recordset($1::jsonb) as p ("institutionCode" text, "localCode" text, "listCode" text)
        where m.institution_code = p."institutionCode" and m.local_code = p."localCode" and m.list_code <> p."listCode"
          and m.state = 'approved' and m.withdrawn_at is null`,
      [pairs, by.at],
    );
  return rowCount ?? 0;
}

/** The latest decision about one of these mappings; undefined: none of them is decided. */
export async function mappingDecision(
  db: Queryable,
  of: {
    readonly regionCode: string;
    readonly pairs: readonly (MappingPair & { readonly institutionCode: string })[];
  },
): Promise<(DecisionMade & { readonly localCode: string }) | undefined> {
  const { rows } = await db.query<DecisionMade & { readonly localCode: string }>(
    `select m.decided_by as by, m.decided_at as at, m.local_code as "localCode", a.name,
        a.institution_code as "institutionCode", a.unit_id as "unitId"
       from jsonb_to_recordset($2::jsonb) as p ("institutionCode" text, "localCode" text, "listCode" text)
       join catalogue_mapping m on m.institution_code = p."institutionCode" and m.local_code = p."localCode"
        and m.list_code = p."listCode"
       join institution n on n.institution_code = m.institution_code and n.region_code = $1
       left join user_account a on a.account = m.decided_by
      where m.decided_by is not null and m.state <> 'submitted' order by m.decided_at desc limit 1`,
    [of.regionCode, JSON.stringify(of.pairs)],
  );
  return rows[0];
}
