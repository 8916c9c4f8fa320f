import {
  type BillBody,
  OPERATIONS,
  type Operation,
  type OperationId,
  openApiDocument,
  type PublicOperationId,
  type ReversalBody,
} from '@gongji/contract';
import { apiClientByToken, DEMO_READER_TOKEN } from '@gongji/store/rest';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ACCOUNT_HANDLERS } from '../account/handlers.ts';
import { ARREARS_HANDLERS } from '../arrears/handlers.ts';
import { BOOKS_HANDLERS } from '../books/handlers.ts';
import { CENSUS_HANDLERS } from '../census/handlers.ts';
import { COLLECTION_DAY_HANDLERS } from '../collection-days/handlers.ts';
import { CONTRIBUTION_HANDLERS } from '../contribution/handlers.ts';
import { COUNTER_HANDLERS } from '../counter/handlers.ts';
import { ENROLMENT_HANDLERS, REGISTER_HANDLERS } from '../enrolment/handlers.ts';
import { ENROLMENT_FIGURES_HANDLERS } from '../figures/handlers.ts';
import { FINDINGS_HANDLERS } from '../findings/handlers.ts';
import { GROUP_ENROLMENT_HANDLERS } from '../group-enrolment/handlers.ts';
import { sendProblem } from '../http/problem.ts';
import { IDENTITY_HANDLERS, PUBLIC_HANDLERS } from '../identity/handlers.ts';
import { LEVY_AUDIT_HANDLERS } from '../levy-audit/handlers.ts';
import { LIST_FILE_HANDLERS } from '../list-file/handlers.ts';
import { OFFICE_HANDLERS } from '../office/handlers.ts';
import { PRINT_HANDLERS } from '../print/handlers.ts';
import { REVERSAL_HANDLERS } from '../reversal/handlers.ts';
import { SELF_SERVICE_HANDLERS } from '../self-service/handlers.ts';
import { TASK_HANDLERS } from '../task/handlers.ts';
import { TRANSFER_HANDLERS } from '../transfer/handlers.ts';
import { UNENROLLED_HANDLERS } from '../unenrolled/handlers.ts';
import { COLLECTION_LIST_HANDLERS } from '../withholding/handlers.ts';
import { type Access, accessOf } from './access.ts';
import type { HandedFile } from './answer.ts';
import type { RestDeps } from './deps.ts';
import { DESK_HANDLERS } from './desk-handlers.ts';
import { explanation } from './explanation.ts';
import type { Handler } from './handler.ts';
import { counters, person } from './person-operations.ts';
import { policies, policy } from './policy-operations.ts';
import { funds, type ListQuery, overview, settlement, settlements } from './read-operations.ts';
import { type CheckedRequest, readRequest } from './read-request.ts';
import { readUpload } from './read-upload.ts';
import { preview, reverse, settle } from './settlement-operations.ts';

/**
 * What each operation does. The casts state what the operation's own schemas have just checked: `readRequest` hands
 * on their output and nothing else.
 */
const HANDLERS: Readonly<Record<Exclude<OperationId, PublicOperationId>, Handler>> = {
  ...IDENTITY_HANDLERS,
  ...DESK_HANDLERS,
  ...OFFICE_HANDLERS,
  ...TASK_HANDLERS,
  ...ENROLMENT_FIGURES_HANDLERS,
  ...GROUP_ENROLMENT_HANDLERS,
  ...REGISTER_HANDLERS,
  ...CONTRIBUTION_HANDLERS,
  ...ARREARS_HANDLERS,
  ...BOOKS_HANDLERS,
  ...COLLECTION_DAY_HANDLERS,
  ...COUNTER_HANDLERS,
  ...COLLECTION_LIST_HANDLERS,
  ...ACCOUNT_HANDLERS,
  ...TRANSFER_HANDLERS,
  ...LEVY_AUDIT_HANDLERS,
  ...UNENROLLED_HANDLERS,
  ...LIST_FILE_HANDLERS,
  ...ENROLMENT_HANDLERS,
  ...CENSUS_HANDLERS,
  ...SELF_SERVICE_HANDLERS,
  ...FINDINGS_HANDLERS,
  ...PRINT_HANDLERS,
  ...REVERSAL_HANDLERS,
  overview: (deps, caller) => overview(deps, caller),
  preview: (deps, caller, { body }) => preview(deps, caller, body as BillBody),
  settle: (deps, caller, { body, idempotencyKey = '' }) =>
    settle(deps, caller, body as BillBody, idempotencyKey),
  reverse: (deps, caller, { params, body, idempotencyKey = '' }) =>
    reverse(deps, caller, (params as { id: string }).id, body as ReversalBody, idempotencyKey),
  settlements: (deps, caller, { query }) => settlements(deps, caller, query as ListQuery),
  settlement: (deps, caller, { params }) => settlement(deps, caller, (params as { id: string }).id),
  explanation: (deps, caller, { params, query }) =>
    explanation(deps, caller, (params as { id: string }).id, query as { lang: 'zh' | 'en' }),
  person: (deps, caller, { params }) => person(deps, caller, (params as { psnNo: string }).psnNo),
  counters: (deps, caller, { params }) => counters(deps, caller, (params as { psnNo: string }).psnNo),
  funds: (deps, caller) => funds(deps, caller),
  policies: (deps) => policies(deps),
  policy: (deps, _caller, { params }) => policy(deps, (params as { id: string }).id),
};

/**
 * Registers every operation of the contract, its description at `/api/openapi.json`, and `/api/demo-token`: where the
 * demo data is loaded, pages get its reader's token there, so that nobody has to type it.
 */
export function registerRest(app: FastifyInstance, deps: RestDeps, version: string): void {
  // A file is read only after its sender has been let in.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  // Worked out when first asked for: a start does not wait for it.
  let description: Record<string, unknown> | undefined;
  app.get('/api/openapi.json', async () => {
    description ??= openApiDocument(version);
    return description;
  });
  app.get('/api/demo-token', async (_request, reply) => {
    const demo = await apiClientByToken(deps.pool, DEMO_READER_TOKEN);
    return demo === undefined ? sendProblem(reply, 'not-found') : reply.send({ token: DEMO_READER_TOKEN });
  });
  for (const [id, operation] of Object.entries(OPERATIONS) as [OperationId, Operation][]) {
    app.route({
      method: operation.method,
      url: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handler: (request, reply) => answer(deps, id, request, reply),
    });
  }
}

/** Access first, then the form of the request, then the work: nobody learns about a form they may not use. */
async function answer(
  deps: RestDeps,
  id: OperationId,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const operation: Operation = OPERATIONS[id];
  const access = await accessOf(deps, request, operation);
  if (access.kind === 'refused') return sendProblem(reply, access.code, access.errors);
  const read = readRequest(operation, request);
  if (read.kind === 'invalid') return sendProblem(reply, 'body-invalid', read.errors);
  const body = operation.upload === true ? await readUpload(request.body) : read.request.body;
  if (body === 'not-a-file') return sendProblem(reply, 'file-expected');
  if (body === 'too-large') return sendProblem(reply, 'body-too-large');
  const result = await work(deps, id, access, { ...read.request, body });
  if (result.kind === 'problem') return sendProblem(reply, result.code, result.errors);
  if (result.kind === 'file') return sendFile(reply, result.file);
  if (result.cookie !== undefined) reply.header('set-cookie', result.cookie);
  if (isText(read.request.query, result.body))
    return reply.type('text/plain; charset=utf-8').send(result.body.text);
  return reply.send(result.body);
}

function sendFile(reply: FastifyReply, { type, name, disposition, content }: HandedFile): FastifyReply {
  // For programs that know no other form than the old one; a header holds no other characters.
  const plain = name.replaceAll(/[^\w.-]/g, '_');
  return reply
    .type(type)
    .header(
      'content-disposition',
      `${disposition}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    .header('cache-control', 'no-store')
    .send(typeof content === 'string' ? content : Buffer.from(content));
}

/** An operation that is not public is never done without a caller. */
function work(
  deps: RestDeps,
  id: OperationId,
  access: Exclude<Access, { kind: 'refused' }>,
  request: CheckedRequest,
) {
  if (isPublic(id)) return PUBLIC_HANDLERS[id](deps, request);
  if (access.kind === 'public') throw new Error(`operation ${id} was let through without a caller`);
  return HANDLERS[id](deps, access.caller, request);
}

function isPublic(id: OperationId): id is PublicOperationId {
  return OPERATIONS[id].action === 'public';
}

/** `format=text`: the text of an explanation alone. */
function isText(query: unknown, body: unknown): body is { readonly text: string } {
  const asked = typeof query === 'object' && query !== null && 'format' in query && query.format === 'text';
  return (
    asked && typeof body === 'object' && body !== null && 'text' in body && typeof body.text === 'string'
  );
}
