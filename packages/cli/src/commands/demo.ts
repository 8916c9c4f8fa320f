import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LoadProgress, loadDemo, type ReportLanguage, restReader, runDemoDay } from '@gongji/demo';
import { type CalendarDate, parseDate } from '@gongji/domain';
import { putDemoContributions } from '@gongji/server/contribution';
import { demoLists } from '@gongji/server/group-enrolment/demo';
import { putDemoUsers } from '@gongji/server/identity';
import { loadPolicyFiles } from '@gongji/server/policy';
import { gb18030Bytes } from '@gongji/sheets';
import { createPool } from '@gongji/store';
import { DEMO_READER_TOKEN, putDemoClients } from '@gongji/store/rest';
import { Command, InvalidArgumentError, Option } from 'commander';
import { done, type Installation, openInstallation, tellingSetupErrors } from '../installation.ts';
import { expectPortOfEnvironment, serveInstallation, untilAskedToStop } from '../serving.ts';

interface Options {
  readonly persons: number;
  readonly seed: number;
  readonly asOf?: CalendarDate;
  readonly day: boolean;
  readonly once: boolean;
  readonly lang: ReportLanguage;
}

/** Three months and a year of a larger city would take longer than anybody waits at the start. */
const MOST_WITH_CONTRIBUTIONS = 100_000;

const POLICIES = fileURLToPath(new URL('../../../../policies/', import.meta.url));

/** `gongji demo`: the model city, the server, and the demo day in front of the user. */
export function demoCommand(): Command {
  const command = new Command('demo')
    .description('Load the model city 共济市, start the server and play a day in it 演示')
    .option('--persons <n>', 'how many persons 参保人数', wholeNumber, 20_000)
    .option('--seed <n>', 'same seed, persons and day: same data 随机种子', wholeNumber, 1)
    .option('--as-of <yyyy-MM-dd>', 'the day the data is made for; default today', day)
    .option('--day', 'play the demo day even when the city is already there 再演示一天', false)
    .option('--once', 'stop after the demo day instead of serving 演示后退出', false)
    .addOption(
      new Option('--lang <language>', 'language of the summary')
        .choices(['zh', 'en', 'both'])
        .default('both'),
    );
  return command.action(() => tellingSetupErrors(() => demo(command.opts<Options>()))());
}

async function demo(options: Options): Promise<void> {
  await expectPortOfEnvironment();
  const installation = await openInstallation('refuse');
  try {
    const city = await prepare(installation, options);
    const asked = untilAskedToStop();
    const server = await serveInstallation(installation);
    done(`服务 server: ${server.url}`);
    const play = city.kind === 'loaded' || options.day || options.once;
    if (play) await playDay(server.url, { ...options, persons: city.persons });
    await putContributions(installation, { ...options, persons: city.persons });
    if (!options.once) {
      done(`服务运行中 serving at ${server.url}（Ctrl-C 停止 stops）`);
      await asked;
    }
    await server.stop();
  } finally {
    await installation.close();
  }
}

/** Fills an empty database, and adds the REST clients of the demo. */
async function prepare({ connectionString }: Installation, options: Options) {
  const pool = createPool({ connectionString, max: 2, asOwner: true });
  try {
    const result = await loadDemo(pool, {
      persons: options.persons,
      seed: options.seed,
      asOf: options.asOf ?? today(),
      onProgress: showProgress,
    });
    clearProgress();
    const count = result.persons.toLocaleString('en');
    done(
      `示范城市 model city: ${count} 人 persons${result.kind === 'loaded' ? '' : '（已有 already there）'}`,
    );
    await putDemoClients(pool);
    await putDemoUsers(pool);
    return result;
  } finally {
    await pool.end();
  }
}

/** After the day: what it settles does not depend on what was credited to accounts. */
async function putContributions(
  { connectionString, dataDir }: Installation,
  options: Options,
): Promise<void> {
  if (options.persons > MOST_WITH_CONTRIBUTIONS) {
    done(
      '大城市不预置征缴数据，可用 gongji assess 核定。No contributions in a city this large: gongji assess makes them.',
    );
    return;
  }
  const pool = createPool({ connectionString, max: 2 });
  try {
    const policies = loadPolicyFiles(POLICIES);
    const asOf = options.asOf ?? today();
    const files = await putDemoContributions({ pool, policies, asOf });
    if (files === undefined) return;
    const folder = join(dataDir, 'samples');
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), encoded(name, text));
    const lists = await demoLists(pool, asOf);
    for (const [name, bytes] of Object.entries(lists ?? {})) writeFileSync(join(folder, name), bytes);
    done(`征缴数据 contributions；样例文件 payment files and lists to try: ${folder}`);
  } finally {
    await pool.end();
  }
}

/** The layout of the tax authority is GB18030. */
function encoded(name: string, text: string): string | Uint8Array {
  return name === 'tax-arrivals.txt' ? gb18030Bytes(text) : text;
}

async function playDay(url: string, options: Options): Promise<void> {
  const result = await runDemoDay({
    baseUrl: url,
    out: process.stdout,
    lang: options.lang,
    seed: options.seed,
    persons: options.persons,
    ...restReader(url, DEMO_READER_TOKEN),
    addresses: [
      { label: { zh: '首页', en: 'start page' }, url: `${url}/` },
      { label: { zh: '接口说明', en: 'interface description' }, url: `${url}/api/docs` },
    ],
  });
  if (!result.good) process.exitCode = 1;
}

const NAMES = {
  reference: '机构与目录 institutions and catalogue',
  persons: '参保人 persons',
  indexes: '统计 statistics',
};

function showProgress({ phase, done: count, total }: LoadProgress): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[2K  ${NAMES[phase]} ${count}/${total}`);
}

function clearProgress(): void {
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[2K');
}

/** Today in China. */
function today(): CalendarDate {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError('a whole number is needed 应为整数');
}

function day(text: string): CalendarDate {
  const value = parseDate(text);
  if (value === undefined) throw new InvalidArgumentError('a day yyyy-MM-dd is needed 应为日期');
  return value;
}
