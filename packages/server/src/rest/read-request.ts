import type { Operation } from '@gongji/contract';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { ProblemDetail } from '../http/problem.ts';
import type { RequestOrigin } from '../identity/deps.ts';
import { originOf } from '../identity/session-token.ts';
import { issueProblems } from './issue-text.ts';

/** The parts of a request after checking; a part that the operation does not have is undefined. */
export interface CheckedRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly idempotencyKey: string | undefined;
  readonly from: RequestOrigin;
}

export type ReadRequest =
  | { readonly kind: 'read'; readonly request: CheckedRequest }
  | { readonly kind: 'invalid'; readonly errors: readonly ProblemDetail[] };

/** Our ids of messages have at most 30 characters; the prefix keeps REST keys apart from those of other channels. */
const KEY = /^[\w.:-]{1,25}$/;

/** Checks every part of the request against the operation's schemas and reports all that is wrong at once. */
export function readRequest(operation: Operation, request: FastifyRequest): ReadRequest {
  const errors: ProblemDetail[] = [];
  const check = (schema: z.ZodType | undefined, value: unknown): unknown => {
    if (schema === undefined) return undefined;
    const read = schema.safeParse(value ?? {});
    if (!read.success) errors.push(...issueProblems(read.error.issues, value ?? {}));
    return read.data;
  };
  const checked = {
    params: check(operation.params, request.params),
    query: check(operation.query, request.query),
    body: check(operation.body, request.body),
  };
  const key = request.headers['idempotency-key'];
  if (operation.idempotent === true && (typeof key !== 'string' || !KEY.test(key))) errors.push(KEY_MISSING);
  if (errors.length > 0) return { kind: 'invalid', errors };
  return {
    kind: 'read',
    request: {
      ...checked,
      idempotencyKey: typeof key === 'string' ? `rest-${key}` : undefined,
      from: originOf(request),
    },
  };
}

const KEY_MISSING: ProblemDetail = {
  code: 'idempotency-key',
  field: 'Idempotency-Key',
  message: {
    zh: '缺少请求头 Idempotency-Key（1 至 25 个字母、数字或 . : _ -）',
    en: 'the header Idempotency-Key is missing (1 to 25 letters, digits or . : _ -)',
  },
  remedy: {
    zh: '每笔业务用一个新键，重发时用原键',
    en: 'use a new key for each bill, and the same one to send it again',
  },
};
