import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CompiledPolicy, ReplayColumns } from '@gongji/engine';
import { median } from './ratio.ts';
import { replayColumnsOf } from './replay-columns.ts';

export interface ReplayFigures {
  readonly bills: number;
  /** Million aggregate bills a second. */
  readonly oneThread: number;
  readonly twoThreads: number;
  /** Million rows a second of a loop that only reads the columns, applies one deductible and one rate, and writes. */
  readonly plainLoop: number;
  /** One thread ÷ plain loop, the median of the rounds. */
  readonly ratio: number;
  readonly refused: number;
}

/** Replays a year of `persons` people with the compiled showcase policy, beside a plain loop over the same columns. */
export async function replayBench(
  policy: CompiledPolicy,
  persons: number,
  rounds = 7,
): Promise<ReplayFigures> {
  const columns = replayColumnsOf(policy, persons, 1);
  const result = policy.replay(columns);
  const refused = result.status.reduce((n, s) => n + (s === 0 ? 0 : 1), 0);
  const out = new Float64Array(columns.rows);
  plainLoop(columns, out);
  const one: number[] = [];
  const plain: number[] = [];
  for (let i = 0; i < rounds; i++) {
    one.push(millionsPerSecond(columns.rows, () => policy.replay(columns, result)));
    plain.push(millionsPerSecond(columns.rows, () => plainLoop(columns, out)));
  }
  return {
    bills: columns.rows,
    oneThread: median(one),
    twoThreads: await twoThreads(persons, rounds),
    plainLoop: median(plain),
    ratio: median(one.map((v, i) => v / (plain[i] ?? Number.NaN))),
    refused,
  };
}

/** What no policy can do without: read the row, keep a counter of the person, take a deductible, apply a rate, write. */
function plainLoop(c: ReplayColumns, out: Float64Array): void {
  let person = -1;
  let used = 0;
  for (let i = 0; i < c.rows; i++) {
    if (c.person[i] !== person) {
      person = c.person[i] ?? -1;
      used = 0;
    }
    const scope = c.inScope[i] ?? 0;
    const start = Math.min(scope, Math.max(0, 30_000 - used));
    used += start;
    out[i] = Math.floor(((scope - start) * 70 + 50) / 100);
  }
}

/** Rows a second of processor time: others may be using the machine. */
function millionsPerSecond(rows: number, body: () => void): number {
  const before = process.cpuUsage();
  body();
  const { user, system } = process.cpuUsage(before);
  return rows / (user + system);
}

async function twoThreads(persons: number, rounds: number): Promise<number> {
  const share = Math.ceil(persons / 2);
  const workers = [1, 2].map(
    (seed) =>
      new Worker(new URL('./replay-worker.ts', import.meta.url), { workerData: { persons: share, seed } }),
  );
  await Promise.all(workers.map((w) => once(w, 'message')));
  const rates: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const started = performance.now();
    const done = workers.map((w) => once(w, 'message'));
    for (const w of workers) w.postMessage('go');
    await Promise.all(done);
    rates.push((share * 2 * 3) / (performance.now() - started) / 1_000);
  }
  await Promise.all(workers.map((w) => w.terminate()));
  return median(rates);
}
