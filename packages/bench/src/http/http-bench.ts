import { median } from '../ratio.ts';
import { closedLoop, type LoopResult } from './closed-loop.ts';
import { openDatabaseFloor } from './database-floor.ts';
import { startPlatform } from './platform-process.ts';
import { openPurchaseLoad } from './purchase-load.ts';

export interface HttpBenchOptions {
  readonly clients: readonly number[];
  readonly rounds: number;
  /** Of each side of each round. */
  readonly seconds: number;
  readonly persons: number;
  readonly print: (line: string) => void;
}

export interface HttpBenchRow {
  readonly clients: number;
  readonly settlements: LoopResult;
  /** Settlements ÷ one-row commits of the same database, median of the rounds. */
  readonly ratio: number;
}

const SMALL: HttpBenchOptions = {
  clients: [8, 32],
  rounds: 3,
  seconds: 2,
  persons: 4_000,
  print: console.log,
};

/**
 * Settlements over HTTP against the database's own floor, in turns in the same run: only the ratio means anything.
 * Every bill is durable: fsync and synchronous_commit are on.
 */
export async function httpBench(options: Partial<HttpBenchOptions> = {}): Promise<readonly HttpBenchRow[]> {
  const { clients, rounds, seconds, persons, print } = { ...SMALL, ...options };
  const platform = await startPlatform(persons);
  try {
    const rows: HttpBenchRow[] = [];
    print('clients  settlements/s  p50 ms  p95 ms  p99 ms  refused  ÷ one-row commits/s');
    for (const count of clients) {
      const row = await measure(platform, { clients: count, rounds, seconds, persons });
      print(line(row));
      rows.push(row);
    }
    return rows;
  } finally {
    await platform.stop();
  }
}

async function measure(
  platform: { readonly url: string; readonly connectionString: string },
  of: {
    readonly clients: number;
    readonly rounds: number;
    readonly seconds: number;
    readonly persons: number;
  },
): Promise<HttpBenchRow> {
  const { clients, rounds, seconds } = of;
  const load = await openPurchaseLoad({
    baseUrl: platform.url,
    clients,
    persons: Math.min(1_000, of.persons / 8),
  });
  const floor = await openDatabaseFloor(platform.connectionString, clients);
  try {
    await closedLoop({ clients, seconds: 1, work: load.purchase });
    const results: { readonly settled: LoopResult; readonly committed: LoopResult }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const committed = await closedLoop({ clients, seconds, work: floor.commit });
      const settled = await closedLoop({ clients, seconds, work: load.purchase });
      results.push({ settled, committed });
    }
    const middle = results.map((one) => one.settled).sort((a, b) => a.perSecond - b.perSecond)[rounds >> 1];
    if (middle === undefined) throw new RangeError('at least one round');
    return {
      clients,
      settlements: middle,
      ratio: median(results.map((r) => r.settled.perSecond / r.committed.perSecond)),
    };
  } finally {
    load.close();
    await floor.close();
  }
}

function line({ clients, settlements, ratio }: HttpBenchRow): string {
  const cells = [
    String(clients).padStart(7),
    settlements.perSecond.toFixed(0).padStart(14),
    ...[settlements.p50Ms, settlements.p95Ms, settlements.p99Ms].map((ms) => ms.toFixed(1).padStart(7)),
    String(settlements.failed).padStart(8),
    ratio.toFixed(2).padStart(21),
  ];
  return cells.join(' ');
}
