import type { CalendarDate, Fen } from '@gongji/domain';
import type { PlaceLevel } from '../figures/places.ts';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/**
 * Collection of a place in some days 片区征缴, by the place of the payer. Key '' stands for payers without a place on file,
 * `undivided` for those that no place of the level has: levels of government above it, employers of no community.
 */
export interface LevyPlaceRow {
  readonly key: string;
  readonly name: string;
  readonly employeeBilledFen: Fen;
  readonly employeePaidFen: Fen;
  readonly residentBilledFen: Fen;
  readonly residentPaidFen: Fen;
  /** What was paid, by the postings of the ledger. */
  readonly ledgerFen: Fen;
}

export interface LevyPlaces {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly level: PlaceLevel;
  readonly within?: string | undefined;
}

const NOWHERE = `case when b.payer in ('central', 'province', 'city', 'government', 'medicalAid') then 'undivided' else '' end`;
const KEY: Readonly<Record<PlaceLevel, string>> = {
  county: `coalesce(left(b.area, 6), ${NOWHERE})`,
  street: `case when length(b.area) = 9 then b.area when b.area is not null then 'undivided' else ${NOWHERE} end`,
  community: `case when b.community is not null then b.community::text when b.area is not null then 'undivided' else ${NOWHERE} end`,
};

/** A column of a register as it was known when bill `b` was issued; what was known first, where the register is younger. */
function asKnownThen(register: 'unit' | 'person', now: string, column: 'area_code' | 'community_id'): string {
  const type = column === 'community_id' ? 'bigint' : 'text';
  const [person, key] =
    register === 'unit' ? ['0', `${now}.unit_id::text`] : [`${now}.person_id`, `${now}.person_id::text`];
  return `select case when h.row is null then ${now}.${column} else (h.row ->> '${column}')::${type} end as ${column}
    from (select 1) one left join lateral (select r.row from register_history r
      where ${now}.known_from > b.issued_at and r.person_id = ${person} and r.register = '${register}' and r.key = ${key}
        and r.known_to > b.issued_at order by r.known_to limit 1) h on true`;
}

/**
 * What was billed, allocated and posted in the days, by bill, with the place of its payer: a unit where it lies, a person
 * where he lives or is registered, else where the unit lies that keeps his list, the county budget its county. The place is
 * the one known when the bill was issued: who moves leaves its past where it was. A set-off has both of its sides in one
 * entry, which moves no money; each side counts for its own bill. Parameters 1 to 4.
 */
const MOVED = `days as (select $3::date::timestamptz as since, ($4::date + 1)::timestamptz as before),
  moved as (
    select person_id, bill_id, amount_fen as billed, 0::bigint as paid, 0::bigint as ledger
      from contribution_bill, days where issued_at >= since and issued_at < before
    union all
    select person_id, bill_id, 0, amount_fen, case when set_off_id is null then 0 else amount_fen end
      from allocation, days where allocated_at >= since and allocated_at < before
    union all
    select a.person_id, a.bill_id, 0, 0,
           case when p.debit_account like '%/collection/unallocated' then p.amount_fen else -p.amount_fen end
      from days, journal_entry e join posting p using (person_id, entry_id) join allocation a using (person_id, entry_id)
     where e.booked_at >= since and e.booked_at < before and a.set_off_id is null
       and ((p.debit_account like '%/collection/unallocated'
             and (p.credit_account like '%/income/%' or p.credit_account like '%/accounts'))
         or (p.credit_account like '%/collection/unallocated'
             and (p.debit_account like '%/income/%' or p.debit_account like '%/accounts')))
  ), sums as (
    select person_id, bill_id, sum(billed) as billed, sum(paid) as paid, sum(ledger) as ledger from moved group by 1, 2
  ), placed as (
    select s.*, b.scheme, b.payer, b.bill_no, b.period, coalesce(u.name, p.name, county.name) as payer_name, b.unit_id,
           case when b.person_id > 0 then coalesce(home.area_code, then_unit.area_code)
                when b.payer = 'unit' then then_unit.area_code when b.payer = 'county' then b.area_code end as area,
           case when b.person_id > 0 and then_person.community_id is not null then then_person.community_id
                when u.kind = 'community' then u.unit_id end as community,
           p.name as person_name
      from sums s join contribution_bill b using (person_id, bill_id) left join unit u on u.unit_id = b.unit_id
      left join person p on p.person_id = b.person_id
      left join lateral (${asKnownThen('unit', 'u', 'area_code')}) then_unit on true
      left join lateral (${asKnownThen('person', 'p', 'community_id')}) then_person on true
      left join unit home on home.unit_id = then_person.community_id
      left join area county on county.area_code = b.area_code
     where b.region_code like $1 and ($2::bigint is null or b.unit_id = $2)
  )`;

/** Collection by place; the places of a level add up to the whole. */
export async function levyByPlace(
  db: Queryable,
  scope: Scope,
  { from, to, level, within }: LevyPlaces,
): Promise<readonly LevyPlaceRow[]> {
  const sum = (scheme: string, of: string) =>
    `coalesce(sum(${of}) filter (where scheme = '${scheme}'), 0)::float8 as "${scheme}${of === 'billed' ? 'Billed' : 'Paid'}Fen"`;
  const { rows } = await db.query<LevyPlaceRow>(
    `with ${MOVED}, keyed as (select b.*, ${KEY[level]} as key from placed b where $5::text is null or b.area like $5 || '%')
     select k.key, coalesce(max(a.name), max(c.name), '') as name, ${sum('employee', 'billed')}, ${sum('employee', 'paid')},
            ${sum('resident', 'billed')}, ${sum('resident', 'paid')}, sum(ledger)::float8 as "ledgerFen"
       from keyed k left join area a on a.area_code = k.key left join unit c on c.unit_id::text = k.key
      group by 1 order by k.key in ('', 'undivided'), 1`,
    [regionPattern(scope), scope.unitId, from, to, within ?? null],
  );
  return rows;
}

export interface LevyBillRow {
  readonly billId: string;
  readonly billNo: string;
  readonly scheme: string;
  readonly period: string;
  readonly payer: string;
  /** Name of the unit or county; of a person, masked by who shows it. */
  readonly payerName: string | null;
  readonly personName: string | null;
  readonly billedFen: Fen;
  readonly paidFen: Fen;
}

export interface LevyBillsAsked extends LevyPlaces {
  readonly key: string;
  readonly scheme?: string | undefined;
  readonly after: string;
  readonly limit: number;
}

/** The bills behind a number of {@link levyByPlace}, by number of the bill; a page of them. */
export async function levyBills(
  db: Queryable,
  scope: Scope,
  { from, to, level, within, key, scheme, after, limit }: LevyBillsAsked,
): Promise<readonly LevyBillRow[]> {
  const { rows } = await db.query<LevyBillRow>(
    `with ${MOVED}
     select b.bill_id as "billId", b.bill_no as "billNo", b.scheme, b.period, b.payer,
            case when b.person_name is null then b.payer_name end as "payerName", b.person_name as "personName",
            b.billed::float8 as "billedFen", b.paid::float8 as "paidFen"
       from placed b
      where ($5::text is null or b.area like $5 || '%') and ${KEY[level]} = $6 and ($7::text is null or b.scheme = $7)
        and b.bill_id > $8 order by b.bill_id limit $9`,
    [regionPattern(scope), scope.unitId, from, to, within ?? null, key, scheme ?? null, after, limit],
  );
  return rows;
}
