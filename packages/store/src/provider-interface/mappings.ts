import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type Page, type Paged, paged } from './catalogue-pages.ts';

/** Catalogue mapping 目录对照: an institution's own code for an item of the national list. */
export interface CatalogueMapping {
  readonly institutionCode: string;
  readonly localCode: string;
  readonly localName: string;
  readonly listType: string;
  readonly listCode: string;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  readonly details: Readonly<Record<string, string>>;
}

/** Adds mappings, or replaces those with the same codes. */
export async function putMappings(tx: Queryable, mappings: readonly CatalogueMapping[]): Promise<void> {
  await tx.query(
    `insert into catalogue_mapping (institution_code, local_code, local_name, list_type, list_code, valid_from, valid_to, details)
     select m."institutionCode", m."localCode", m."localName", m."listType", m."listCode", m."validFrom", m."validTo", m."details"
       from jsonb_to_recordset($1::jsonb) as m ("institutionCode" text, "localCode" text, "localName" text, "listType" text,
            "listCode" text, "validFrom" date, "validTo" date, "details" jsonb)
     on conflict (institution_code, local_code, list_type, list_code) do update
       set local_name = excluded.local_name, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
           details = excluded.details, updated_at = now(), withdrawn_at = null`,
    [JSON.stringify(mappings)],
  );
}

export async function withdrawMapping(
  tx: Queryable,
  m: Pick<CatalogueMapping, 'institutionCode' | 'localCode' | 'listType' | 'listCode'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update catalogue_mapping set withdrawn_at = now(), updated_at = now()
      where institution_code = $1 and local_code = $2 and list_type = $3 and list_code = $4 and withdrawn_at is null`,
    [m.institutionCode, m.localCode, m.listType, m.listCode],
  );
  return rowCount === 1;
}

export async function pageOfMappings(
  db: Queryable,
  f: {
    readonly institutionCode: string;
    readonly localCode: string | undefined;
    readonly localName: string | undefined;
    readonly listType: string | undefined;
    readonly listCode: string | undefined;
    readonly on: CalendarDate | undefined;
  },
  page: Page,
): Promise<Paged<CatalogueMapping>> {
  return paged(
    db,
    `select institution_code as "institutionCode", local_code as "localCode", local_name as "localName",
            list_type as "listType", list_code as "listCode", valid_from as "validFrom", valid_to as "validTo", details,
            count(*) over () as total
       from catalogue_mapping
      where institution_code = $1 and withdrawn_at is null and ($2::text is null or local_code = $2)
        and ($3::text is null or strpos(local_name, $3) > 0) and ($4::text is null or list_type = $4)
        and ($5::text is null or list_code = $5)
        and ($6::date is null or (valid_from <= $6 and (valid_to is null or valid_to >= $6)))
      order by local_code, list_code limit $7 offset $8`,
    [f.institutionCode, f.localCode, f.localName, f.listType, f.listCode, f.on],
    page,
  );
}
