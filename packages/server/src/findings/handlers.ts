import type {
  EarlyUseQuery,
  EarlyUseView,
  EndFindingsBody,
  FindingsOperationId,
  RegisterFindingBody,
  RegisterFindingsQuery,
  RegisterFindingsView,
  SearchedView,
} from '@gongji/contract';
import { type Bilingual, fen, rejection, yuanText } from '@gongji/domain';
import {
  countFindings,
  decideFinding,
  earlyUse,
  type FindingRow,
  listFindings,
  openFindings,
  schoolsWithFindings,
} from '@gongji/store/findings';
import { audited, type Deed } from '../identity/audited.ts';
import { personRef } from '../identity/person-ref.ts';
import { given } from '../print/person-fields.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import type { Handler } from '../rest/handler.ts';
import { maskName, maskPersonNumber } from '../rest/mask.ts';
import { pagePlace } from '../rest/paged.ts';
import { endFindings } from './end-findings.ts';
import { searchRegion } from './search.ts';

/** The casts state what the operation's own schemas have just checked. */
export const FINDINGS_HANDLERS: Readonly<Record<FindingsOperationId, Handler>> = {
  registerFindings: (deps, caller, { query }) => findings(deps, caller, query as RegisterFindingsQuery),
  searchRegisters: (deps, caller) => search(deps, caller),
  decideRegisterFinding: (deps, caller, { params, body }) =>
    decide(deps, caller, (params as { id: string }).id, body as RegisterFindingBody),
  endFindings: (deps, caller, { body }) => endFindings(deps, caller, body as EndFindingsBody),
  earlyUse: (deps, caller, { query }) => early(deps, caller, query as EarlyUseQuery),
};

const FIRST: RegisterFindingsQuery = { state: 'open', sort: 'foundOn', order: 'desc', after: 0, limit: 50 };

async function findings(
  { pool }: RestDeps,
  caller: Caller,
  query: RegisterFindingsQuery,
): Promise<Answer<RegisterFindingsView>> {
  const [rows, total, open, schools] = await Promise.all([
    listFindings(pool, caller, query),
    countFindings(pool, caller, query),
    openFindings(pool, caller),
    schoolsWithFindings(pool, caller),
  ]);
  return ok({
    ...{ open, schools: [...schools], items: rows.map(findingItem) },
    ...pagePlace(query.after, rows.length, total),
  });
}

function findingItem(row: FindingRow): RegisterFindingsView['items'][number] {
  const { findingId, kind, detail, foundOn, state, note } = row;
  return {
    ...{ findingId, kind, foundOn, state, note },
    person: personRef(row.personId),
    name: maskName(row.name),
    psnNo: maskPersonNumber(row.psnNo),
    sentence: sentenceOf(row),
    ...given('other', detail.other ?? undefined),
    ...given('decidedBy', row.decidedBy ?? undefined),
    ...given('batchId', row.batchId ?? undefined),
  };
}

const LATER = { zh: '尚待转入', en: 'they are still to go on' };
const WHY_WAITING: Readonly<Record<string, Bilingual>> = {
  closed: { zh: '保留人账户已注销', en: 'the account of the one who stays is closed' },
  frozen: { zh: '保留人账户已冻结', en: 'the account of the one who stays is frozen' },
  numberClosed: { zh: '该编号账户已注销', en: 'the account of the number is closed' },
  numberFrozen: { zh: '该编号账户已冻结', en: 'the account of the number is frozen' },
};

function sentenceOf({ kind, detail }: FindingRow): Bilingual {
  switch (kind) {
    case 'doubleCover':
      return {
        zh: `职工医保自 ${detail.employeeFrom}、居民医保自 ${detail.residentFrom} 同时有效`,
        en: `covered as an employee since ${detail.employeeFrom} and as a resident since ${detail.residentFrom}`,
      };
    case 'coverElsewhere':
      return {
        zh: `底册注明在外地参保（${detail.proof ?? '无佐证'}），本地自 ${detail.coveredFrom} 参保`,
        en: `insured elsewhere by the census (${detail.proof ?? 'no proof'}), covered here since ${detail.coveredFrom}`,
      };
    case 'studentOver':
      return {
        zh: `毕业生待遇保留至 ${detail.keptUntil}，仍以学生身份参保`,
        en: `kept as a graduate until ${detail.keptUntil}, and still covered as a student`,
      };
    case 'mergedMoney': {
      const amount = yuanText(fen(Number(detail.amountFen)));
      const why = WHY_WAITING[detail.why ?? ''] ?? LATER;
      return {
        zh: `被合并编号的个人账户有 ${amount} 元未转入：${why.zh}；处理办法见个人账户页`,
        en: `${amount} yuan in the account of a merged number have not gone on: ${why.en}; the account page says what to do`,
      };
    }
    case 'duplicatePerson':
      return detail.cause === 'certificate'
        ? { zh: '与另一人证件相同', en: 'the same certificate as another person' }
        : { zh: '与另一人姓名、性别、出生日期相同', en: 'the same name, sex and birthday as another person' };
  }
}

async function search(deps: RestDeps, caller: Caller): Promise<Answer<SearchedView>> {
  const found = await searchRegion(deps, caller.regionCode);
  const deed: Deed = {
    actor: caller.actor,
    action: 'finding.search',
    subject: caller.regionCode,
    detail: found,
  };
  await audited(deps, deed, async () => true);
  return ok({ found });
}

async function decide(
  deps: RestDeps,
  caller: Caller,
  findingId: string,
  { person, kind, state, note }: RegisterFindingBody,
): Promise<Answer<RegisterFindingsView>> {
  const personId = /^~\d{1,19}$/.test(person) ? person.slice(1) : '0';
  const decision = { personId, findingId, kind, state, note, by: caller.actor, at: deps.now() };
  const deed: Deed = {
    actor: caller.actor,
    action: 'finding.decide',
    subject: `person:${personId}`,
    detail: { findingId, kind, state },
  };
  const done = await audited(deps, deed, async (tx) =>
    (await decideFinding(tx, caller, decision)) ? true : undefined,
  );
  if (done !== undefined) return findings(deps, caller, FIRST);
  const notOpen = rejection('finding-not-open', {}, { field: 'id', value: findingId });
  return (
    (await alreadyDecided(deps, caller, 'register-finding', findingId)) ??
    problemAnswer('not-found', [notOpen])
  );
}

async function early(
  { pool }: RestDeps,
  caller: Caller,
  { from, to, days }: EarlyUseQuery,
): Promise<Answer<EarlyUseView>> {
  const items = await earlyUse(pool, caller, { from, to, days });
  return ok({
    ...{ from, to, days },
    joiners: items.reduce((sum, one) => sum + one.joiners, 0),
    users: items.reduce((sum, one) => sum + one.users, 0),
    fundFen: fen(items.reduce((sum, one) => sum + one.fundFen, 0)),
    items: items.map((one) => ({ ...one, fundFen: fen(one.fundFen) })),
  });
}
