import { quantile } from '../ratio.ts';

export interface LoopResult {
  readonly done: number;
  readonly failed: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/**
 * Closed loop: `clients` workers, each starting the next piece of work when its last one is answered. So throughput ×
 * latency = clients; a result for which that does not hold is a fault of the measurement.
 * `work` returns false when the operation was refused.
 */
export async function closedLoop(options: {
  readonly clients: number;
  readonly seconds: number;
  readonly work: (client: number) => Promise<boolean>;
}): Promise<LoopResult> {
  const latencies: number[] = [];
  let failed = 0;
  const started = performance.now();
  const until = started + options.seconds * 1000;
  const worker = async (client: number) => {
    while (performance.now() < until) {
      const from = performance.now();
      const good = await options.work(client);
      if (good) latencies.push(performance.now() - from);
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: options.clients }, (_, client) => worker(client)));
  const seconds = (performance.now() - started) / 1000;
  return {
    done: latencies.length,
    failed,
    perSecond: latencies.length / seconds,
    p50Ms: quantile(latencies, 0.5),
    p95Ms: quantile(latencies, 0.95),
    p99Ms: quantile(latencies, 0.99),
  };
}
