import { fileURLToPath } from 'node:url';
import { readTemplates } from '@gongji/reports';
import { createIdSource, createPool, errorCode, isMigrated, type Pool } from '@gongji/store';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { accountRunTask } from './account/runs.ts';
import { SETTLE_LATE, settleLateTask } from './arrears/refused-bills.ts';
import { ARREARS_TASK, arrearsTask, seeToArrearsEverywhere } from './arrears/run.ts';
import { PAYMENT_FILE_TASK } from './contribution/file-task.ts';
import { gatherSubsidiesEverywhere } from './contribution/gather-subsidies.ts';
import { assessmentTask } from './contribution/runs.ts';
import { loadGroupPapers } from './enrolment/group-papers.ts';
import { loadSecondPersonRules } from './enrolment/second-person-rules.ts';
import { searchEverywhere } from './findings/search.ts';
import { groupEnrolmentTasks } from './group-enrolment/tasks.ts';
import { createApp } from './http/app.ts';
import { firstFrames } from './http/fault-handler.ts';
import { registerHealth } from './http/health.ts';
import { LIMITS } from './http/limits.ts';
import { LOCAL, listen } from './http/listen.ts';
import { registerMetrics } from './http/metrics.ts';
import { sealStoredSecrets } from './identity/seal-stored-secrets.ts';
import { newSecretKey, secretBox } from './identity/secret-box.ts';
import { type SecuritySettings, securityPolicy } from './identity/security-policy.ts';
import { startUpkeep } from './identity/upkeep.ts';
import { LEVY_TASK, levyAuditTask } from './levy-audit/task.ts';
import { loadPolicyFiles } from './policy/load-policy-files.ts';
import { openPolicyShelf } from './policy/policy-shelf.ts';
import { recordPolicyVersions } from './policy/record-policy-versions.ts';
import { registerRules } from './policy/register-rules.ts';
import { PAPERS_TASK, papersTask } from './print/papers-task.ts';
import { registerVerification } from './print/register.ts';
import { registerProviderInterface } from './provider-interface/index.ts';
import { registerRest } from './rest/register.ts';
import { createSettlementService } from './settlement/index.ts';
import { cutOff, startTasks } from './task/runner.ts';
import { recordVerification, startJobs, type VerifyReport } from './verify/index.ts';
import { VERSION } from './version.ts';
import { registerWeb } from './web/register.ts';

export interface ServerOptions {
  /** A migrated database. */
  readonly connectionString: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly host?: string;
  /** Folder of policy files; default the repository's `policies/`. */
  readonly policiesDir?: string;
  /** Folder of the built workbench; without it the first page alone is served. */
  readonly workbenchDir?: string | undefined;
  /** What sign-in demands; see docs/operations.md. */
  readonly security?: SecuritySettings | undefined;
  /** Keys that seal secrets at rest, the one that seals new ones first; without them a key of this process alone. */
  readonly secretKeys?: readonly Uint8Array[] | undefined;
  /** Folder of the data, where it is on this machine: its disk is watched. */
  readonly dataDir?: string | undefined;
  readonly logger?: Logger;
  /** Clock of the pages and tasks; default the machine's. */
  readonly now?: () => Date;
  /** Most database connections of this process. */
  readonly poolSize?: number;
}

export interface RunningServer {
  /** e.g. `http://127.0.0.1:8070` */
  readonly url: string;
  /** Takes no new requests, lets the open ones finish, closes the database connections. */
  stop(): Promise<void>;
}

const POLICIES = fileURLToPath(new URL('../../../policies/', import.meta.url));

/**
 * Composition root: the only place where the parts are put together. Throws SetupError when a policy file is wrong
 * or the port is taken.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const logger = options.logger ?? pino({ level: 'silent' });
  const policiesDir = options.policiesDir ?? POLICIES;
  const now = options.now ?? (() => new Date());
  const files = loadPolicyFiles(policiesDir);
  const pool = createPool({ connectionString: options.connectionString, max: options.poolSize ?? 16 });
  try {
    await recordPolicyVersions(pool, files);
    const secrets = secretBox(options.secretKeys ?? [newSecretKey()]);
    if (options.secretKeys !== undefined) await sealStoredSecrets(pool, secrets);
    const newId = await createIdSource(pool);
    const shelf = openPolicyShelf(pool, policiesDir, files);
    const settlement = createSettlementService({ pool, newId });
    const stopJobs = startJobs({
      pool,
      beforeVerifying: async () => {
        await gatherSubsidiesEverywhere({ pool, newId, now, policies: files });
        await seeToArrearsEverywhere({ pool, newId, now, policies: files });
        await searchEverywhere({ pool, newId, now });
      },
      onVerified: (report) => {
        verified(logger)(report);
        recordVerification(pool, newId, report).catch(jobFaults(logger));
      },
      onFault: jobFaults(logger),
    });
    const stopUpkeep = startUpkeep(pool, jobFaults(logger));
    const app = createApp(logger);
    app.addHook('onClose', stopJobs);
    app.addHook('onClose', stopUpkeep);
    app.addHook('onClose', settlement.close);
    registerMetrics(app);
    registerHealth(app, [
      { name: 'database', holds: () => answers(pool) },
      { name: 'migrated', holds: () => isMigrated(pool) },
      { name: 'policies', holds: async () => files.length > 0 },
    ]);
    const onFault = interfaceFaults(logger);
    const send = await registerProviderInterface(app, { pool, settlement, newId, onFault });
    const secondPerson = loadSecondPersonRules(options.dataDir);
    const tasks = startTasks({
      pool,
      newId,
      now,
      handlers: {
        assessment: assessmentTask(files),
        'account-run': accountRunTask(files),
        [LEVY_TASK]: levyAuditTask(files),
        [ARREARS_TASK]: arrearsTask(files),
        [SETTLE_LATE]: settleLateTask(settlement),
        [PAPERS_TASK]: papersTask(() => rest),
        [PAYMENT_FILE_TASK]: cutOff,
        ...groupEnrolmentTasks({ policies: files.map(({ model }) => model), secondPerson, settlement }),
      },
      onFault: jobFaults(logger),
    });
    app.addHook('onClose', tasks.stop);
    const rest = {
      ...{ pool, tasks, settlement, send, policies: files, secondPerson },
      groupPapers: loadGroupPapers(options.dataDir),
      templates: readTemplates(),
      newId,
      now,
      security: securityPolicy(options.security),
      secrets,
      dataDir: options.dataDir,
    };
    registerRest(app, rest, VERSION);
    registerVerification(app, rest);
    registerRules(app, shelf);
    registerWeb(app, options.workbenchDir);
    const url = await listen(app, { host: options.host ?? LOCAL, port: options.port });
    return { url, stop: () => stop(app, pool) };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** A fault's text may hold personal data: its name and code go to the log. */
function interfaceFaults(logger: Logger): (fault: unknown, infno: string, msgid: string) => void {
  return (fault, infno, msgid) => {
    const name = fault instanceof Error ? fault.name : typeof fault;
    const at = fault instanceof Error ? firstFrames(fault.stack) : [];
    logger.error({ fault: name, code: errorCode(fault), at, infno, msgid }, 'provider interface fault');
  };
}

/** Differences in the books name persons by their ids only. */
function verified(logger: Logger): (report: VerifyReport) => void {
  return ({ differences, ...counts }) => {
    if (differences.length === 0) logger.info(counts, 'books verified');
    else logger.error({ ...counts, differences }, 'books differ');
  };
}

function jobFaults(logger: Logger): (fault: unknown) => void {
  return (fault) => {
    logger.error(
      { fault: fault instanceof Error ? fault.name : typeof fault, code: errorCode(fault) },
      'job fault',
    );
  };
}

async function answers(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query('select 1');
  return rowCount === 1;
}

async function stop(app: FastifyInstance, pool: Pool): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), LIMITS.drainMs);
  await app.close();
  clearTimeout(late);
  await pool.end();
}
