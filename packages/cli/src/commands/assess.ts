import { fileURLToPath } from 'node:url';
import { date } from '@gongji/domain';
import { contributionPolicy, runAssessment, spanOfPeriod, usualDueDay } from '@gongji/server/contribution';
import { loadPolicyFiles, recordPolicyVersions } from '@gongji/server/policy';
import { createIdSource, createPool, inTransaction, type Pool } from '@gongji/store';
import { type AssessmentRun, insertRun, openRun, readRun } from '@gongji/store/contribution';
import { wholeRegion } from '@gongji/store/rest';
import { Command } from 'commander';
import { openInstallation, tellingSetupErrors } from '../installation.ts';
import { print, printJson } from '../output.ts';
import { UsageError } from '../usage-error.ts';

interface Options {
  readonly month?: string;
  readonly year?: string;
  readonly region: string;
  readonly json: boolean;
}

const POLICIES = fileURLToPath(new URL('../../../../policies/', import.meta.url));

/**
 * `gongji assess --month 2026-11` (employees) or `--year 2027` (residents): assess and bill a period. Whoever is assessed
 * already is left out; a run that was stopped goes on. Exit 1 when somebody could not be assessed.
 */
export function assessCommand(): Command {
  const command = new Command('assess')
    .description('Assess and bill the contributions of a period 核定')
    .option('--month <yyyy-MM>', 'month, for the employee scheme 职工医保费款所属月')
    .option('--year <yyyy>', 'year, for the resident scheme 居民医保缴费年度')
    .option('--region <code>', 'pooling region 统筹区', '990100')
    .option('--json', 'print the result as JSON', false);
  return command.action(tellingSetupErrors(() => assess(command.opts<Options>())));
}

async function assess(options: Options): Promise<void> {
  const { month, year, region, json } = options;
  if ((month === undefined) === (year === undefined)) throw new UsageError('give --month or --year');
  const period = month ?? year ?? '';
  if (!/^\d{4}(-(0[1-9]|1[0-2]))?$/.test(period) || (month !== undefined) !== period.includes('-'))
    throw new UsageError(`not a period: ${period}`);
  const installation = await openInstallation('join', json ? () => {} : undefined);
  const pool = createPool({ connectionString: installation.connectionString, max: 4 });
  try {
    await assessPeriod(pool, { scheme: month === undefined ? 'resident' : 'employee', period, region, json });
  } finally {
    await pool.end();
    await installation.close();
  }
}

interface Asked {
  readonly scheme: 'employee' | 'resident';
  readonly period: string;
  readonly region: string;
  readonly json: boolean;
}

async function assessPeriod(pool: Pool, { scheme, period, region, json }: Asked): Promise<void> {
  const files = loadPolicyFiles(POLICIES);
  await recordPolicyVersions(pool, files);
  const first = date(period.length === 7 ? `${period}-01` : `${period}-01-01`);
  const policy = contributionPolicy(files, region, scheme, first);
  if (policy === undefined) throw new UsageError(`no policy of ${region} is in force in ${period}`);
  const newId = await createIdSource(pool);
  const fresh: AssessmentRun = {
    ...{ runId: newId(), regionCode: region, scheme, period, kind: 'regular', unitId: null },
    ...{
      dueOn: usualDueDay(spanOfPeriod(policy, period), period),
      createdBy: 'command line',
      createdAt: new Date(),
    },
  };
  const made = await inTransaction(pool, (tx) => insertRun(tx, fresh));
  const runId = made ? fresh.runId : await openRun(pool, fresh);
  const run = runId === undefined ? undefined : await readRun(pool, wholeRegion(region), runId);
  if (run === undefined) throw new Error('the run that was open is gone');
  const started = performance.now();
  const progress = async (done: number, total: number) => {
    if (!json) print(`  ${done} / ${total}`);
  };
  await runAssessment({ pool, newId, now: () => new Date(), progress }, run, policy);
  const result = await readRun(pool, wholeRegion(region), run.runId);
  const seconds = (performance.now() - started) / 1000;
  const { persons = 0, charges = 0, problems = 0, totalFen = 0 } = result ?? {};
  if (json) printJson({ runId: run.runId, period, persons, charges, problems, totalFen, seconds });
  else
    print(
      `核定 ${period}：${persons} 人，${charges} 笔应缴 ${(totalFen / 100).toFixed(2)} 元，${problems} 人未能核定，${seconds.toFixed(1)} 秒\n${persons} persons, ${charges} charges, ${problems} could not be assessed, ${seconds.toFixed(1)} s`,
    );
  process.exitCode = problems > 0 ? 1 : 0;
}
