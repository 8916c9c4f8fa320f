import type {
  BatchesQuery,
  BatchesView,
  BatchRowsQuery,
  BatchRowsView,
  BatchView,
  ErrorFileQuery,
  SheetKindsView,
  TemplateQuery,
} from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import { classesOf, readUnit } from '@gongji/store/enrolment';
import {
  type BatchRow,
  batchFileHash,
  batchRows,
  countBatches,
  countBatchRows,
  foundIn,
  type KeptRow,
  listBatches,
  readBatch,
  sameFile,
} from '@gongji/store/group-enrolment';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import { type Answer, type FileAnswer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskNumber, maskPhone } from '../rest/mask.ts';
import { pageAfter } from '../rest/paged.ts';
import { batchView, kindOf, readAsOf } from './batch-view.ts';
import { errorFile } from './error-file.ts';
import type { SheetKind, SheetKindId } from './sheet-kind.ts';
import { SHEET_KINDS } from './sheet-kinds.ts';
import { templateFile, withClasses } from './template.ts';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** The lists that fit the caller's unit; all of them for the agency. */
export async function sheetKinds({ pool }: RestDeps, caller: Caller): Promise<Answer<SheetKindsView>> {
  const unit = caller.unitId === null ? undefined : await readUnit(pool, caller, caller.unitId);
  const kinds = Object.values(SHEET_KINDS).filter(({ of }) => caller.unitId === null || of === unit?.kind);
  return ok({
    items: kinds.map(({ id, name, intro, of, secondPerson, version, columns, rules }) => ({
      kind: id,
      name,
      intro,
      of,
      secondPerson: secondPerson === true,
      version,
      columns: columns.map((column) => ({
        id: column.id,
        name: column.name,
        required: column.required === true,
        hint: column.hint,
      })),
      rules: [...rules],
    })),
    ...(unit === undefined ? {} : { unit: { unitId: unit.unitId, name: unit.name } }),
  });
}

/** A school's template offers its own classes. */
export async function sheetTemplate(
  { pool }: RestDeps,
  caller: Caller,
  id: SheetKindId,
  { format, lang, unitId: asked }: TemplateQuery,
): Promise<FileAnswer> {
  const unitId = caller.unitId ?? asked;
  const own =
    SHEET_KINDS[id].of === 'school' && unitId !== undefined
      ? await readUnit(pool, caller, unitId)
      : undefined;
  const classes = own === undefined ? [] : await classesOf(pool, own.unitId);
  const kind = withClasses(
    SHEET_KINDS[id],
    classes.map(({ name }) => name),
  );
  const name = `${kind.name.zh}模板.${format}`;
  const content = templateFile(kind, { format, lang });
  return { kind: 'file', file: { type: TYPES[format], name, disposition: 'attachment', content } };
}

export async function batches(
  { pool }: RestDeps,
  caller: Caller,
  query: BatchesQuery,
): Promise<Answer<BatchesView>> {
  const [rows, total] = await Promise.all([
    listBatches(pool, caller, { ...query, limit: query.limit + 1 }),
    countBatches(pool, caller, query),
  ]);
  const items = rows.map((row) => batchView(row, caller.actor));
  return ok({ ...pageAfter(items, query), total });
}

export async function batch(deps: RestDeps, caller: Caller, batchId: string): Promise<Answer<BatchView>> {
  const row = await readBatch(deps.pool, caller, batchId);
  return row === undefined ? problemAnswer('not-found') : ok(await detailed(deps, caller, row));
}

/** A batch with what was found in it and where else the same file went. */
export async function detailed({ pool }: RestDeps, { actor }: Caller, row: BatchRow): Promise<BatchView> {
  const [found, hash] = await Promise.all([foundIn(pool, row.batchId), batchFileHash(pool, row.batchId)]);
  const { unitId, kind, batchId } = row;
  return batchView(row, actor, {
    sameFile: hash === undefined ? [] : await sameFile(pool, { unitId, kind, batchId, fileHash: hash }),
    found: found.counts.map((one) => ({ ...one, message: maskedWords(one.message) })),
    hints: found.hints,
  });
}

export async function batchRowsPage(
  { pool }: RestDeps,
  caller: Caller,
  batchId: string,
  query: BatchRowsQuery,
): Promise<Answer<BatchRowsView>> {
  const row = await readBatch(pool, caller, batchId);
  if (row === undefined) return problemAnswer('not-found');
  const kind = kindOf(row);
  const { headings } = readAsOf(row);
  const [rows, total] = await Promise.all([
    batchRows(pool, batchId, { ...query, limit: query.limit + 1 }),
    countBatchRows(pool, batchId, query.faulty),
  ]);
  const items = rows.map((one) => rowView(kind, one));
  return ok({ headings: [...headings], ...pageAfter(items, query), total });
}

/** On the page certificates and telephones are masked; the error file, which the sender gets back, has them whole. */
function rowView(
  kind: SheetKind,
  { rowNo, state, cells, problems }: KeptRow,
): BatchRowsView['items'][number] {
  return {
    row: rowNo,
    state,
    cells: cells.map(masked),
    problems: problems.map((problem) => {
      const column = kind.columns.find(({ id }) => id === problem.field)?.name;
      const { value, ...rest } = problem;
      return {
        ...rest,
        message: maskedWords(rest.message),
        ...(value === undefined ? {} : { value: masked(value) }),
        ...(column === undefined ? {} : { column }),
      };
    }),
  };
}

/** A message may name what was written: a number in it is masked like the cell itself. */
function maskedWords({ zh, en }: Bilingual): Bilingual {
  const plain = (text: string): string => text.replaceAll(/[0-9A-Za-z]{11,}/g, masked);
  return { zh: plain(zh), en: plain(en) };
}

function masked(cell: string): string {
  const text = cell.trim();
  if (/^1\d{10}$/.test(text)) return maskPhone(text);
  return /^[\dA-Za-z]{12,}$/.test(text) && /\d{8}/.test(text) ? maskNumber(text) : cell;
}

export async function batchErrors(
  { pool, now }: RestDeps,
  caller: Caller,
  batchId: string,
  { format, lang, rows: wanted }: ErrorFileQuery,
): Promise<FileAnswer> {
  const row = await readBatch(pool, caller, batchId);
  if (row === undefined) return { kind: 'problem', code: 'not-found', errors: [] };
  const kind = kindOf(row);
  const rows: KeptRow[] = [];
  for (let after = 0; ; after = rows.at(-1)?.rowNo ?? after) {
    const page = await batchRows(pool, batchId, { faulty: wanted === 'bad', after, limit: 5_000 });
    rows.push(...page);
    if (page.length < 5_000) break;
  }
  const zh = lang === 'zh';
  const stamp = `${kind.name[lang]} · ${row.fileName} · ${zh ? '导出' : 'exported'} ${beijingTime(now())} ${caller.name}`;
  const list = {
    headings: readAsOf(row).headings,
    rows: wanted === 'all' ? rows : rows.filter(({ state }) => state === 'bad'),
  };
  const content = errorFile(kind, list, { format, lang, stamp });
  const suffix = wanted === 'all' ? '' : zh ? '-错误' : '-errors';
  const name = `${row.fileName.replace(/\.\w+$/, '')}${suffix}.${format}`;
  return { kind: 'file', file: { type: TYPES[format], name, disposition: 'attachment', content } };
}
