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

/**
 * Adds mappings, or replaces those with the same codes: they wait for review 待审核. One that is approved stays so while
 * nothing but its days changes. The item is one of the institution's from then on.
 */
export async function putMappings(
  tx: Queryable,
  mappings: readonly CatalogueMapping[],
  { actor, at }: { readonly actor: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `insert into institution_item (institution_code, local_code, name, list_type, imported_at)
     select distinct on (1, 2) m."institutionCode", m."localCode", m."localName", m."listType", $2::timestamptz
       from jsonb_to_recordset($1::jsonb) as m ("institutionCode" text, "localCode" text, "localName" text, "listType" text)
     on conflict do nothing`,
    [JSON.stringify(mappings), at],
  );
  await tx.query(
    `insert into catalogue_mapping (institution_code, local_code, local_name, list_type, list_code, valid_from, valid_to, details,
                                    state, submitted_by, submitted_at)
     select m."institutionCode", m."localCode", m."localName", m."listType", m."listCode", m."validFrom", m."validTo", m."details",
            'submitted', $2, $3
       from jsonb_to_recordset($1::jsonb) as m ("institutionCode" text, "localCode" text, "localName" text, "listType" text,
            "listCode" text, "validFrom" date, "validTo" date, "details" jsonb)
     on conflict (institution_code, local_code, list_type, list_code) do update
       set local_name = excluded.local_name, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
           details = excluded.details, updated_at = now(), withdrawn_at = null,
           (state, submitted_by, submitted_at, decided_by, decided_at, reason, score) = (
             select case when stays then 'approved' else 'submitted' end,
                    case when stays then catalogue_mapping.submitted_by else excluded.submitted_by end,
                    case when stays then catalogue_mapping.submitted_at else excluded.submitted_at end,
                    case when stays then catalogue_mapping.decided_by end,
                    case when stays then catalogue_mapping.decided_at end, '', null::int
               from (select catalogue_mapping.state = 'approved' and catalogue_mapping.withdrawn_at is null
                        and catalogue_mapping.local_name = excluded.local_name as stays) s)`,
    [JSON.stringify(mappings), actor, at],
  );
}

export async function withdrawMapping(
  tx: Queryable,
  m: Pick<CatalogueMapping, 'institutionCode' | 'localCode' | 'listType' | 'listCode'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update catalogue_mapping set withdrawn_at = now(), updated_at = now()
      where institution_code = $1 and local_code = $2 and list_type = $3 and list_code = $4 and withdrawn_at is null
        and state in ('submitted', 'approved')`,
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
      where institution_code = $1 and withdrawn_at is null and state in ('submitted', 'approved') and ($2::text is null or local_code = $2)
        and ($3::text is null or strpos(local_name, $3) > 0) and ($4::text is null or list_type = $4)
        and ($5::text is null or list_code = $5)
        and ($6::date is null or (valid_from <= $6 and (valid_to is null or valid_to >= $6)))
      order by local_code, list_code limit $7 offset $8`,
    [f.institutionCode, f.localCode, f.localName, f.listType, f.listCode, f.on],
    page,
  );
}
