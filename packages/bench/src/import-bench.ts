import { pipeline } from 'node:stream/promises';
import type { Bilingual } from '@gongji/domain';
import {
  cellsOf,
  faultyList,
  HOUSEHOLD_HEADINGS,
  PLANTED_FAULTS,
  putFaultPeople,
} from '@gongji/server/group-enrolment/testing';
import { putDemoUsers } from '@gongji/server/identity';
import { xlsxFile } from '@gongji/sheets';
import { createPool, type Pool } from '@gongji/store';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { startPlatform } from './http/platform-process.ts';
import { type Ask, signedIn } from './http/signed-in.ts';

export interface ImportResult {
  readonly rows: number;
  readonly checkSeconds: number;
  readonly runSeconds: number;
  /** The same rows of persons, covers and acts by plain COPY into empty tables with the same indexes. */
  readonly copySeconds: number;
  /** Found, and each explained; −1: other rows are blamed as well. */
  readonly faultsFound: number;
  readonly faultsPlanted: number;
  /** Times at which progress was seen to have moved. */
  readonly progressSeen: number;
}

/** Sends a list of households with planted faults to a server of its own, checks it and enrols it, as an officer would. */
export async function importBench(rows: number, onProgress: (text: string) => void): Promise<ImportResult> {
  onProgress(`importing a list of ${rows} rows …`);
  const list = faultyList(rows);
  const file = xlsxFile([
    { name: '数据', columns: [], rows: [HOUSEHOLD_HEADINGS, ...list.rows.map(cellsOf)] },
  ]);
  const platform = await startPlatform(2_000);
  const owner = createPool({ connectionString: platform.connectionString, asOwner: true, max: 2 });
  try {
    await putDemoUsers(owner);
    await putFaultPeople(owner);
    const officer = await signedIn(platform.url, 'community');
    const begun = performance.now();
    const { batchId } = await officer<Batch>('POST', `/api/lists?kind=household&fileName=bench.xlsx`, file);
    const check = await waited(officer, batchId);
    const checkedAt = performance.now();
    await officer('POST', `/api/lists/${batchId}/run`, { mode: 'good' });
    const run = await waited(officer, batchId);
    const ranAt = performance.now();
    if (run.batch.state !== 'done') throw new Error(`the batch is ${run.batch.state}`);
    return {
      rows,
      checkSeconds: (checkedAt - begun) / 1_000,
      runSeconds: (ranAt - checkedAt) / 1_000,
      copySeconds: await copied(owner),
      faultsFound: await explained(officer, check.batch, list.at),
      faultsPlanted: PLANTED_FAULTS.length,
      progressSeen: check.seen + run.seen,
    };
  } finally {
    await owner.end();
    await platform.stop();
  }
}

/** How many planted faults are named in their row and column, with reason and remedy in both languages, and no other row is. */
async function explained(officer: Ask, { batchId, bad }: Batch, at: readonly number[]): Promise<number> {
  const { items } = await officer<{ readonly items: readonly WrongRow[] }>(
    'GET',
    `/api/lists/${batchId}/rows?limit=200`,
  );
  const wrong = items.filter(({ state }) => state === 'bad');
  if (bad !== wrong.length) return -1;
  const told = ({ message, remedy }: WrongRow['problems'][number]) =>
    [message, remedy].every(({ zh, en }) => zh !== '' && en !== '');
  return PLANTED_FAULTS.filter((fault, index) => {
    const [problem, ...more] = wrong.find(({ row }) => row === at[index])?.problems ?? [];
    return (
      problem?.code === fault.code && problem.field === fault.field && more.length === 0 && told(problem)
    );
  }).length;
}

interface WrongRow {
  readonly row: number;
  readonly state: string;
  readonly problems: readonly {
    readonly code: string;
    readonly field: string;
    readonly message: Bilingual;
    readonly remedy: Bilingual;
  }[];
}

interface Batch {
  readonly batchId: string;
  readonly taskId: string;
  readonly state: string;
  readonly bad: number;
}

/** Waits as the page does, and counts how often the progress moved. */
async function waited(ask: Ask, batchId: string): Promise<{ readonly batch: Batch; readonly seen: number }> {
  const { taskId } = await ask<Batch>('GET', `/api/lists/${batchId}`);
  let done = -1;
  let seen = 0;
  for (;;) {
    const task = await ask<{ state: string; done: number }>('GET', `/api/tasks/${taskId}`);
    if (task.done !== done) seen += 1;
    done = task.done;
    if (task.state === 'failed' || task.state === 'cancelled') throw new Error(`the task is ${task.state}`);
    if (task.state === 'done') return { batch: await ask<Batch>('GET', `/api/lists/${batchId}`), seen };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const TABLES = ['person', 'coverage', 'enrolment_act'] as const;

/** Writes the rows that the list made again by COPY, into empty copies of the tables with their indexes and checks. */
async function copied(owner: Pool): Promise<number> {
  const client = await owner.connect();
  try {
    let seconds = 0;
    for (const table of TABLES) {
      const parts: Buffer[] = [];
      const made = table === 'enrolment_act' ? 'true' : `person_id in (select person_id from enrolment_act)`;
      for await (const part of client.query(copyTo(`copy (select * from ${table} where ${made}) to stdout`)))
        parts.push(part as Buffer);
      await client.query(`create table bench_${table} (like ${table} including all)`);
      const began = performance.now();
      await pipeline(parts, client.query(copyFrom(`copy bench_${table} from stdin`)));
      seconds += (performance.now() - began) / 1_000;
    }
    return seconds;
  } finally {
    client.release();
  }
}
