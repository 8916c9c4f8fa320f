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
}

/**
 * Items in the catalogue on a day whose name holds the text, or whose initials or code begin with it; the nearest first.
 * The text is data, never a pattern: `starts_with` and `strpos` know no wildcards.
 */
export async function findItems(
  db: Queryable,
  by: {
    readonly text: string;
    readonly insutype: string;
    readonly level: string;
    readonly on: CalendarDate;
    readonly limit: number;
  },
): Promise<readonly FoundItem[]> {
  const { rows } = await db.query<FoundItem>(
    `select i.list_code as "listCode", i.name, i.spec, i.unit, i.dosage_form as "dosageForm", i.manufacturer,
            i.list_type as "listType", i.item_class as "itemClass", i.restricted,
            case when i.item_class = 'C' then 1000000 else coalesce((select f.first_pay_ppm from catalogue_first_pay f
              where f.list_code = i.list_code and f.insutype = $2 and f.valid_from <= $4 and (f.valid_to is null or f.valid_to >= $4)
              limit 1), 0) end as "firstPayPpm",
            (select l.ceiling_e4 from catalogue_price_limit l where l.list_code = i.list_code and l.level = $3
               and l.valid_from <= $4 and (l.valid_to is null or l.valid_to >= $4) limit 1) as "ceilingE4"
       from catalogue_item i
      where i.valid_from <= $4 and (i.valid_to is null or i.valid_to >= $4)
        and (strpos(i.name, $1) > 0 or starts_with(i.pinyin, upper($1)) or starts_with(upper(i.list_code), upper($1)))
      order by (i.list_code = $1) desc, (i.name = $1) desc, starts_with(i.name, $1) desc, (i.pinyin = upper($1)) desc,
               length(i.name), i.list_code
      limit $5`,
    [by.text, by.insutype, by.level, by.on, by.limit],
  );
  return rows;
}
