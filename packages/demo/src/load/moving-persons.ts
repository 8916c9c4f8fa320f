import { addDays, addWorkingDays, type CalendarDate } from '@gongji/domain';
import { NAMED } from '../people/cast.ts';
import { REGION } from '../region/places.ts';

interface Database {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

const NEIGHBOUR = {
  division: '990200',
  name: '安澜市医疗保险服务中心',
  contact: '林经办',
  phone: '10000000002',
  address: '安澜市滨河路 2 号',
  postcode: '990200',
  bankName: '安澜示范银行',
  accountName: '安澜市社会保险基金',
  bankAccount: '990200000000000001',
};
const PAPERS = JSON.stringify(['application', 'identity']);
/** A primary school of the city that takes in a pupil, and those from which one may come. */
const SCHOOL = '8000001';
const OTHER_SCHOOLS = ['8000002', '8000006'];

/**
 * People on the move: a transfer out whose clock runs, one in that waits for its account money, and a pupil of another
 * primary school whom a school asks his community for.
 */
export async function loadMovingPersons(db: Database, asOf: CalendarDate): Promise<void> {
  const at = `${asOf} 09:00+08`;
  const letterOn = addDays(asOf, -4);
  const due = addWorkingDays(letterOn, 10, new Map());
  await db.query(
    `insert into transfer (region_code, person_id, transfer_id, direction, scheme_from, scheme_to, state, other_agency, materials, applied_on, due_on, letter_no, known_from)
     values ($1, $2, 1, 'out', 'employee', 'employee', 'letter', $3, $4, $5, $6, 'AL-0007', $7)`,
    [REGION.code, NAMED.resettled, JSON.stringify(NEIGHBOUR), PAPERS, letterOn, due, at],
  );
  await db.query(
    `insert into transfer (region_code, person_id, transfer_id, direction, scheme_from, scheme_to, state, other_agency, materials, applied_on, due_on, letter_no,
       sheet, account_fen, actual_months, prepared_by, decided_by, decided_at, known_from)
     values ($1, $2, 2, 'in', 'employee', 'employee', 'money', $3, $4, $5, $6, 'ZY-0002', $7, 86420, 24, 'demo.clerk', 'demo.reviewer', $8, $8)`,
    [
      REGION.code,
      NAMED.expectant,
      JSON.stringify(NEIGHBOUR),
      PAPERS,
      letterOn,
      addWorkingDays(asOf, 5, new Map()),
      JSON.stringify(sheet(asOf)),
      at,
    ],
  );
  await db.query(
    `insert into transfer_event (region_code, person_id, transfer_id, event_id, at, actor, step, note) values
       ($1, $2, 1, 1, $4, 'demo.clerk', 'start', ''), ($1, $2, 1, 2, $4, 'demo.clerk', 'letter', 'AL-0007'),
       ($1, $3, 2, 3, $4, 'demo.clerk', 'start', ''), ($1, $3, 2, 4, $4, 'demo.clerk', 'letter', 'ZY-0002'),
       ($1, $3, 2, 5, $4, 'demo.clerk', 'sheet', ''), ($1, $3, 2, 6, $4, 'demo.reviewer', 'approve', '')`,
    [REGION.code, NAMED.resettled, NAMED.expectant, at],
  );
  await db.query(
    `insert into handover (region_code, person_id, handover_id, kind, school_id, community_id, on_day, class_name, offered_unit, offered_by, offered_at, known_from)
     select $1, p.person_id, 1, 'into-school', $3::bigint, p.community_id, $4::date, s.class_name, $3::bigint, 'demo.school', $5::timestamptz, $5::timestamptz
       from schooling s join person p using (person_id)
      where s.unit_id = any($2::bigint[]) and s.valid_to is null and p.community_id is not null
      order by p.community_id = 990101001001 desc, s.person_id limit 1`,
    [REGION.code, OTHER_SCHOOLS, SCHOOL, asOf, at],
  );
}

/** Two years elsewhere, before the cover here: 24 months, 864.20 yuan. */
function sheet(asOf: CalendarDate) {
  const year = Number(asOf.slice(0, 4)) - 9;
  const row = (y: number, yearEndFen: number) => ({
    division: NEIGHBOUR.division,
    place: '安澜市',
    from: `${y}-01`,
    to: `${y}-12`,
    months: 12,
    bookedFen: 43_000,
    bookedPersonFen: 43_000,
    interestFen: 210,
    yearEndFen,
    remarks: '',
  });
  return {
    employeeMonths: 24,
    residentMonths: 0,
    deemedMonths: 0,
    deemedEvidence: '',
    personFen: 86_000,
    employerFen: 0,
    interestFen: 420,
    totalFen: 86_420,
    rows: [row(year, 43_210), row(year + 1, 86_420)],
  };
}
