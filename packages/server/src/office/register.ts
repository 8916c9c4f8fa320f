import { type OfficeBillsCsvQuery, type Operation, officeBillsCsvQuery } from '@gongji/contract';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendProblem } from '../http/problem.ts';
import { OWN_ITEM_COLUMNS } from '../mapping/own-items.ts';
import { OWN_BILL_COLUMNS } from '../reconciliation/own-bill.ts';
import { accessOf } from '../rest/access.ts';
import { type Answer, ok } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { readRequest } from '../rest/read-request.ts';
import { templateOf } from '../sheet/template.ts';
import { exportBills } from './bills.ts';

/** A file, not JSON: it stands beside the operations, under the same rules. */
interface OfficeFile {
  readonly operation: Operation;
  readonly filename: string;
  readonly type: string;
  readonly make: (deps: RestDeps, caller: Caller, query: unknown) => Promise<Answer<string | Uint8Array>>;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const templateQuery = z.strictObject({ lang: z.enum(['zh', 'en']).default('zh') });

/** The casts state what the operation's own schemas have just checked. */
const langIn = (query: unknown): 'zh' | 'en' => (query as { lang: 'zh' | 'en' }).lang;

const FILES: readonly OfficeFile[] = [
  {
    operation: {
      method: 'GET',
      path: '/api/office/bills.csv',
      action: 'office',
      summary: { zh: '导出本机构结算（CSV）', en: 'Export the bills of the institution (CSV)' },
      query: officeBillsCsvQuery,
      response: z.string(),
    },
    filename: 'bills.csv',
    type: 'text/csv; charset=utf-8',
    make: (deps, caller, query) => exportBills(deps, caller, query as OfficeBillsCsvQuery),
  },
  {
    operation: {
      method: 'GET',
      path: '/api/office/reconciliation-template.xlsx',
      action: 'office',
      summary: { zh: '机构账单清单模板', en: 'Template of a list of own bills' },
      query: templateQuery,
      response: z.string(),
    },
    filename: 'bills-template.xlsx',
    type: XLSX,
    make: async (_deps, _caller, query) =>
      ok(templateOf(OWN_BILL_COLUMNS, { zh: '机构账单', en: 'Bills' }, langIn(query))),
  },
  {
    operation: {
      method: 'GET',
      path: '/api/office/mapping-template.xlsx',
      action: 'mapping',
      summary: { zh: '机构项目导入模板', en: 'Template of a list of own items' },
      query: templateQuery,
      response: z.string(),
    },
    filename: 'items-template.xlsx',
    type: XLSX,
    make: async (_deps, _caller, query) =>
      ok(templateOf(OWN_ITEM_COLUMNS, { zh: '机构项目', en: 'Items' }, langIn(query))),
  },
];

/** Registers the files that the office hands out. */
export function registerOffice(app: FastifyInstance, deps: RestDeps): void {
  for (const file of FILES) registerFile(app, deps, file);
}

function registerFile(app: FastifyInstance, deps: RestDeps, file: OfficeFile): void {
  const { operation, filename, type } = file;
  app.get(operation.path, async (request, reply) => {
    const access = await accessOf(deps, request, operation);
    if (access.kind === 'refused') return sendProblem(reply, access.code, access.errors);
    if (access.kind === 'public') throw new Error('a file of an office is never public');
    const read = readRequest(operation, request);
    if (read.kind === 'invalid') return sendProblem(reply, 'body-invalid', read.errors);
    const answer = await file.make(deps, access.caller, read.request.query);
    if (answer.kind === 'problem') return sendProblem(reply, answer.code, answer.errors);
    const { body } = answer;
    return reply
      .type(type)
      .header('content-disposition', `attachment; filename="${filename}"`)
      .send(typeof body === 'string' ? body : Buffer.from(body));
  });
}
