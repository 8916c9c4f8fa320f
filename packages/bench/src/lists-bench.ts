import { putDemoUsers } from '@gongji/server/identity';
import { createPool } from '@gongji/store';
import { startPlatform } from './http/platform-process.ts';
import { signedIn } from './http/signed-in.ts';
import { putListsCity } from './lists-city.ts';
import { FIRST_PERSON } from './put-persons.ts';
import { median } from './ratio.ts';
import { timesOf } from './times.ts';

export interface ListPoint {
  readonly what: string;
  readonly medianMs: number;
  readonly slowestMs: number;
  /** Rows that match; of a list of any length as many as are counted. */
  readonly total: number;
}

export interface ListsResult {
  readonly points: readonly ListPoint[];
  /** One's own session, the cheapest request that is signed in. */
  readonly sessionMs: number;
}

const EMPLOYER = FIRST_PERSON + 5;
/** The first page of each list as a page asks for it, by who reads it. */
const LISTS: readonly (readonly [what: string, role: 'clerk' | 'supervisor', path: string])[] = [
  ['persons of the register', 'clerk', '/api/register/persons?limit=50'],
  [
    'of a surname, by name',
    'clerk',
    `/api/register/persons?q=${encodeURIComponent('张')}&sort=name&order=desc`,
  ],
  ['of an initial', 'clerk', '/api/register/persons?q=Z'],
  ['of an employer', 'clerk', `/api/register/persons?unitId=${EMPLOYER}`],
  [
    'of a community, by year of birth',
    'clerk',
    `/api/register/persons?unitId=${2 * FIRST_PERSON + 5}&sort=birthYear`,
  ],
  ['acts of enrolment', 'clerk', '/api/register/acts'],
  ['acts by their day', 'clerk', '/api/register/acts?sort=effectiveOn'],
  ['whom to audit', 'supervisor', '/api/levy-selection'],
  ['bills stopped by suspensions', 'clerk', '/api/refused-bills'],
  ['those that may be settled', 'clerk', '/api/refused-bills?state=possible'],
  ['those of an employer', 'clerk', `/api/refused-bills?unitId=${FIRST_PERSON + 1}`],
];

/** Fills a server of its own with a city whose lists are long, and asks for the first page of each over HTTP. */
export async function listsBench(
  persons: number,
  rounds: number,
  onProgress: (text: string) => void,
): Promise<ListsResult> {
  const platform = await startPlatform(2_000);
  const owner = createPool({ connectionString: platform.connectionString, asOwner: true, max: 1 });
  try {
    await putDemoUsers(owner);
    await putListsCity(owner, persons, onProgress);
    const ask = {
      clerk: await signedIn(platform.url, 'clerk'),
      supervisor: await signedIn(platform.url, 'supervisor'),
    };
    const points: ListPoint[] = [];
    for (const [what, role, path] of LISTS) {
      let total = 0;
      const times = await timesOf(rounds, async () => {
        ({ total } = await ask[role]<{ total: number }>('GET', path));
      });
      points.push({ what, medianMs: median(times), slowestMs: Math.max(...times), total });
    }
    const session = await timesOf(rounds, () => ask.clerk('GET', '/api/session'));
    return { points, sessionMs: median(session) };
  } finally {
    await owner.end();
    await platform.stop();
  }
}
