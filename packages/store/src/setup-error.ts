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

/** Two lines for the console: Chinese first, then English. */
export function setupErrorText(error: SetupError): string {
  return `${error.zh}${error.remedy.zh}\n${error.en} ${error.remedy.en}`;
}

/** The `code` of a Node or PostgreSQL error, e.g. `ENOSPC` or `57P03`; undefined when it has none. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
