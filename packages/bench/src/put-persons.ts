import { createRandom, randomName } from '@gongji/demo';
import { nameInitials } from '@gongji/domain';
import type { Pool } from '@gongji/store';

/** Persons that a bench puts have ids above this, beyond those of the model city. */
export const FIRST_PERSON = 10_000_000;
const BATCH = 20_000;

/** So many persons in the register, with names as common as they are; numbers that no real person has. */
export async function putPersons(owner: Pool, persons: number): Promise<void> {
  const random = createRandom(1, 'search bench');
  for (let at = 0; at < persons; at += BATCH) {
    const names = Array.from({ length: Math.min(BATCH, persons - at) }, (_, i) =>
      randomName(random, i % 2 === 0 ? 'male' : 'female'),
    );
    await owner.query(
      `insert into person (region_code, person_id, psn_no, name, name_initials, cert_no, sex, born_on, phone)
       select '990100', n, '9901' || lpad(n::text, 16, '0'), name, initials, '990100' || lpad(n::text, 12, '0'), '1',
              date '1940-01-01' + (n % 29000)::int, '1' || lpad(n::text, 10, '0')
         from unnest($1::text[], $2::text[]) with ordinality as given (name, initials, i), lateral (select $3::bigint + i as n) id`,
      [names, names.map(nameInitials), FIRST_PERSON + at],
    );
  }
}
