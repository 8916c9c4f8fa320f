import type {
  NewUnenrolledBody,
  UnenrolledAddedView,
  UnenrolledFindingsBody,
  UnenrolledPage,
  UnenrolledUploadBody,
} from '@gongji/contract';
import { isCreditCode, rejection } from '@gongji/domain';
import { levyEvidenceRows, listLevyEvidence, readLevyAudit } from '@gongji/store/levy-audit';
import {
  type AddedUnenrolled,
  insertUnenrolled,
  type MissingUnitRow,
  missingUnits,
  type NewUnenrolled,
} from '@gongji/store/unenrolled';
import { audited, type Deed } from '../identity/audited.ts';
import type { EvidenceRow } from '../levy-audit/audit-facts.ts';
import { readEvidence } from '../levy-audit/read-evidence.ts';
import { checkSet } from '../levy-audit/task.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { shown } from '../sheet/columns.ts';
import { readSheet } from '../sheet/sheet.ts';
import { entryOf, entryProblems, UNENROLLED_FILE } from './entry-file.ts';
import { unenrolledOne } from './list.ts';

/** 登记一家: who is on the register, or has enrolled, is refused. */
export async function addUnenrolled(
  deps: RestDeps,
  caller: Caller,
  { headcount, ...body }: NewUnenrolledBody,
): Promise<Answer<UnenrolledPage>> {
  const uscc = body.uscc.toUpperCase();
  const at = { field: 'uscc', value: body.uscc };
  if (!isCreditCode(uscc)) return problemAnswer('refused', [rejection('credit-code-wrong', {}, at)]);
  const entryId = deps.newId();
  const sourceOn = chinaDay(deps.now());
  const entry: NewUnenrolled = {
    ...{ ...body, entryId, uscc, headcount: headcount ?? null, source: 'hand', sourceOn, findingId: null },
  };
  let came: AddedUnenrolled | undefined;
  await put(deps, caller, { subject: `unenrolled:${entryId}`, entries: [entry] }, (added) => {
    came = added;
    return added.added === 1;
  });
  if (came?.added === 1) return unenrolledOne(deps, caller, entryId);
  if (came?.listed === 1) return problemAnswer('refused', [rejection('unenrolled-listed', {}, at)]);
  return problemAnswer('refused', [
    rejection('unenrolled-enrolled', { insured: String(came?.insured ?? 0) }, at),
  ]);
}

/** 上传名单: with anything wrong in the file nothing of it is taken; who is known or enrolled is counted and left out. */
export async function uploadUnenrolled(
  deps: RestDeps,
  caller: Caller,
  { filename, content }: UnenrolledUploadBody,
): Promise<Answer<UnenrolledAddedView>> {
  const sheet = await readSheet(Buffer.from(content, 'base64'));
  if (sheet.kind === 'invalid')
    return problemAnswer('refused', [
      {
        ...{ code: 'file-invalid', field: 'content', message: sheet.why },
        remedy: { zh: '换一个文件', en: 'choose another file' },
      },
    ]);
  const read = readEvidence(UNENROLLED_FILE, sheet.rows);
  const problems = read.kind === 'invalid' ? read.problems : entryProblems(read.rows);
  if (problems.length > 0 || read.kind === 'invalid') return problemAnswer('refused', shown(problems));
  if (read.rows.length === 0)
    return problemAnswer('refused', [
      {
        ...{ code: 'file-empty', field: 'content' },
        message: { zh: '文件没有数据行', en: 'the file has no rows' },
        remedy: { zh: '请检查文件', en: 'check the file' },
      },
    ]);
  const from = { source: 'file', sourceName: filename, sourceOn: chinaDay(deps.now()) } as const;
  const entries = read.rows.map(
    (row): NewUnenrolled => ({ ...entryOf(row), ...from, entryId: deps.newId(), findingId: null }),
  );
  const added = await put(deps, caller, { subject: `region:${caller.regionCode}`, entries }, () => true);
  return ok(countsOf(added));
}

/** 稽核发现列入名册: one, or all of an audit that name a unit without cover. What its file says of the unit comes along. */
export async function takeUnenrolled(
  deps: RestDeps,
  caller: Caller,
  { auditId, findingId }: UnenrolledFindingsBody,
): Promise<Answer<UnenrolledAddedView>> {
  if ((await readLevyAudit(deps.pool, caller, auditId)) === undefined) return problemAnswer('not-found');
  const missing = await missingUnits(deps.pool, caller, { auditId, findingId });
  if (findingId !== undefined && missing.length === 0) return problemAnswer('not-found');
  const files = await filesOf(deps, auditId, missing);
  const entries = missing.map((one): NewUnenrolled => {
    const file = files.get(kindOf(one));
    const row = file?.rows.get(one.uscc) ?? {
      rowNo: 0,
      cells: { headcount: Number(one.evidenced) || undefined },
    };
    return {
      ...entryOf({ ...row, cells: { ...row.cells, uscc: one.uscc, name: one.name } }),
      ...{ entryId: deps.newId(), findingId: one.findingId, source: 'audit' },
      sourceName: file?.name ?? '',
      sourceOn: file?.on ?? chinaDay(deps.now()),
    };
  });
  const added = await put(deps, caller, { subject: `levy-audit:${auditId}`, entries }, () => true);
  return ok(countsOf(added));
}

function countsOf(came: AddedUnenrolled | undefined): UnenrolledAddedView {
  const { added = 0, listed = 0, enrolled = 0 } = came ?? {};
  return { added, listed, enrolled };
}

const kindOf = ({ checkId }: MissingUnitRow): string =>
  checkSet().checks.find(({ id }) => id === checkId)?.needs[0] ?? '';

/** The files of the audit that named these units, by kind, their rows by code. */
async function filesOf({ pool }: RestDeps, auditId: string, missing: readonly MissingUnitRow[]) {
  const wanted = new Set(missing.map(kindOf));
  const files = (await listLevyEvidence(pool, auditId)).filter(({ kind }) => wanted.has(kind));
  const read = await Promise.all(
    files.map(async ({ kind, evidenceId, fileName, uploadedAt }) => {
      const rows = await levyEvidenceRows(pool, evidenceId);
      const byCode = new Map<string, EvidenceRow>(rows.map((row) => [String(row.cells.uscc), row]));
      return [kind, { name: fileName, on: chinaDay(uploadedAt), rows: byCode }] as const;
    }),
  );
  return new Map(read);
}

/** Writes entries with their audit entry; taken back when what came of it is not what was asked for. */
async function put(
  deps: RestDeps,
  { actor, regionCode }: Caller,
  { subject, entries }: { readonly subject: string; readonly entries: readonly NewUnenrolled[] },
  holds: (added: AddedUnenrolled) => boolean,
): Promise<AddedUnenrolled | undefined> {
  const at = deps.now();
  const deed = ({ added }: AddedUnenrolled): Deed => ({
    ...{ actor, action: 'unenrolled.add', subject, detail: { rows: added } },
  });
  return audited(deps, deed, async (tx) => {
    const added = await insertUnenrolled(tx, { regionCode, on: chinaDay(at), by: actor, at }, entries);
    return holds(added) ? added : undefined;
  });
}
