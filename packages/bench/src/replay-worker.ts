import { parentPort, workerData } from 'node:worker_threads';
import { showcasePolicy } from './policies.ts';
import { replayColumnsOf } from './replay-columns.ts';

/** One thread of the replay: makes its share of the columns, then replays them each time it is told to. */
const { persons, seed } = workerData as { persons: number; seed: number };
const policy = showcasePolicy();
const columns = replayColumnsOf(policy, persons, seed);
const result = policy.replay(columns);
parentPort?.on('message', () => {
  policy.replay(columns, result);
  parentPort?.postMessage('done');
});
parentPort?.postMessage('ready');
