import { type OfficeBillsCsvQuery, type Operation, officeBillsCsvQuery } from '@gongji/contract';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendProblem } from '../http/problem.ts';
import { accessOf } from '../rest/access.ts';
import type { RestDeps } from '../rest/deps.ts';
import { readRequest } from '../rest/read-request.ts';
import { exportBills } from './bills.ts';

/** A file, not JSON: it stands beside the operations, under the same rules. */
const EXPORT = {
  method: 'GET',
  path: '/api/office/bills.csv',
  action: 'office',
  summary: { zh: '导出本机构结算（CSV）', en: 'Export the bills of the institution (CSV)' },
  query: officeBillsCsvQuery,
  response: z.string(),
} as const satisfies Operation;

/** Registers the files that the office hands out. */
export function registerOffice(app: FastifyInstance, deps: RestDeps): void {
  app.get(EXPORT.path, async (request, reply) => {
    const access = await accessOf(deps, request, EXPORT);
    if (access.kind === 'refused') return sendProblem(reply, access.code, access.errors);
    if (access.kind === 'public') throw new Error('an export is never public');
    const read = readRequest(EXPORT, request);
    if (read.kind === 'invalid') return sendProblem(reply, 'body-invalid', read.errors);
    const answer = await exportBills(deps, access.caller, read.request.query as OfficeBillsCsvQuery);
    if (answer.kind === 'problem') return sendProblem(reply, answer.code, answer.errors);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="bills.csv"')
      .send(answer.body);
  });
}
