import { showcasePolicy } from './policies.ts';
import { replayBench } from './replay-bench.ts';
console.log(await replayBench(showcasePolicy(), 300_000));
