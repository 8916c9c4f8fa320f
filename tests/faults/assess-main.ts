import { fileURLToPath } from 'node:url';
import { runAssessment } from '@gongji/server/contribution';
import { loadPolicyFiles } from '@gongji/server/policy';
import { createIdSource, createPool } from '@gongji/store';
import { readRun } from '@gongji/store/contribution';
import { wholeRegion } from '@gongji/store/rest';

/** An assessment to be killed: goes on with the run given as argument, and prints a line before each part. */
const [connectionString = '', runId = ''] = process.argv.slice(2);
const pool = createPool({ connectionString, max: 2 });
const policies = loadPolicyFiles(fileURLToPath(new URL('../../policies/showcase/', import.meta.url)));
const policy = policies.find(({ model }) => model.scheme === 'employee')?.model;
const run = await readRun(pool, wholeRegion('990100'), runId);
if (policy === undefined || run === undefined) throw new Error('no policy or no run');
const progress = async (done: number, total: number) => {
  process.stdout.write(`${done} of ${total}\n`);
};
await runAssessment(
  { pool, newId: await createIdSource(pool), now: () => new Date(), partSize: 15, progress },
  run,
  policy,
);
await pool.end();
