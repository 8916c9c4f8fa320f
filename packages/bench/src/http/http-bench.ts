import { createPool, type Pool } from '@gongji/store';
import { median } from '../ratio.ts';
import { openBaseline } from './baseline.ts';
import { benchPersons, fillAccounts, primeCounters } from './bench-persons.ts';
import { closedLoop, type LoopResult } from './closed-loop.ts';
import { type PlatformProcess, startPlatform } from './platform-process.ts';
import { processorMs } from './processor-time.ts';
import { openSettleLoad } from './settle-load.ts';
import { settleTemplates, type Templates } from './template-visits.ts';
import { createVisitStock, type VisitStock } from './visit-stock.ts';

export interface HttpBenchOptions {
  readonly clients: readonly number[];
  readonly rounds: number;
  /** Of each side of each round. */
  readonly seconds: number;
  readonly persons: number;
  readonly onProgress: (text: string) => void;
}

/** One side in one round: what the loop saw, and what it cost the processors. */
export interface SideResult extends LoopResult {
  /** Processor time of the load itself. */
  readonly loadMsPerBill: number;
  readonly serverMsPerBill: number;
  readonly databaseMsPerBill: number;
}

export interface HttpPoint {
  readonly clients: number;
  /** The round in the middle. */
  readonly settled: SideResult;
  readonly written: SideResult;
  /** Settlements a second ÷ function calls a second, of each round. */
  readonly ratios: readonly number[];
  readonly ratio: number;
}

type Round = Pick<HttpPoint, 'settled' | 'written'>;

/** Persons that are templates and take no part in the contest. */
const TEMPLATES = 8;
const LINES = 30;
/** Visits to have ready: so many times what the round before took. */
const SPARE = 1.6;
const FIRST_GUESS_PER_SECOND = 900;

interface Contest {
  readonly platform: PlatformProcess;
  readonly owner: Pool;
  readonly templates: Templates;
  /** Apart, so that neither side moves a version that the other one reads. */
  readonly ours: VisitStock;
  readonly theirs: VisitStock;
}

/**
 * Outpatient settlements (2207) over HTTP beside the same rows written by one SQL function call per bill, in turns, on the
 * same database with fsync and synchronous_commit on. Server, database and load are processes of their own.
 */
export async function httpBench(options: HttpBenchOptions): Promise<readonly HttpPoint[]> {
  const platform = await startPlatform(options.persons);
  const owner = createPool({ connectionString: platform.connectionString, max: 4, asOwner: true });
  try {
    const contest = await prepare(platform, owner);
    const points: HttpPoint[] = [];
    for (const clients of options.clients) {
      options.onProgress(`2207 over HTTP, ${clients} clients …`);
      points.push(await measure(contest, clients, options));
    }
    return points;
  } finally {
    await owner.end();
    await platform.stop();
  }
}

async function prepare(platform: PlatformProcess, owner: Pool): Promise<Contest> {
  const all = await benchPersons(owner);
  const originals = all.slice(0, TEMPLATES);
  const others = all.slice(TEMPLATES);
  await fillAccounts(owner, all);
  const templates = await settleTemplates(platform.url, owner, { persons: originals, lines: LINES });
  await primeCounters(owner, others, templates.counters);
  await owner.query('analyze');
  const half = (n: number) => others.filter((_, i) => i % 2 === n);
  return {
    platform,
    owner,
    templates,
    ours: createVisitStock(owner, half(0), templates.visits),
    theirs: createVisitStock(owner, half(1), templates.visits),
  };
}

async function measure(
  contest: Contest,
  clients: number,
  { rounds, seconds }: HttpBenchOptions,
): Promise<HttpPoint> {
  const load = await openSettleLoad({
    url: contest.platform.url,
    clients,
    institution: contest.templates.institution,
    stock: contest.ours,
  });
  const baseline = await openBaseline({
    connectionString: contest.platform.connectionString,
    owner: contest.owner,
    clients,
    templates: contest.templates.visits,
    stock: contest.theirs,
  });
  try {
    const ours = side(contest, contest.ours, (s) => closedLoop({ clients, seconds: s, work: load.settle }));
    const theirs = side(contest, contest.theirs, (s) =>
      closedLoop({ clients, seconds: s, work: baseline.write }),
    );
    // Both programs warm, and the statistics of the tables as the database's own upkeep would have them by then.
    await ours(seconds);
    await theirs(seconds);
    await contest.owner.query('analyze');
    const results: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const first = round % 2 === 0;
      const before = first ? undefined : await theirs(seconds);
      const settled = await ours(seconds);
      results.push({ settled, written: before ?? (await theirs(seconds)) });
    }
    return pointOf(clients, results);
  } finally {
    load.close();
    await baseline.close();
  }
}

/** One side of the contest, with its stock filled for as long as it will run. */
function side({ platform }: Contest, stock: VisitStock, run: (seconds: number) => Promise<LoopResult>) {
  let perSecond = FIRST_GUESS_PER_SECOND;
  return async (seconds: number): Promise<SideResult> => {
    await stock.fill(Math.ceil(perSecond * seconds * SPARE));
    const server = processorMs(platform.serverPid, 'alone');
    const database = processorMs(platform.databasePid, 'with children');
    const load = process.cpuUsage();
    const result = await run(seconds);
    const used = process.cpuUsage(load);
    perSecond = Math.max(100, result.perSecond);
    return {
      ...result,
      loadMsPerBill: (used.user + used.system) / 1000 / result.done,
      serverMsPerBill: (processorMs(platform.serverPid, 'alone') - server) / result.done,
      databaseMsPerBill: (processorMs(platform.databasePid, 'with children') - database) / result.done,
    };
  };
}

function pointOf(clients: number, results: readonly Round[]): HttpPoint {
  const ratios = results.map((r) => r.settled.perSecond / r.written.perSecond);
  return {
    clients,
    settled: middle(results.map((r) => r.settled)),
    written: middle(results.map((r) => r.written)),
    ratios,
    ratio: median(ratios),
  };
}

function middle(results: readonly SideResult[]): SideResult {
  const sorted = [...results].sort((a, b) => a.perSecond - b.perSecond);
  const one = sorted[sorted.length >> 1];
  if (one === undefined) throw new RangeError('at least one round');
  return one;
}
