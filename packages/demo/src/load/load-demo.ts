import type { CalendarDate } from '@gongji/domain';
import { SetupError } from '@gongji/store';
import { copyInto } from '@gongji/store/copy';
import { fillFundRollup } from '@gongji/store/ledger';
import type pg from 'pg';
import { population } from '../people/population.ts';
import { institutions, primaryCareCodes } from '../region/institutions.ts';
import { AGENCY, communities, employers, REGION, REGIONS } from '../region/places.ts';
import { loadCensusWork } from './census-work.ts';
import { loadMovingPersons } from './moving-persons.ts';
import { addPerson, type Chunk, emptyChunk, PERSON_TABLES, targetOf } from './person-rows.ts';
import { referenceRows } from './reference-rows.ts';

export interface LoadDemoOptions {
  /** How many persons 参保人; 20 000 when left out. At least 20, the named ones. */
  readonly persons?: number;
  /** Same seed, number and day: same data, byte for byte. */
  readonly seed?: number;
  /** The day the data is made for: ages, waiting periods and filings are counted from it. */
  readonly asOf: CalendarDate;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export interface LoadProgress {
  readonly phase: 'reference' | 'persons' | 'indexes';
  readonly done: number;
  readonly total: number;
}

export type LoadDemoResult =
  | { readonly kind: 'loaded'; readonly persons: number }
  | { readonly kind: 'already-loaded'; readonly persons: number };

const CHUNK = 5_000;
const DEFAULT_PERSONS = 20_000;
const NAMED_COUNT = 20;

/**
 * Fills an empty register with the model city, in one transaction: everything or nothing. Needs the owner of the tables.
 * Does nothing when the city is already there; throws SetupError when the database holds data of another region.
 * Memory does not grow with the number of persons.
 */
export async function loadDemo(
  db: pg.Pool | pg.ClientBase,
  options: LoadDemoOptions,
): Promise<LoadDemoResult> {
  if (!('totalCount' in db)) return load(db, options);
  const client = await db.connect();
  try {
    return await load(client, options);
  } finally {
    client.release();
  }
}

async function load(client: pg.ClientBase, options: LoadDemoOptions): Promise<LoadDemoResult> {
  await refuseForeignData(client);
  const present = await countPersons(client);
  if (present > 0) return { kind: 'already-loaded', persons: present };
  const persons = Math.max(NAMED_COUNT, options.persons ?? DEFAULT_PERSONS);
  await client.query('begin');
  try {
    await loadReference(client, { ...options, persons });
    await loadPersons(client, { ...options, persons });
    await loadMovingPersons(client, options.asOf);
    await loadCensusWork(client, options.asOf);
    await client.query(COUNT_DECLARED);
    await fillFundRollup(client);
    await client.query('commit');
  } catch (error) {
    // A connection that is gone has rolled back already.
    await client.query('rollback').catch(() => {});
    throw error;
  }
  options.onProgress?.({ phase: 'indexes', done: 0, total: 1 });
  await client.query('analyze');
  options.onProgress?.({ phase: 'indexes', done: 1, total: 1 });
  return { kind: 'loaded', persons };
}

/** Who declared nobody declared nothing. */
const COUNT_DECLARED = `
  with heads as (select declaration_id, count(*)::int as n from declared_base group by 1),
  none as (delete from base_declaration d where not exists (select from heads h where h.declaration_id = d.declaration_id))
  update base_declaration d set persons = h.n from heads h where h.declaration_id = d.declaration_id`;

/** Made-up people must never stand beside real ones. */
async function refuseForeignData(client: pg.ClientBase): Promise<void> {
  const ours = REGIONS.map((region) => region.code);
  const { rows } = await client.query<{ region: string }>(
    `select region_code as region from person where region_code <> all($1)
     union all select region_code from institution where region_code <> all($1) limit 1`,
    [ours],
  );
  const region = rows[0]?.region;
  if (region === undefined) return;
  throw new SetupError(
    {
      zh: `数据库中已有区划 ${region} 的数据，不能装入演示数据。`,
      en: `The database holds data of region ${region}; the demo data does not go beside it.`,
    },
    {
      zh: '请换一个空数据库，或改用 gongji serve 启动。',
      en: 'Use an empty database, or start with gongji serve.',
    },
  );
}

async function countPersons(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ n: string }>(
    'select count(*) as n from person where region_code = $1',
    [REGION.code],
  );
  return Number(rows[0]?.n ?? 0);
}

type Sized = LoadDemoOptions & { readonly persons: number };

async function loadReference(client: pg.ClientBase, options: Sized): Promise<void> {
  for (const region of REGIONS) {
    await client.query('insert into region (region_code, name) values ($1, $2) on conflict do nothing', [
      region.code,
      region.name,
    ]);
  }
  await client.query(
    `insert into agency (region_code, name, contact, phone, address, postcode, bank_name, bank_line_no, account_name, bank_account)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [REGION.code, ...Object.values(AGENCY)],
  );
  const tables = referenceRows(institutions(), employers(options.seed ?? 1, options.persons), options.asOf);
  for (const [index, table] of tables.entries()) {
    await copyInto(client, table, table.rows);
    options.onProgress?.({ phase: 'reference', done: index + 1, total: tables.length });
  }
}

async function loadPersons(client: pg.ClientBase, options: Sized): Promise<void> {
  let filingId = 0;
  const context = {
    asOf: options.asOf,
    nextFilingId: () => {
      filingId += 1;
      return filingId;
    },
  };
  const people = population({
    persons: options.persons,
    seed: options.seed ?? 1,
    asOf: options.asOf,
    communityCodes: communities().map((one) => one.code),
    employers: employers(options.seed ?? 1, options.persons).length,
    primaryCare: primaryCareCodes(institutions()),
  });
  let chunk = emptyChunk();
  let done = 0;
  for (const person of people) {
    addPerson(chunk, person, context);
    done += 1;
    if (done % CHUNK !== 0) continue;
    await writeChunk(client, chunk);
    chunk = emptyChunk();
    options.onProgress?.({ phase: 'persons', done, total: options.persons });
  }
  await writeChunk(client, chunk);
  options.onProgress?.({ phase: 'persons', done, total: options.persons });
}

async function writeChunk(client: pg.ClientBase, chunk: Chunk): Promise<void> {
  for (const table of PERSON_TABLES) await copyInto(client, targetOf(table), chunk[table]);
}
