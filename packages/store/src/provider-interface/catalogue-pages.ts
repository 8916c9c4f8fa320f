import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** Catalogue item as downloads and queries list it. */
export interface ListedItem {
  readonly listCode: string;
  readonly hilistCode: string;
  readonly name: string;
  readonly listType: string;
  readonly itemClass: 'A' | 'B' | 'C';
  readonly chargeType: string;
  readonly spec: string;
  readonly dosageForm: string;
  readonly unit: string;
  readonly manufacturer: string;
  readonly pinyin: string;
  readonly restricted: boolean;
  readonly basicDrug: boolean;
  readonly negotiated: boolean;
  readonly childDrug: boolean;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  readonly version: string;
}

const LISTED = `list_code as "listCode", hilist_code as "hilistCode", name, list_type as "listType",
  item_class as "itemClass", charge_type as "chargeType", spec, dosage_form as "dosageForm", unit, manufacturer, pinyin,
  restricted, basic_drug as "basicDrug", negotiated, child_drug as "childDrug", valid_from as "validFrom",
  valid_to as "validTo", version`;

/** Version as a number: the digits of `v0012` or `2026-3`; a version without digits is 0. */
const VERSION_NUMBER = `coalesce(nullif(regexp_replace(version, '\\D', '', 'g'), ''), '0')::numeric`;

/** All items of the given kinds whose version is above the one held. */
export async function itemsAbove(
  db: Queryable,
  listTypes: readonly string[],
  held: number,
): Promise<readonly ListedItem[]> {
  const { rows } = await db.query<ListedItem>(
    `select ${LISTED} from catalogue_item where list_type = any($1) and ${VERSION_NUMBER} > $2 order by list_code`,
    [listTypes, held],
  );
  return rows;
}

export interface DiseaseRow {
  readonly code: string;
  readonly name: string;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
}

export async function diseasesOfKind(
  db: Queryable,
  kind: 'diagnosis' | 'chronic' | 'case' | 'procedure',
): Promise<readonly DiseaseRow[]> {
  const { rows } = await db.query<DiseaseRow>(
    `select disease_code as code, name, valid_from as "validFrom", valid_to as "validTo"
       from disease where disease_kind = $1 order by disease_code`,
    [kind],
  );
  return rows;
}

/** Page of a query: `number` from 1. */
export interface Page {
  readonly number: number;
  readonly size: number;
}

export interface Paged<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

export interface ItemFilter {
  readonly listCode: string | undefined;
  readonly hilistCode: string | undefined;
  readonly name: string | undefined;
  readonly pinyin: string | undefined;
  readonly listType: string | undefined;
  readonly chargeType: string | undefined;
  readonly itemClass: string | undefined;
  readonly restricted: boolean | undefined;
  readonly on: CalendarDate | undefined;
}

export async function pageOfItems(db: Queryable, f: ItemFilter, page: Page): Promise<Paged<ListedItem>> {
  return paged(
    db,
    `select ${LISTED}, count(*) over () as total from catalogue_item
      where ($1::text is null or list_code = $1) and ($2::text is null or hilist_code = $2)
        and ($3::text is null or strpos(name, $3) > 0) and ($4::text is null or pinyin like upper($4) || '%')
        and ($5::text is null or list_type = $5) and ($6::text is null or charge_type = $6)
        and ($7::text is null or item_class = $7) and ($8::boolean is null or restricted = $8)
        and ($9::date is null or (valid_from <= $9 and (valid_to is null or valid_to >= $9)))
      order by list_code limit $10 offset $11`,
    [f.listCode, f.hilistCode, f.name, f.pinyin, f.listType, f.chargeType, f.itemClass, f.restricted, f.on],
    page,
  );
}

export interface CeilingRow {
  readonly listCode: string;
  readonly hilistCode: string;
  readonly level: 'primary' | 'secondary' | 'tertiary';
  readonly ceilingE4: string;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
}

export async function pageOfCeilings(
  db: Queryable,
  f: {
    readonly hilistCode: string | undefined;
    readonly level: string | undefined;
    readonly on: CalendarDate | undefined;
  },
  page: Page,
): Promise<Paged<CeilingRow>> {
  return paged(
    db,
    `select l.list_code as "listCode", i.hilist_code as "hilistCode", l.level, l.ceiling_e4::text as "ceilingE4",
            l.valid_from as "validFrom", l.valid_to as "validTo", count(*) over () as total
       from catalogue_price_limit l join catalogue_item i using (list_code)
      where ($1::text is null or i.hilist_code = $1) and ($2::text is null or l.level = $2)
        and ($3::date is null or (l.valid_from <= $3 and (l.valid_to is null or l.valid_to >= $3)))
      order by l.list_code, l.level, l.valid_from limit $4 offset $5`,
    [f.hilistCode, f.level, f.on],
    page,
  );
}

export interface FirstPayRow {
  readonly listCode: string;
  readonly hilistCode: string;
  readonly insutype: string;
  readonly ppm: number;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
}

export async function pageOfFirstPays(
  db: Queryable,
  f: {
    readonly hilistCode: string | undefined;
    readonly insutype: string | undefined;
    readonly on: CalendarDate | undefined;
  },
  page: Page,
): Promise<Paged<FirstPayRow>> {
  return paged(
    db,
    `select p.list_code as "listCode", i.hilist_code as "hilistCode", p.insutype, p.first_pay_ppm as ppm,
            p.valid_from as "validFrom", p.valid_to as "validTo", count(*) over () as total
       from catalogue_first_pay p join catalogue_item i using (list_code)
      where ($1::text is null or i.hilist_code = $1) and ($2::text is null or p.insutype = $2)
        and ($3::date is null or (p.valid_from <= $3 and (p.valid_to is null or p.valid_to >= $3)))
      order by p.list_code, p.insutype, p.valid_from limit $4 offset $5`,
    [f.hilistCode, f.insutype, f.on],
    page,
  );
}

/** Runs a query whose last two parameters are limit and offset and whose rows carry the whole count. */
export async function paged<Row>(
  db: Queryable,
  text: string,
  values: readonly unknown[],
  page: Page,
): Promise<Paged<Row>> {
  const all = [...values.map((value) => value ?? null), page.size, (page.number - 1) * page.size];
  const { rows } = await db.query<Row & { total: string }>(text, all);
  return { rows, total: Number(rows[0]?.total ?? 0) };
}
