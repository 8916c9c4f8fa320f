import { createHash } from 'node:crypto';
import type {
  EvidenceBody,
  LevyAuditPage,
  LevyAuditsQuery,
  LevyAuditsView,
  LevyAuditView,
  LevyChecksView,
  LevyChosen,
  LevyNoticesQuery,
  LevyNoticesView,
  NewLevyAuditBody,
  TaskView,
} from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import {
  closeLevyAudit,
  countLevyNotices,
  employerByCode,
  insertLevyAudit,
  insertLevyEvidence,
  type LevyAuditRow,
  listLevyAudits,
  listLevyEvidence,
  listLevyNotices,
  readLevyAudit,
  sumLevyAudits,
} from '@gongji/store/levy-audit';
import { readTask } from '@gongji/store/task';
import type { ProblemDetail } from '../http/problem.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { pageAfter, pagePlace } from '../rest/paged.ts';
import { shown } from '../sheet/columns.ts';
import { readSheet } from '../sheet/sheet.ts';
import { taskView } from '../task/task-view.ts';
import { readEvidence } from './read-evidence.ts';
import { whyChosen } from './selection.ts';
import { checkSet, LEVY_TASK } from './task.ts';

export function levyChecks(): Answer<LevyChecksView> {
  const { evidence, checks, documents } = checkSet();
  return ok({
    evidence: [...evidence.values()].map(({ id, name, columns }) => ({
      id,
      name,
      columns: columns.map(({ id: column, name: words, type, required }) => ({
        id: column,
        name: words,
        type,
        required,
      })),
    })),
    checks: checks.map(({ id, family, name, cite, needs }) => {
      const [document = '', article = ''] = cite.split(' ');
      return {
        id,
        family,
        name,
        cite: article,
        document: documents.get(document) ?? { zh: document, en: document },
        needs: [...needs],
      };
    }),
  });
}

export async function levyAudits(
  { pool }: RestDeps,
  caller: Caller,
  query: LevyAuditsQuery,
): Promise<Answer<LevyAuditsView>> {
  const [rows, sums] = await Promise.all([
    listLevyAudits(pool, caller, { ...query, limit: query.limit + 1 }),
    sumLevyAudits(pool, caller, query),
  ]);
  return ok({ ...pageAfter(rows.map(auditView), query), ...sums });
}

export async function newLevyAudit(
  deps: RestDeps,
  caller: Caller,
  body: NewLevyAuditBody,
): Promise<Answer<LevyAuditView>> {
  const unit = body.uscc === undefined ? undefined : await employerByCode(deps.pool, caller, body.uscc);
  const problems = [
    ...(body.from > body.to ? [MONTHS_REVERSED] : []),
    ...(body.uscc !== undefined && unit === undefined ? [{ ...UNIT_UNKNOWN, value: body.uscc }] : []),
  ];
  if (problems.length > 0) return problemAnswer('refused', problems);
  const chosen =
    body.chosen && unit !== undefined && body.uscc !== undefined
      ? await whyChosen(deps, caller, { unitId: unit.unitId, uscc: body.uscc })
      : undefined;
  if (body.chosen && chosen === undefined) return problemAnswer('conflict', [NOT_CHOSEN]);
  const auditId = deps.newId();
  const deed: Deed = { actor: caller.actor, action: 'levy.begin', subject: `levy-audit:${auditId}` };
  const { chosen: _asked, ...asked } = body;
  const detail = { ...asked, ...(chosen === undefined ? {} : { score: chosen.score }) };
  const row = await audited(deps, { ...deed, detail }, async (tx) => {
    await insertLevyAudit(tx, {
      auditId,
      regionCode: caller.regionCode,
      name: body.name,
      unitId: unit?.unitId ?? null,
      fromMonth: `${body.from}-01` as CalendarDate,
      toMonth: `${body.to}-01` as CalendarDate,
      createdBy: caller.actor,
      at: deps.now(),
      chosen,
    });
    return readLevyAudit(tx, caller, auditId);
  });
  return row === undefined ? problemAnswer('not-found') : ok(auditView(row));
}

export async function levyAudit(
  { pool }: RestDeps,
  caller: Caller,
  auditId: string,
): Promise<Answer<LevyAuditPage>> {
  const row = await readLevyAudit(pool, caller, auditId);
  if (row === undefined) return problemAnswer('not-found');
  const evidence = await listLevyEvidence(pool, auditId);
  return ok({
    ...auditView(row),
    ...(row.chosen === null ? {} : { chosen: row.chosen as LevyChosen }),
    evidence: evidence.map(({ kind, fileName, rowCount, uploadedBy, uploadedAt }) => ({
      kind,
      fileName,
      rows: rowCount,
      uploadedBy,
      uploadedAt: uploadedAt.toISOString(),
    })),
  });
}

/** Notices 整改通知书 of an audit, a page of them. */
export async function levyNotices(
  { pool }: RestDeps,
  caller: Caller,
  auditId: string,
  { state, ...page }: LevyNoticesQuery,
): Promise<Answer<LevyNoticesView>> {
  if ((await readLevyAudit(pool, caller, auditId)) === undefined) return problemAnswer('not-found');
  const filter = { auditId, state };
  const [rows, total] = await Promise.all([
    listLevyNotices(pool, caller, { ...filter, ...page }),
    countLevyNotices(pool, caller, filter),
  ]);
  const items = rows.map(({ at, ...row }) => ({ ...row, issuedAt: at.toISOString() }));
  return ok({ items, ...pagePlace(page.after, rows.length, total) });
}

/** Takes a file of a kind; with anything wrong in it, nothing of it. */
export async function addEvidence(
  deps: RestDeps,
  caller: Caller,
  auditId: string,
  body: EvidenceBody,
): Promise<Answer<LevyAuditPage>> {
  const audit = await readLevyAudit(deps.pool, caller, auditId);
  if (audit === undefined) return problemAnswer('not-found');
  if (audit.closedAt !== null) return problemAnswer('conflict', [CLOSED]);
  const kind = checkSet().evidence.get(body.kind);
  if (kind === undefined) return problemAnswer('refused', [{ ...KIND_UNKNOWN, value: body.kind }]);
  const bytes = Buffer.from(body.content, 'base64');
  const sheet = await readSheet(bytes);
  if (sheet.kind === 'invalid') return problemAnswer('refused', [unreadable(sheet.why)]);
  const read = readEvidence(kind, sheet.rows);
  if (read.kind === 'invalid') return problemAnswer('refused', shown(read.problems));
  if (read.rows.length === 0) return problemAnswer('refused', [EMPTY]);
  const detail = { auditId, evidence: kind.name, rows: read.rows.length };
  const deed: Deed = {
    actor: caller.actor,
    action: 'levy.evidence',
    subject: `levy-audit:${auditId}`,
    detail,
  };
  await audited(deps, deed, async (tx) => {
    await insertLevyEvidence(tx, {
      evidenceId: deps.newId(),
      auditId,
      kind: kind.id,
      fileName: body.filename,
      fileHash: createHash('sha256').update(bytes).digest(),
      uploadedBy: caller.actor,
      at: deps.now(),
      rows: read.rows,
    });
    return true;
  });
  return levyAudit(deps, caller, auditId);
}

/** Puts the comparison in the queue of tasks. */
export async function runLevyAudit(
  deps: RestDeps,
  caller: Caller,
  auditId: string,
): Promise<Answer<TaskView>> {
  const audit = await readLevyAudit(deps.pool, caller, auditId);
  if (audit === undefined) return problemAnswer('not-found');
  if (audit.closedAt !== null) return problemAnswer('conflict', [CLOSED]);
  if ((await listLevyEvidence(deps.pool, auditId)).length === 0) return problemAnswer('refused', [NOTHING]);
  const deed: Deed = { actor: caller.actor, action: 'levy.run', subject: `levy-audit:${auditId}` };
  const task = await audited(deps, deed, async (tx) => {
    const { regionCode, actor: createdBy } = caller;
    const input = { auditId };
    const asked = { regionCode, unitId: null, kind: LEVY_TASK, title: audit.name, input, createdBy };
    return readTask(tx, caller, await deps.tasks.add(tx, asked));
  });
  return task === undefined ? problemAnswer('not-found') : ok(taskView(task));
}

export async function closeAudit(
  deps: RestDeps,
  caller: Caller,
  auditId: string,
): Promise<Answer<{ readonly done: boolean }>> {
  if ((await readLevyAudit(deps.pool, caller, auditId)) === undefined) return problemAnswer('not-found');
  const deed: Deed = { actor: caller.actor, action: 'levy.close', subject: `levy-audit:${auditId}` };
  const done = await audited(deps, deed, async (tx) =>
    (await closeLevyAudit(tx, auditId, deps.now())) ? true : undefined,
  );
  return done === undefined ? problemAnswer('conflict', [STILL_OPEN]) : ok({ done: true });
}

function auditView(row: LevyAuditRow): LevyAuditView {
  return {
    auditId: row.auditId,
    name: row.name,
    ...(row.unitName === null ? {} : { unit: { name: row.unitName, uscc: row.uscc ?? '' } }),
    from: row.fromMonth.slice(0, 7),
    to: row.toMonth.slice(0, 7),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    ...(row.closedAt === null ? {} : { closedAt: row.closedAt.toISOString() }),
    findings: row.findings,
    open: row.open,
    shortFen: Number(row.shortFen),
    madeUpFen: Number(row.madeUpFen),
  };
}

function problem(
  code: string,
  field: string,
  [zh, en]: readonly [string, string],
  [remedyZh, remedyEn]: readonly [string, string],
): ProblemDetail {
  return { code, field, message: { zh, en }, remedy: { zh: remedyZh, en: remedyEn } };
}

const unreadable = (message: ProblemDetail['message']): ProblemDetail => ({
  code: 'file-invalid',
  field: 'content',
  message,
  remedy: { zh: '换一个文件', en: 'choose another file' },
});
const MONTHS_REVERSED = problem(
  'months-reversed',
  'to',
  ['终止月份早于起始月份', 'the last month is before the first'],
  ['请改正月份', 'correct the months'],
);
const UNIT_UNKNOWN = problem(
  'unit-unknown',
  'uscc',
  ['本统筹区没有该信用代码的用人单位', 'no employer of this region has that code'],
  ['请核对统一社会信用代码，或留空查全区', 'check the code, or leave it out for the whole region'],
);
const NOT_CHOSEN = problem(
  'not-chosen',
  'uscc',
  ['该单位已不在选户名单', 'the employer is not in the selection any more'],
  [
    '请刷新名单；仍要查的，在征缴稽核页新建',
    'load the list again; to audit it all the same, begin on the page of audits',
  ],
);
const KIND_UNKNOWN = problem(
  'evidence-unknown',
  'kind',
  ['没有这种资料', 'there is no such kind of file'],
  ['请从列表中选择', 'choose one from the list'],
);
const EMPTY = problem(
  'file-empty',
  'content',
  ['文件没有数据行', 'the file has no rows'],
  ['请检查文件', 'check the file'],
);
const NOTHING = problem(
  'evidence-missing',
  'evidence',
  ['还没有上传资料', 'nothing was handed in yet'],
  ['请先上传花名册、工资表等资料', 'upload a roster, payroll or the like first'],
);
const CLOSED = problem(
  'audit-closed',
  'audit',
  ['该稽核任务已办结', 'the audit is closed'],
  ['请新建稽核任务', 'begin a new audit'],
);
const STILL_OPEN = problem(
  'findings-open',
  'findings',
  ['还有未处理完的发现，或任务已办结', 'some findings are still open, or the audit is closed'],
  ['请先登记并复核整改结果', 'say what came of them, and have it agreed'],
);
