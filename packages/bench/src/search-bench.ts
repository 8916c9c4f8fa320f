import type { SearchView } from '@gongji/contract';
import { createRandom, randomName } from '@gongji/demo';
import { pinyinInitials } from '@gongji/domain';
import { putDemoUsers } from '@gongji/server/identity';
import { createPool, type Pool } from '@gongji/store';
import { startPlatform } from './http/platform-process.ts';
import { type Ask, signedIn } from './http/signed-in.ts';
import { FIRST_PERSON, putPersons } from './put-persons.ts';
import { median } from './ratio.ts';
import { timesOf } from './times.ts';

export interface SearchPoint {
  readonly what: string;
  readonly medianMs: number;
  readonly slowestMs: number;
  /** Hits of the first text. */
  readonly hits: number;
}

export interface SearchResult {
  readonly persons: number;
  readonly points: readonly SearchPoint[];
  /** One's own session, the cheapest request that is signed in: what asking costs at all. */
  readonly sessionMs: number;
}

/** Fills the register of a server of its own and types into its one search box over HTTP, as a clerk does. */
export async function searchBench(
  persons: number,
  rounds: number,
  onProgress: (text: string) => void,
): Promise<SearchResult> {
  const platform = await startPlatform(2_000);
  const owner = createPool({ connectionString: platform.connectionString, asOwner: true, max: 2 });
  try {
    await putDemoUsers(owner);
    onProgress(`registering ${persons} persons …`);
    await putPersons(owner, persons);
    await putUnits(owner, Math.ceil(persons / PERSONS_PER_UNIT));
    await owner.query('analyze person, unit');
    const ask = await signedIn(platform.url, 'clerk');
    const points: SearchPoint[] = [];
    for (const [what, texts] of Object.entries(await textsOf(owner, persons, rounds)))
      points.push({ what, ...(await searched(ask, texts)) });
    const session = await timesOf(rounds, () => ask('GET', '/api/session'));
    return { persons, points, sessionMs: median(session) };
  } finally {
    await owner.end();
    await platform.stop();
  }
}

/** One unit for so many persons, as in a city of a million with thirty thousand employers. */
const PERSONS_PER_UNIT = 33;

async function putUnits(owner: Pool, units: number): Promise<void> {
  const random = createRandom(2, 'search bench');
  const names = Array.from(
    { length: units },
    (_, i) => `共济市${randomName(random, 'female')}第${i}机械有限公司`,
  );
  await owner.query(
    `insert into unit (unit_id, region_code, kind, code, name, name_initials, employer_kind)
     select $3::bigint + i, '990100', 'employer', '91990100' || lpad(i::text, 10, 'M'), name, initials, 'enterprise'
       from unnest($1::text[], $2::text[]) with ordinality as given (name, initials, i)`,
    [names, names.map(pinyinInitials), FIRST_PERSON],
  );
}

/** What clerks type: for each kind of text, as many different ones as there are rounds, spread over the register. */
async function textsOf(
  owner: Pool,
  persons: number,
  rounds: number,
): Promise<Record<string, readonly string[]>> {
  const ids = Array.from({ length: rounds }, (_, i) => FIRST_PERSON + 1 + Math.floor((i * persons) / rounds));
  const { rows } = await owner.query<Record<string, string>>(
    `select name, left(name, 1) as surname, name_initials as initials, left(name_initials, 2) as two, psn_no as person,
            cert_no as certificate, phone from person where person_id = any($1)`,
    [ids],
  );
  const of = (key: string): readonly string[] => rows.map((row) => row[key] ?? '');
  return {
    surname: of('surname'),
    name: of('name'),
    'two initials': of('two'),
    'all initials': of('initials'),
    'person number': of('person'),
    'certificate number': of('certificate'),
    phone: of('phone'),
    'part of a unit’s name': rows.map((_, i) => `第${i}机械`),
    'credit code': rows.map((_, i) => `91990100${String(i + 1).padStart(10, 'M')}`),
    'nobody of that name': rows.map(({ name = '' }) => `${name}〇〇`),
  };
}

async function searched(ask: Ask, texts: readonly string[]): Promise<Omit<SearchPoint, 'what'>> {
  let hits: number | undefined;
  let at = 0;
  const times = await timesOf(texts.length, async () => {
    const { items } = await ask<SearchView>('GET', `/api/search?q=${encodeURIComponent(texts[at] ?? '')}`);
    hits ??= items.length;
    at += 1;
  });
  return { medianMs: median(times), slowestMs: Math.max(...times), hits: hits ?? 0 };
}
