import { quantile } from '../ratio.ts';

export interface LoopResult {
  readonly done: number;
  readonly refused: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Throughput × mean latency. Must equal the number of clients, or the measurement is at fault. */
  readonly clientsSeen: number;
}

/** What one piece of work came to; `none` = there is nothing left to do. */
export type WorkOutcome = 'done' | 'refused' | 'none';

/** Closed loop: `clients` workers, each starting the next piece of work when its last one is answered. */
export async function closedLoop(options: {
  readonly clients: number;
  readonly seconds: number;
  readonly work: (client: number) => Promise<WorkOutcome>;
}): Promise<LoopResult> {
  const latencies: number[] = [];
  let refused = 0;
  const started = performance.now();
  const until = started + options.seconds * 1000;
  const worker = async (client: number) => {
    while (performance.now() < until) {
      const from = performance.now();
      const outcome = await options.work(client);
      if (outcome === 'none') return;
      if (outcome === 'done') latencies.push(performance.now() - from);
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: options.clients }, (_, client) => worker(client)));
  const perSecond = latencies.length / ((performance.now() - started) / 1000);
  const meanMs = latencies.reduce((sum, ms) => sum + ms, 0) / latencies.length;
  return {
    done: latencies.length,
    refused,
    perSecond,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    clientsSeen: (perSecond * meanMs) / 1000,
  };
}
