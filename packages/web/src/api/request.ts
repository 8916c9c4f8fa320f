import type { Bilingual } from '@gongji/domain';

interface ProblemText {
  readonly code?: string;
  /** Place of the value refused, as the operation names it. */
  readonly field?: string;
  readonly message: Bilingual;
  readonly remedy: Bilingual;
}

/** A call that was refused or failed, with the texts of our problem document (RFC 9457) where there are any. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** Every reason at once; empty when the server said nothing of ours. */
  readonly reasons: readonly ProblemText[];
  constructor(status: number, code: string, reasons: readonly ProblemText[]) {
    super(`request failed with status ${status} ${code}`);
    this.status = status;
    this.code = code;
    this.reasons = reasons;
  }
}

interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** A file goes as it is, everything else as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly idempotencyKey?: string;
}

/**
 * One call of the REST interface with the session's cookie. The header tells the server that a page of ours asks. The
 * cast to `T` states what the server's own schema has checked before sending. Throws ApiError.
 */
export async function request<T>(
  path: string,
  { method = 'GET', body, signal, idempotencyKey }: RequestOptions = {},
): Promise<T> {
  const reply = await fetch(path, {
    method,
    headers: {
      'x-requested-by': 'gongji',
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...(body === undefined
        ? {}
        : { 'content-type': body instanceof Blob ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  const isJson = (reply.headers.get('content-type') ?? '').includes('json');
  const answer: unknown = isJson ? await reply.json() : undefined;
  if (!reply.ok || !isJson) throw problemOf(reply.ok ? 502 : reply.status, answer);
  return answer as T;
}

/** The problem document of an answer that is none. */
export function problemOf(status: number, answer: unknown): ApiError {
  if (typeof answer !== 'object' || answer === null || !('code' in answer))
    return new ApiError(status, '', []);
  const problem = answer as { readonly code: string; readonly errors?: readonly ProblemText[] } & ProblemText;
  const reasons = problem.errors === undefined || problem.errors.length === 0 ? [problem] : problem.errors;
  return new ApiError(status, problem.code, reasons);
}
