import type {
  DeclarationBody,
  DeclarationPreview,
  DeclarationsQuery,
  DeclarationsView,
  DeclarationView,
} from '@gongji/contract';
import { type CalendarDate, date, type Fen } from '@gongji/domain';
import type { PolicyModel } from '@gongji/engine';
import {
  assessedMonths,
  countDeclarations,
  type DeclarationRow,
  declaredLines,
  type InsuredRow,
  insertDeclaration,
  insuredOf,
  listDeclarations,
  lockDeclaration,
  readDeclaration,
  unitName,
  unitRoster,
  decideDeclaration as writeDecision,
} from '@gongji/store/contribution';
import { audited, type Deed } from '../identity/audited.ts';
import { personRef } from '../identity/person-ref.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskPersonNumber } from '../rest/mask.ts';
import { pageAfter } from '../rest/paged.ts';
import { today } from './bills.ts';
import { correctCharges } from './correct-charges.ts';
import { assessFromBasis, contributionFacts } from './facts.ts';
import { contributionPolicy } from './period.ts';

type Line = DeclarationPreview['lines'][number];

/** Who is to be declared by a unit today, with the wage that holds. */
export async function roster(deps: RestDeps, caller: Caller, asked: string | undefined) {
  const unitId = caller.unitId ?? asked;
  const name = unitId === undefined ? undefined : await unitName(deps.pool, caller, unitId);
  if (unitId === undefined || name === undefined) return problemAnswer('not-found');
  const rows = await unitRoster(deps.pool, caller, unitId, today(deps));
  return ok({
    unitId,
    unitName: name,
    items: rows.map((row) => ({
      ...someone(row),
      ...(row.declaredFen === null ? {} : { declaredFen: row.declaredFen }),
    })),
  });
}

/** What becomes of a declaration: the base after floor and ceiling, and what is due of it. Nothing is kept. */
export async function previewDeclaration(
  deps: RestDeps,
  caller: Caller,
  body: DeclarationBody,
): Promise<Answer<DeclarationPreview>> {
  const unitId = caller.unitId ?? body.unitId ?? null;
  const given = body.lines.map((line) => ({ personId: line.person.slice(1), declaredFen: line.declaredFen }));
  const lines = await become(deps, caller, { unitId, month: body.fromMonth, given });
  if (lines === undefined) return problemAnswer('refused', [noPolicy(body.fromMonth)]);
  const months =
    unitId === null ? [] : await assessedMonths(deps.pool, unitId, body.fromMonth, body.toMonth ?? null);
  return ok({ lines, assessedMonths: [...months], ...sums(lines) });
}

/** 申报: kept for a clerk to decide. Refused with every person who is not the unit's to declare. */
export async function declareBases(
  deps: RestDeps,
  caller: Caller,
  body: DeclarationBody,
): Promise<Answer<DeclarationView>> {
  const preview = await previewDeclaration(deps, caller, body);
  if (preview.kind !== 'ok') return preview;
  const wrong = preview.body.lines.flatMap((line, index) =>
    line.problem === undefined ? [] : [strange(line, index)],
  );
  const twice = new Set(body.lines.map((l) => l.person)).size < body.lines.length;
  if (wrong.length > 0 || twice) return problemAnswer('refused', twice ? [...wrong, TWICE] : wrong);
  const declarationId = deps.newId();
  const at = deps.now();
  const deed: Deed = {
    actor: caller.actor,
    action: 'declaration.make',
    subject: `declaration:${declarationId}`,
    detail: { persons: body.lines.length },
  };
  const row = await audited(deps, deed, async (tx) => {
    await insertDeclaration(tx, {
      ...{ declarationId, regionCode: caller.regionCode, unitId: caller.unitId ?? body.unitId ?? null },
      fromMonth: date(`${body.fromMonth}-01`),
      toMonth: body.toMonth === undefined ? null : date(`${body.toMonth}-01`),
      ...{ by: caller.actor, at },
      lines: body.lines.map((line) => ({ personId: line.person.slice(1), declaredFen: line.declaredFen })),
    });
    return readDeclaration(tx, caller, declarationId);
  });
  if (row === undefined) throw new Error('a declaration was not kept');
  return ok(declarationView(row, caller));
}

/** 审核: never by who declared. Months that are assessed already are corrected in the same transaction 补退. */
export async function decideDeclaration(
  deps: RestDeps,
  caller: Caller,
  declarationId: string,
  { approved, note }: { readonly approved: boolean; readonly note: string },
): Promise<Answer<DeclarationView>> {
  let open: DeclarationRow | undefined;
  const at = deps.now();
  const deed: Deed = {
    actor: caller.actor,
    action: approved ? 'declaration.approve' : 'declaration.refuse',
    subject: `declaration:${declarationId}`,
  };
  const row = await audited(deps, deed, async (tx) => {
    open = await lockDeclaration(tx, caller, declarationId);
    if (open === undefined || open.state !== 'open' || open.submittedBy === caller.actor) return undefined;
    await writeDecision(tx, declarationId, { approved, note, by: caller.actor, at });
    if (approved) await correctCharges(deps, tx, open, caller.actor);
    return readDeclaration(tx, caller, declarationId);
  });
  if (row !== undefined) return ok(declarationView(row, caller));
  if (open === undefined) return problemAnswer('not-found');
  if (open.state === 'open') return problemAnswer('not-allowed');
  return (await alreadyDecided(deps, caller, 'declaration', declarationId)) ?? problemAnswer('conflict');
}

export async function declarations(
  { pool }: RestDeps,
  caller: Caller,
  query: DeclarationsQuery,
): Promise<Answer<DeclarationsView>> {
  const [rows, total] = await Promise.all([
    listDeclarations(pool, caller, { ...query, limit: query.limit + 1 }),
    countDeclarations(pool, caller, query),
  ]);
  const items = rows.map((row) => declarationView(row, caller));
  return ok({ ...pageAfter(items, query), total });
}

export async function declaration(deps: RestDeps, caller: Caller, declarationId: string) {
  const row = await readDeclaration(deps.pool, caller, declarationId);
  if (row === undefined) return problemAnswer('not-found');
  const given = await declaredLines(deps.pool, declarationId);
  const lines = await become(deps, caller, { unitId: row.unitId, month: row.fromMonth.slice(0, 7), given });
  return ok({ ...declarationView(row, caller), lines: lines ?? [] });
}

interface Given {
  readonly unitId: string | null;
  readonly month: string;
  readonly given: readonly { readonly personId: string; readonly declaredFen: number }[];
}

async function become(
  deps: RestDeps,
  caller: Caller,
  { unitId, month, given }: Given,
): Promise<Line[] | undefined> {
  const from = date(`${month}-01`);
  const policy = contributionPolicy(deps.policies, caller.regionCode, 'employee', from);
  if (policy === undefined) return undefined;
  const rows = await insuredOf(deps.pool, caller, { unitId, from, personIds: given.map((g) => g.personId) });
  const known = new Map(rows.map((row) => [row.personId, row]));
  return given.map(({ personId, declaredFen }) =>
    lineOf(policy, from, known.get(personId), { personId, declaredFen, month }),
  );
}

function lineOf(
  policy: PolicyModel,
  from: CalendarDate,
  row: (InsuredRow & { readonly name: string; readonly psnNo: string }) | undefined,
  {
    personId,
    declaredFen,
    month,
  }: { readonly personId: string; readonly declaredFen: number; readonly month: string },
): Line {
  const none = { declaredFen, clamped: 'no' as const, unitFen: 0, personFen: 0 };
  if (row === undefined)
    return { person: personRef(personId), name: '', psnNo: '', ...none, problem: NOT_HIS };
  const facts = contributionFacts(policy, row, row.coveredFrom > from ? row.coveredFrom : from);
  const outcome = assessFromBasis(policy, { period: month, facts, declaredFen });
  if (outcome.kind === 'refused')
    return { ...someone(row), ...none, problem: outcome.rejections[0]?.message ?? NOT_HIS };
  const { baseFen = declaredFen as Fen, lines } = outcome;
  const of = (payer: string) => lines.reduce((sum, l) => sum + (l.payer === payer ? l.amountFen : 0), 0);
  return {
    ...someone(row),
    ...{ declaredFen, baseFen, unitFen: of('employer'), personFen: of('person') },
    clamped: baseFen > declaredFen ? 'raised' : baseFen < declaredFen ? 'lowered' : 'no',
  };
}

function someone(row: { readonly personId: string; readonly name: string; readonly psnNo: string }) {
  return { person: personRef(row.personId), name: maskName(row.name), psnNo: maskPersonNumber(row.psnNo) };
}

function sums(lines: readonly Line[]) {
  const of = (key: 'unitFen' | 'personFen') => lines.reduce((sum, line) => sum + line[key], 0);
  return { unitFen: of('unitFen'), personFen: of('personFen') };
}

function declarationView(row: DeclarationRow, caller: Pick<Caller, 'actor'>): DeclarationView {
  return {
    declarationId: row.declarationId,
    ...(row.unitId === null ? {} : { unitId: row.unitId }),
    unitName: row.unitName ?? '',
    fromMonth: row.fromMonth.slice(0, 7),
    ...(row.toMonth === null ? {} : { toMonth: row.toMonth.slice(0, 7) }),
    ...{ persons: row.persons, state: row.state, submittedBy: row.submittedBy, note: row.note },
    submittedAt: row.submittedAt.toISOString(),
    ...(row.decidedBy === null ? {} : { decidedBy: row.decidedBy }),
    ...(row.decidedAt === null ? {} : { decidedAt: row.decidedAt.toISOString() }),
    mine: row.submittedBy === caller.actor,
  };
}

const NOT_HIS = { zh: '当月不在本单位参保', en: 'not insured by this unit in that month' };

function strange(line: Line, index: number) {
  return {
    ...{ code: 'declared-stranger', field: `lines[${index}]`, value: line.psnNo },
    message: line.problem ?? NOT_HIS,
    remedy: { zh: '请删去该行，或先办理参保', en: 'leave the line out, or enrol the person first' },
  };
}

const TWICE = {
  ...{ code: 'declared-twice', field: 'lines' },
  message: { zh: '同一人申报了两次', en: 'a person is declared twice' },
  remedy: { zh: '每人只留一行', en: 'one line for each person' },
};

function noPolicy(value: string) {
  return {
    ...{ code: 'policy-not-in-force', field: 'fromMonth', value },
    message: { zh: `${value} 没有生效的政策`, en: `no policy is in force in ${value}` },
    remedy: { zh: '请核对月份', en: 'check the month' },
  };
}
