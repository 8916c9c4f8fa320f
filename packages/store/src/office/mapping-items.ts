import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';

/** An item of an institution's own list 机构目录项目. */
export interface InstitutionItem {
  readonly localCode: string;
  readonly name: string;
  /** Empty when the institution did not say. */
  readonly listType: string;
  readonly spec: string;
  readonly dosageForm: string;
  readonly unit: string;
  readonly manufacturer: string;
  /** Ten-thousandths of a yuan. */
  readonly priceE4: string | null;
  readonly pinyin: string;
}

/** State of an own item 对照状态: that of the mapping that counts, `to-map` when there is none. */
export type MappingState =
  | 'to-map'
  | 'suggested'
  | 'submitted'
  | 'approved'
  | 'rejected'
  | 'withdrawn'
  | 'lapsed';

/** An own item with the mapping that counts and the catalogue item that this names. */
export interface MappedItem extends InstitutionItem {
  readonly state: MappingState;
  readonly listCode: string | null;
  readonly score: number | null;
  readonly reason: string;
  readonly submittedBy: string | null;
  readonly decidedBy: string | null;
  readonly catalogueName: string | null;
  readonly catalogueSpec: string | null;
  readonly catalogueManufacturer: string | null;
  readonly catalogueTo: CalendarDate | null;
}

/** A mapping in its state on a day `$day`; lapsed when the catalogue item or its own time has ended. */
function mappingState(day: string): string {
  return `case when m.withdrawn_at is not null then 'withdrawn'
    when m.state = 'approved' and (c.list_code is null or c.valid_to < ${day} or m.valid_to < ${day}) then 'lapsed'
    else m.state end`;
}

/** $1 institution, $2 day. Of several mappings of an item the one that is furthest on counts. */
const MAPPED = `
  select i.local_code as "localCode", i.name, i.list_type as "listType", i.spec, i.dosage_form as "dosageForm", i.unit,
         i.manufacturer, i.price_e4 as "priceE4", i.pinyin, coalesce(b.state, 'to-map') as state, b.list_code as "listCode",
         b.score, coalesce(b.reason, '') as reason, b.submitted_by as "submittedBy", b.decided_by as "decidedBy",
         b."catalogueName", b."catalogueSpec", b."catalogueManufacturer", b."catalogueTo"
    from institution_item i
    left join lateral (
      select m.list_code, m.score, m.reason, m.submitted_by, m.decided_by, ${mappingState('$2::date')} as state,
             c.name as "catalogueName", c.spec as "catalogueSpec", c.manufacturer as "catalogueManufacturer",
             c.valid_to as "catalogueTo"
        from catalogue_mapping m left join catalogue_item c on c.list_code = m.list_code
       where m.institution_code = i.institution_code and m.local_code = i.local_code
       order by array_position(array['submitted','approved','lapsed','rejected','suggested','withdrawn'],
                  ${mappingState('$2::date')}), m.updated_at desc
       limit 1) b on true
   where i.institution_code = $1`;

export interface MappingFilter {
  readonly institutionCode: string;
  readonly on: CalendarDate;
  readonly state?: MappingState | undefined;
  /** In the name, or the beginning of the code or of the initials. */
  readonly text?: string | undefined;
}

const MATCHES = `($3::text is null or state = $3)
  and ($4::text is null or strpos(name, $4) > 0 or starts_with("localCode", $4) or starts_with(pinyin, upper($4)))`;

function valuesOf({ institutionCode, on, state, text }: MappingFilter): readonly unknown[] {
  return [institutionCode, on, state ?? null, text === undefined || text === '' ? null : text];
}

const MAPPING_ORDERS = { score: 'score', localCode: '"localCode"', name: 'name', priceE4: '"priceE4"' };

/** Own items in the order asked for, then by code. */
export async function mappedItems(
  db: Queryable,
  f: MappingFilter & ListOrder,
): Promise<readonly MappedItem[]> {
  const { rows } = await db.query<MappedItem>(
    `select * from (${MAPPED}) x where ${MATCHES}
      order by ${orderBy(MAPPING_ORDERS, f, '"localCode"')} offset $5 limit $6`,
    [...valuesOf(f), f.after, f.limit],
  );
  return rows;
}

/** How many items stand in each state, of those that match the text. */
export async function mappingCounts(
  db: Queryable,
  f: MappingFilter,
): Promise<Readonly<Partial<Record<MappingState, number>>>> {
  const { rows } = await db.query<{ state: MappingState; n: number }>(
    `select state, count(*)::int as n from (${MAPPED}) x where ${MATCHES} group by state`,
    [...valuesOf({ ...f, state: undefined })],
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** Adds items or changes those with the same code. Tells how many were new. */
export async function putInstitutionItems(
  tx: Queryable,
  institutionCode: string,
  { items, at }: { readonly items: readonly InstitutionItem[]; readonly at: Date },
): Promise<number> {
  const { rows } = await tx.query<{ added: boolean }>(
    `insert into institution_item (institution_code, local_code, name, list_type, spec, dosage_form, unit, manufacturer,
                                   price_e4, pinyin, imported_at)
     select $1, i."localCode", i.name, i."listType", i.spec, i."dosageForm", i.unit, i.manufacturer, i."priceE4", i.pinyin, $3
       from jsonb_to_recordset($2::jsonb) as i ("localCode" text, name text, "listType" text, spec text, "dosageForm" text,
            unit text, manufacturer text, "priceE4" bigint, pinyin text)
     on conflict (institution_code, local_code) do update
       set name = excluded.name, list_type = excluded.list_type, spec = excluded.spec, dosage_form = excluded.dosage_form,
           unit = excluded.unit, manufacturer = excluded.manufacturer, price_e4 = excluded.price_e4,
           pinyin = excluded.pinyin, imported_at = excluded.imported_at
     returning xmax = 0 as added`,
    [institutionCode, JSON.stringify(items), at],
  );
  return rows.filter(({ added }) => added).length;
}

/** Own items by their codes. */
export async function institutionItems(
  db: Queryable,
  institutionCode: string,
  localCodes: readonly string[],
): Promise<readonly InstitutionItem[]> {
  const { rows } = await db.query<InstitutionItem>(
    `select local_code as "localCode", name, list_type as "listType", spec, dosage_form as "dosageForm", unit, manufacturer,
            price_e4 as "priceE4", pinyin
       from institution_item where institution_code = $1 and local_code = any($2)`,
    [institutionCode, localCodes],
  );
  return rows;
}

/** What a suggestion is looked for in: the catalogue of a day. */
export interface CatalogueEntry {
  readonly listCode: string;
  readonly name: string;
  readonly listType: string;
  readonly spec: string;
  readonly dosageForm: string;
  readonly manufacturer: string;
  readonly pinyin: string;
}

export async function catalogueOn(db: Queryable, on: CalendarDate): Promise<readonly CatalogueEntry[]> {
  const { rows } = await db.query<CatalogueEntry>(
    `select list_code as "listCode", name, list_type as "listType", spec, dosage_form as "dosageForm", manufacturer, pinyin
       from catalogue_item where valid_from <= $1 and (valid_to is null or valid_to >= $1)`,
    [on],
  );
  return rows;
}
