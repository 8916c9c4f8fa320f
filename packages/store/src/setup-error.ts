import type { Bilingual } from '@gongji/domain';

/**
 * A fault of the installation (not of a bill): what happened and what to do, in both languages. Thrown, never returned;
 * the command line prints `zh` and `en` without a stack.
 */
export class SetupError extends Error {
  readonly zh: string;
  readonly en: string;
  readonly remedy: Bilingual;

  constructor(message: Bilingual, remedy: Bilingual, cause?: unknown) {
    super(`${message.en} ${remedy.en}`, { cause });
    this.name = 'SetupError';
    this.zh = message.zh;
    this.en = message.en;
    this.remedy = remedy;
  }
}

const DISK_FULL: ReadonlySet<string> = new Set(['53100', 'ENOSPC', 'EDQUOT']);
const DATABASE_GONE: ReadonlySet<string> = new Set(['57P01', '57P02', '57P03', 'ECONNRESET', 'EPIPE']);

/**
 * What of the installation made a piece of work fail in its middle, when it is that: a full disk, a database that stopped.
 * The work was one transaction and left nothing. Undefined for any other fault.
 */
export function setupFault(fault: unknown): SetupError | undefined {
  if (fault instanceof SetupError) return fault;
  const code = errorCode(fault) ?? '';
  if (DISK_FULL.has(code)) {
    return new SetupError(
      { zh: '磁盘已满，无法写入。', en: 'The disk is full; nothing more can be written.' },
      {
        zh: '请腾出空间后再次启动；未完成的部分没有保存，已提交的数据不受影响。',
        en: 'Free some space and start again; what was not finished is not kept, committed data is safe.',
      },
      fault,
    );
  }
  // The driver has no code for a connection that ended without a word.
  const lost = fault instanceof Error && fault.message === 'Connection terminated unexpectedly';
  if (!lost && !DATABASE_GONE.has(code)) return undefined;
  return new SetupError(
    { zh: '数据库在处理中停止。', en: 'The database stopped in the middle of the work.' },
    {
      zh: '请检查磁盘空间与内存，并查看数据目录中的 postgres/server.log（或数据库服务的日志），然后再次启动。',
      en: 'Check disk space and memory, look into postgres/server.log of the data folder (or the log of your server), then start again.',
    },
    fault,
  );
}

/** Two lines for the console: Chinese first, then English. */
export function setupErrorText(error: SetupError): string {
  return `${error.zh}${error.remedy.zh}\n${error.en} ${error.remedy.en}`;
}

/** The `code` of a Node or PostgreSQL error, e.g. `ENOSPC` or `57P03`; undefined when it has none. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
