import {
  type BillBody,
  OPERATIONS,
  type Operation,
  type OperationId,
  openApiDocument,
  type ReversalBody,
} from '@gongji/contract';
import { type ApiClient, apiClientByToken, DEMO_READER_TOKEN } from '@gongji/store/rest';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../http/problem.ts';
import { accessOf } from './access.ts';
import type { Answer } from './answer.ts';
import type { RestDeps } from './deps.ts';
import { explanation } from './explanation.ts';
import { policies, policy } from './policy-operations.ts';
import {
  counters,
  funds,
  type ListQuery,
  overview,
  person,
  settlement,
  settlements,
} from './read-operations.ts';
import { type CheckedRequest, readRequest } from './read-request.ts';
import { preview, reverse, settle } from './settlement-operations.ts';

type Handler = (
  deps: RestDeps,
  client: ApiClient,
  request: CheckedRequest,
) => Promise<Answer<unknown>> | Answer<unknown>;

/**
 * What each operation does. The casts state what the operation's own schemas have just checked: `readRequest` hands
 * on their output and nothing else.
 */
const HANDLERS: Readonly<Record<OperationId, Handler>> = {
  overview: (deps, client) => overview(deps, client),
  preview: (deps, client, { body }) => preview(deps, client, body as BillBody),
  settle: (deps, client, { body, idempotencyKey = '' }) =>
    settle(deps, client, body as BillBody, idempotencyKey),
  reverse: (deps, client, { params, body, idempotencyKey = '' }) =>
    reverse(deps, client, (params as { id: string }).id, body as ReversalBody, idempotencyKey),
  settlements: (deps, client, { query }) => settlements(deps, client, query as ListQuery),
  settlement: (deps, client, { params }) => settlement(deps, client, (params as { id: string }).id),
  explanation: (deps, client, { params, query }) =>
    explanation(deps, client, (params as { id: string }).id, query as { lang: 'zh' | 'en' }),
  person: (deps, client, { params }) => person(deps, client, (params as { psnNo: string }).psnNo),
  counters: (deps, client, { params }) => counters(deps, client, (params as { psnNo: string }).psnNo),
  funds: (deps, client) => funds(deps, client),
  policies: (deps) => policies(deps),
  policy: (deps, _client, { params }) => policy(deps, (params as { id: string }).id),
};

/**
 * Registers every operation of the contract, its description at `/api/openapi.json`, and `/api/demo-token`: where the
 * demo data is loaded, pages get its reader's token there, so that nobody has to type it.
 */
export function registerRest(app: FastifyInstance, deps: RestDeps, version: string): void {
  const description = openApiDocument(version);
  app.get('/api/openapi.json', async () => description);
  app.get('/api/demo-token', async (_request, reply) => {
    const demo = await apiClientByToken(deps.pool, DEMO_READER_TOKEN);
    return demo === undefined ? sendProblem(reply, 'not-found') : reply.send({ token: DEMO_READER_TOKEN });
  });
  for (const [id, operation] of Object.entries(OPERATIONS) as [OperationId, Operation][]) {
    app.route({
      method: operation.method,
      url: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handler: (request, reply) => answer(deps, operation, HANDLERS[id], request, reply),
    });
  }
}

/** Access first, then the form of the request, then the work: nobody learns about a form they may not use. */
async function answer(
  deps: RestDeps,
  operation: Operation,
  handler: Handler,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const access = await accessOf(deps.pool, request, operation.right);
  if (access.kind === 'refused') return sendProblem(reply, access.code);
  const read = readRequest(operation, request);
  if (read.kind === 'invalid') return sendProblem(reply, 'body-invalid', read.errors);
  const result = await handler(deps, access.client, read.request);
  if (result.kind === 'problem') return sendProblem(reply, result.code, result.errors);
  if (isText(read.request.query, result.body))
    return reply.type('text/plain; charset=utf-8').send(result.body.text);
  return reply.send(result.body);
}

/** `format=text`: the text of an explanation alone. */
function isText(query: unknown, body: unknown): body is { readonly text: string } {
  const asked = typeof query === 'object' && query !== null && 'format' in query && query.format === 'text';
  return (
    asked && typeof body === 'object' && body !== null && 'text' in body && typeof body.text === 'string'
  );
}
