import { readFileSync } from 'node:fs';
import type { Operation } from '@gongji/contract';
import { readTemplates } from '@gongji/reports';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { sendProblem } from '../http/problem.ts';
import { accessOf } from '../rest/access.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { type CheckedRequest, readRequest } from '../rest/read-request.ts';
import type { PrintDeps } from './deps.ts';
import {
  type dayListParams,
  type dayListQuery,
  PRINT_OPERATIONS,
  type printSettlementParams,
  type printSettlementQuery,
} from './print-operations.ts';
import { type Printed, printDayList, printSettlement } from './print-paper.ts';
import { verifyPage } from './verify-page.ts';
import { verifyPaper } from './verify-paper.ts';

type Print = (caller: Caller, request: CheckedRequest, origin: string) => Promise<Printed>;

/** Registers printing, and the page that verifies what was printed. Throws when a template is wrong. */
export function registerPrint(app: FastifyInstance, rest: RestDeps): void {
  const deps: PrintDeps = { ...rest, templates: readTemplates() };
  const css = readFileSync(new URL('./assets/verify.css', import.meta.url), 'utf8');
  // The casts state what the operation's own schemas have just checked.
  route(app, deps, PRINT_OPERATIONS.printSettlement, (caller, { params, query }, origin) => {
    const { id, document } = params as z.output<typeof printSettlementParams>;
    const { lang } = query as z.output<typeof printSettlementQuery>;
    return printSettlement(deps, caller, id, { document, language: lang, origin });
  });
  route(app, deps, PRINT_OPERATIONS.printDayList, (caller, { params, query }, origin) => {
    const { visitId } = params as z.output<typeof dayListParams>;
    const { day, lang } = query as z.output<typeof dayListQuery>;
    return printDayList(deps, caller, visitId, { day, language: lang, origin });
  });
  app.get('/verify/page.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(css));
  app.get<{ Params: { code: string } }>('/verify/:code', async ({ params: { code } }, reply) => {
    const verification = await verifyPaper(deps, code);
    return reply
      .code(verification.state === 'unknown' ? 404 : 200)
      .type('text/html; charset=utf-8')
      .send(verifyPage(code, verification));
  });
}

/** Access, form, work: in the order of every REST operation. */
function route(app: FastifyInstance, deps: PrintDeps, operation: Operation, print: Print): void {
  app.route({
    method: operation.method,
    url: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    handler: async (request, reply) => {
      const access = await accessOf(deps, request, operation);
      if (access.kind === 'refused') return sendProblem(reply, access.code, access.errors);
      if (access.kind === 'public') throw new Error('printing is never public');
      const read = readRequest(operation, request);
      if (read.kind === 'invalid') return sendProblem(reply, 'body-invalid', read.errors);
      const answer = await print(access.caller, read.request, originOf(request));
      if (answer.kind === 'problem') return sendProblem(reply, answer.code, answer.errors);
      return sendPdf(reply, answer.body);
    },
  });
}

function sendPdf(reply: FastifyReply, bytes: Uint8Array): FastifyReply {
  return reply
    .type('application/pdf')
    .header('content-disposition', 'inline; filename="gongji.pdf"')
    .send(Buffer.from(bytes));
}

/** Where the caller reached us. It stands on the caller's own paper only. */
function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}
