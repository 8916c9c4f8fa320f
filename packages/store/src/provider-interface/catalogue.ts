import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** Catalogue item 医保目录项目 with its price ceilings and first-pay ratios of all periods. */
export interface CatalogueItem {
  readonly listCode: string;
  readonly hilistCode: string;
  readonly name: string;
  readonly listType: string;
  readonly itemClass: 'A' | 'B' | 'C';
  readonly chargeType: string;
  readonly kind: string;
  readonly spec: string;
  readonly dosageForm: string;
  readonly restricted: boolean;
  readonly basicDrug: boolean;
  readonly negotiated: boolean;
  readonly childDrug: boolean;
  readonly specialItem: boolean;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  readonly ceilings: readonly {
    readonly level: string;
    readonly priceE4: number;
    readonly from: CalendarDate;
    readonly to: CalendarDate | null;
  }[];
  readonly firstPays: readonly {
    readonly insutype: string;
    readonly ppm: number;
    readonly from: CalendarDate;
    readonly to: CalendarDate | null;
  }[];
}

const ITEM_COLUMNS = `
  i.list_code as "listCode", i.hilist_code as "hilistCode", i.name, i.list_type as "listType", i.item_class as "itemClass",
  i.charge_type as "chargeType", i.kind, i.spec, i.dosage_form as "dosageForm", i.restricted, i.basic_drug as "basicDrug",
  i.negotiated, i.child_drug as "childDrug", i.special_item as "specialItem", i.valid_from as "validFrom",
  i.valid_to as "validTo"`;

/** The items of a set of codes, in one query. */
export async function catalogueItems(
  db: Queryable,
  listCodes: readonly string[],
): Promise<readonly CatalogueItem[]> {
  const { rows } = await db.query<CatalogueItem>(
    `select ${ITEM_COLUMNS},
            coalesce((select jsonb_agg(jsonb_build_object('level', l.level, 'priceE4', l.ceiling_e4, 'from', l.valid_from,
              'to', l.valid_to)) from catalogue_price_limit l where l.list_code = i.list_code), '[]') as ceilings,
            coalesce((select jsonb_agg(jsonb_build_object('insutype', f.insutype, 'ppm', f.first_pay_ppm, 'from', f.valid_from,
              'to', f.valid_to)) from catalogue_first_pay f where f.list_code = i.list_code), '[]') as "firstPays"
       from catalogue_item i where i.list_code = any($1)`,
    [listCodes],
  );
  return rows;
}

/** Chronic-disease and case codes 慢特病与按病种: the codes that choose a benefit. */
export async function benefitDiseases(
  db: Queryable,
): Promise<readonly { readonly code: string; readonly name: string; readonly kind: string }[]> {
  const { rows } = await db.query<{ code: string; name: string; kind: string }>(
    `select disease_code as code, name, disease_kind as kind from disease where disease_kind in ('chronic', 'case')`,
  );
  return rows;
}
