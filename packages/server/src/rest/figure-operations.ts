import { statfs } from 'node:fs/promises';
import type { OperationsView } from '@gongji/contract';
import { lastVerifyRun } from '@gongji/store/ledger';
import {
  databaseBytes,
  type MinuteRow,
  refusalsToday,
  settledPerMinute,
  todayByFund,
  waitingWork,
} from '@gongji/store/rest';
import { chinaDay } from '../settlement/benefit-year.ts';
import { type Answer, ok } from './answer.ts';
import type { Caller } from './caller.ts';
import type { RestDeps } from './deps.ts';
import { payerName } from './payer-name.ts';
import { reasonTexts } from './reason-texts.ts';

const MINUTE_MS = 60_000;
const MINUTES = 60;
/** Reasons of refusal that one takes in at a glance. */
const MOST_REASONS = 20;

/** 运行情况: what happens now. The state of the system itself is shown only to who sees the whole region. */
export async function operations(deps: RestDeps, caller: Caller): Promise<Answer<OperationsView>> {
  const { pool, policies } = deps;
  const at = deps.now();
  const whole = caller.institutionCode === null;
  const [minutes, byFund, refusals, verify, system] = await Promise.all([
    settledPerMinute(pool, caller, at),
    todayByFund(pool, caller, at),
    refusalsToday(pool, caller, MOST_REASONS),
    whole ? lastVerifyRun(pool) : undefined,
    whole ? systemState(deps, at) : undefined,
  ]);
  return ok({
    at: at.toISOString(),
    day: chinaDay(at),
    perMinute: everyMinute(minutes, at),
    byFund: byFund.map((one) => ({
      ...one,
      name: payerName(policies, one.payer, one.fundType),
      amountFen: Number(one.amountFen),
      bills: Number(one.bills),
    })),
    refusals: refusals.map(({ code, messages }) => ({
      code,
      ...reasonTexts(code),
      messages: Number(messages),
    })),
    refusalReasons: refusals[0]?.reasons ?? 0,
    ...(verify === undefined
      ? {}
      : {
          verify: {
            at: verify.finishedAt.toISOString(),
            persons: verify.persons,
            settlements: verify.settlements,
            auditEntries: verify.auditEntries,
            differences: verify.differenceCount,
          },
        }),
    ...(system === undefined ? {} : { system }),
  });
}

/** The last sixty minutes, the empty ones too: a chart needs each. */
function everyMinute(rows: readonly MinuteRow[], at: Date): OperationsView['perMinute'] {
  const byMinute = new Map(rows.map((row) => [row.minute.getTime(), row]));
  const last = at.getTime() - (at.getTime() % MINUTE_MS);
  return Array.from({ length: MINUTES }, (_, i) => {
    const time = last - (MINUTES - 1 - i) * MINUTE_MS;
    const row = byMinute.get(time);
    return {
      minute: new Date(time).toISOString(),
      settlements: Number(row?.settlements ?? 0),
      reversals: Number(row?.reversals ?? 0),
    };
  });
}

async function systemState({ pool, dataDir }: RestDeps, at: Date): Promise<OperationsView['system']> {
  const [queues, bytes, disk] = await Promise.all([waitingWork(pool), databaseBytes(pool), diskOf(dataDir)]);
  return {
    queues: queues.map(({ topic, pending, oldestAt }) => ({
      topic,
      pending: Number(pending),
      oldestSeconds:
        oldestAt === null ? 0 : Math.max(0, Math.round((at.getTime() - oldestAt.getTime()) / 1000)),
    })),
    databaseBytes: bytes,
    ...(disk === undefined ? {} : { disk }),
  };
}

/** The disk of the data folder; undefined where the database stands elsewhere. */
async function diskOf(dataDir: string | undefined) {
  if (dataDir === undefined) return undefined;
  const { bsize, blocks, bavail } = await statfs(dataDir);
  return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
}
