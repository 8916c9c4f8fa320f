import type { Queryable } from '../pool.ts';

/** Agency 经办机构 of a pooling region, as others reach it and pay it; what nobody has told is empty. */
export interface OwnAgency {
  readonly regionName: string;
  readonly agencyName: string;
  /** Administrative division 行政区划代码 under which other agencies know it. */
  readonly division: string;
  readonly contact: string;
  readonly phone: string;
  readonly address: string;
  readonly postcode: string;
  readonly bankName: string;
  readonly bankLineNo: string;
  readonly accountName: string;
  readonly bankAccount: string;
}

/** Row of the pooling region of a division, with its agency when there is one. */
const regionOf = (division: string): string =>
  `from region r left join agency a using (region_code)
    where r.region_code like left(${division}, 4) || '%' order by r.region_code limit 1`;
const AGENCY_NAME = `coalesce(a.name, r.name || '医疗保障经办机构')`;

/** The name of the agency of a division, as a part of a query. */
export const agencyNameOf = (division: string): string => `(select ${AGENCY_NAME} ${regionOf(division)})`;

export async function ownAgency(db: Queryable, regionCode: string): Promise<OwnAgency | undefined> {
  const { rows } = await db.query<OwnAgency>(
    `select r.name as "regionName", ${AGENCY_NAME} as "agencyName", r.region_code as division,
            coalesce(a.contact, '') as contact, coalesce(a.phone, '') as phone, coalesce(a.address, '') as address,
            coalesce(a.postcode, '') as postcode, coalesce(a.bank_name, '') as "bankName",
            coalesce(a.bank_line_no, '') as "bankLineNo", coalesce(a.account_name, '') as "accountName",
            coalesce(a.bank_account, '') as "bankAccount" ${regionOf('$1')}`,
    [regionCode],
  );
  return rows[0];
}

/** The pooling region of a division and its agency, as papers name them. */
export async function regionTitle(
  db: Queryable,
  regionCode: string,
): Promise<Pick<OwnAgency, 'regionName' | 'agencyName'>> {
  const found = await ownAgency(db, regionCode);
  return { regionName: found?.regionName ?? '', agencyName: found?.agencyName ?? '' };
}
