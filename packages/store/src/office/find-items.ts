import type { CalendarDate, RatePpm } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** A catalogue item as a desk chooses one: with first-pay of the scheme and ceiling of the level on the day. */
export interface FoundItem {
  readonly listCode: string;
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  readonly dosageForm: string;
  readonly manufacturer: string;
  readonly listType: string;
  readonly itemClass: 'A' | 'B' | 'C';
  readonly restricted: boolean;
  readonly firstPayPpm: RatePpm;
  readonly ceilingE4: string | null;
  /** What the institution calls it, where it is mapped and approved. */
  readonly ownName: string | null;
}

/**
 * Items in the catalogue on a day whose name holds the text, or whose initials or code begin with it, or the institution's
 * own name, initials or code of it; the nearest first.
 * The text is data, never a pattern: `starts_with` and `strpos` know no wildcards.
 */
export async function findItems(
  db: Queryable,
  by: {
    readonly text: string;
    readonly insutype: string;
    readonly level: string;
    readonly institutionCode: string;
    readonly on: CalendarDate;
    readonly limit: number;
  },
): Promise<readonly FoundItem[]> {
  const { rows } = await db.query<FoundItem>(
    `with own as materialized (
       select distinct on (m.list_code) m.list_code, n.name,
              (strpos(n.name, $1) > 0 or starts_with(n.pinyin, upper($1)) or n.local_code = $1) as meant
         from catalogue_mapping m join institution_item n
           on n.institution_code = m.institution_code and n.local_code = m.local_code
        where m.institution_code = $6 and m.state = 'approved' and m.withdrawn_at is null
          and (m.valid_to is null or m.valid_to >= $4)
        order by m.list_code, meant desc, n.local_code)
     select i.list_code as "listCode", i.name, i.spec, i.unit, i.dosage_form as "dosageForm", i.manufacturer,
            i.list_type as "listType", i.item_class as "itemClass", i.restricted,
            case when i.item_class = 'C' then 1000000 else coalesce((select f.first_pay_ppm from catalogue_first_pay f
              where f.list_code = i.list_code and f.insutype = $2 and f.valid_from <= $4 and (f.valid_to is null or f.valid_to >= $4)
              limit 1), 0) end as "firstPayPpm",
            (select l.ceiling_e4 from catalogue_price_limit l where l.list_code = i.list_code and l.level = $3
               and l.valid_from <= $4 and (l.valid_to is null or l.valid_to >= $4) limit 1) as "ceilingE4",
            o.name as "ownName"
       from catalogue_item i
       left join own o on o.list_code = i.list_code
      where i.valid_from <= $4 and (i.valid_to is null or i.valid_to >= $4)
        and (strpos(i.name, $1) > 0 or starts_with(i.pinyin, upper($1)) or starts_with(upper(i.list_code), upper($1))
             or coalesce(o.meant, false))
      order by (i.list_code = $1) desc, (i.name = $1 or coalesce(o.name = $1, false)) desc, coalesce(o.meant, false) desc,
               starts_with(i.name, $1) desc, (i.pinyin = upper($1)) desc, length(i.name), i.list_code
      limit $5`,
    [by.text, by.insutype, by.level, by.on, by.limit, by.institutionCode],
  );
  return rows;
}
