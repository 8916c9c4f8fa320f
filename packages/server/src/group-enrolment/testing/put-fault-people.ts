import type { Queryable } from '@gongji/store';
import { FAULT_PEOPLE } from './planted-faults.ts';

/** Puts the people into the register about whom the last of the planted faults are: ids 900 000 001 to 900 000 003. */
export async function putFaultPeople(owner: Queryable): Promise<void> {
  const put = (id: number, { name, certNo }: { name: string; certNo: string }, diedOn: string | null) =>
    owner.query(
      `insert into person (region_code, person_id, psn_no, name, cert_no, born_on, sex, status, died_on)
       values ('990100', $1, $2, $3, $4, $5, '1', $6, $7)`,
      [
        id,
        `T${id}`,
        name,
        certNo,
        `${certNo.slice(6, 10)}-${certNo.slice(10, 12)}-${certNo.slice(12, 14)}`,
        diedOn === null ? 'active' : 'dead',
        diedOn,
      ],
    );
  await put(900_000_001, FAULT_PEOPLE.dead, '2020-01-01');
  await put(900_000_002, FAULT_PEOPLE.otherName, null);
  await put(900_000_003, FAULT_PEOPLE.employee, null);
  await owner.query(
    `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, unit_id, payer_kind)
     values ('990100', 900000003, 'employee', '310', '2020-01-01', '2020-01-01', '1101', 'active', 1, 'employer')`,
  );
}
