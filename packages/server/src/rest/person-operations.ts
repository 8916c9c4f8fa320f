import type {
  CountersView,
  LooksView,
  MovementsView,
  PageQuery,
  PersonBillsQuery,
  PersonView,
  RevealBody,
  RevealView,
  SettlementSummary,
} from '@gongji/contract';
import { isRole } from '@gongji/contract';
import { type CalendarDate, GROUP_NAMES } from '@gongji/domain';
import {
  type CoverageRow,
  countersOf,
  type FilingRow,
  filingsOf,
  type GroupRow,
  groupsOf,
  insertLook,
  isPatientOf,
  listSettlements,
  looksOf,
  movementsOf,
  type PersonFileRow,
  personFile,
} from '@gongji/store/rest';
import { audited, type Deed } from '../identity/audited.ts';
import { personRef } from '../identity/person-ref.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { type Answer, ok, problemAnswer } from './answer.ts';
import type { Caller } from './caller.ts';
import { counterItems, type KnownFacts } from './counter-limits.ts';
import type { RestDeps } from './deps.ts';
import { maskName, maskNumber, maskPersonNumber, maskPhone } from './mask.ts';
import { paged } from './paged.ts';
import { settlementSummary } from './views.ts';

export async function person(deps: RestDeps, caller: Caller, ref: string): Promise<Answer<PersonView>> {
  const { pool } = deps;
  const row = await personFor(pool, caller, ref);
  if (row === undefined) return problemAnswer('not-found');
  const [groups, filings] = await Promise.all([groupsOf(pool, row.personId), filingsOf(pool, row.personId)]);
  const today = chinaDay(deps.now());
  return ok({
    ref: personRef(row.personId),
    psnNo: maskPersonNumber(row.psnNo),
    name: maskName(row.name),
    certNo: maskNumber(row.certNo),
    ...(row.phone === null ? {} : { phone: maskPhone(row.phone) }),
    sex: row.sex,
    birthYear: row.bornOn.slice(0, 4),
    coverages: row.coverages.map((one) => ({ ...one, waiting: isWaiting(one, today) })),
    groups: [...groups],
    filings: filings.map((one) => filingView(one, today)),
    accountBalanceFen: Number(row.accountBalanceFen),
  });
}

/**
 * The person that an address names, as far as the caller may read. An institution may use our own ids for its patients
 * only: otherwise it could read the whole register by counting.
 */
async function personFor(
  pool: RestDeps['pool'],
  caller: Caller,
  ref: string,
): Promise<PersonFileRow | undefined> {
  const row = await personFile(pool, caller, ref);
  const { institutionCode } = caller.home;
  if (row === undefined || institutionCode === null || !ref.startsWith('~')) return row;
  return (await isPatientOf(pool, row.personId, institutionCode)) ? row : undefined;
}

/** Covered already, benefits not yet 等待期. */
function isWaiting({ coveredFrom, benefitFrom }: CoverageRow, today: CalendarDate): boolean {
  return coveredFrom <= today && today < benefitFrom;
}

function filingView(row: FilingRow, today: CalendarDate): PersonView['filings'][number] {
  const { diseaseCode, diseaseName, institutionCode, institutionName, outKind } = row;
  return {
    filingId: row.filingId,
    kind: row.kind,
    ...(diseaseCode === null ? {} : { disease: { code: diseaseCode, name: diseaseName ?? diseaseCode } }),
    ...(institutionCode === null
      ? {}
      : { institution: { code: institutionCode, name: institutionName ?? institutionCode } }),
    ...(outKind === null ? {} : { outKind }),
    validFrom: row.validFrom,
    validTo: row.validTo,
    state: stateOf(row, today),
  };
}

function stateOf({ withdrawnAt, validFrom, validTo }: FilingRow, today: CalendarDate) {
  if (withdrawnAt !== null) return 'withdrawn';
  if (today < validFrom) return 'coming';
  return validTo === null || today <= validTo ? 'live' : 'over';
}

/** 累计: as kept, and measured against the policy that is in force today for the person's cover. */
export async function counters(deps: RestDeps, caller: Caller, ref: string): Promise<Answer<CountersView>> {
  const { pool } = deps;
  const row = await personFor(pool, caller, ref);
  if (row === undefined) return problemAnswer('not-found');
  const [kept, groups] = await Promise.all([countersOf(pool, row.personId), groupsOf(pool, row.personId)]);
  const today = chinaDay(deps.now());
  const covered = row.coverages.filter(
    (c) => c.coveredFrom <= today && (c.coveredTo === null || today <= c.coveredTo),
  );
  const schemes = [...new Set([...kept.map((k) => k.scheme), ...covered.map((c) => c.scheme)])];
  return ok({
    schemes: schemes.map((scheme) => {
      const own = kept.find((k) => k.scheme === scheme);
      const values = own?.counters ?? {};
      const cover =
        covered.find((c) => c.scheme === scheme) ?? row.coverages.find((c) => c.scheme === scheme);
      const policy = policyToday(deps, row, cover, today);
      const known = cover === undefined ? {} : knownFacts(cover, groups, today);
      return {
        scheme,
        version: Number(own?.version ?? 0),
        counters: { ...values },
        ...(policy === undefined ? {} : { policyId: policy.id }),
        items: policy === undefined ? [] : [...counterItems(policy, values, known, today)],
      };
    }),
  });
}

function policyToday(
  { policies }: RestDeps,
  { regionCode }: PersonFileRow,
  cover: CoverageRow | undefined,
  today: CalendarDate,
) {
  const region = `${regionCode.slice(0, 4)}00`;
  return policies
    .map(({ model }) => model)
    .filter((m) => m.insutype === cover?.insutype && (m.region === regionCode || m.region === region))
    .findLast(({ inForce }) => inForce.from <= today && (inForce.to === undefined || today <= inForce.to));
}

function knownFacts(cover: CoverageRow, groups: readonly GroupRow[], today: CalendarDate): KnownFacts {
  const inForce = groups.filter((g) => g.validFrom <= today && (g.validTo === null || today <= g.validTo));
  return {
    personStatus: cover.personStatus,
    contributionTier: cover.tier,
    civilServant: String(cover.civilServant),
    familyDoctor: String(cover.familyDoctor),
    ...Object.fromEntries(
      GROUP_NAMES.map((group) => [group, String(inForce.some((g) => g.group === group))]),
    ),
  };
}

/** The bills of a person as far as the caller may read bills: an institution sees its own alone. */
export async function personBills(
  { pool }: RestDeps,
  caller: Caller,
  ref: string,
  query: PersonBillsQuery,
): Promise<Answer<{ readonly items: readonly SettlementSummary[]; readonly next?: string }>> {
  const row = await personFor(pool, caller, ref);
  if (row === undefined) return problemAnswer('not-found');
  const limit = query.limit + 1;
  const rows = await listSettlements(pool, caller, { ...query, limit, personId: row.personId });
  return ok(paged(rows.map(settlementSummary), query.limit, (one) => one.settlementId));
}

export async function movements(
  { pool }: RestDeps,
  caller: Caller,
  ref: string,
  query: PageQuery,
): Promise<Answer<MovementsView>> {
  const row = await personFor(pool, caller, ref);
  if (row === undefined) return problemAnswer('not-found');
  const rows = await movementsOf(pool, row.personId, { ...query, limit: query.limit + 1 });
  const items = rows.map((one) => ({
    movementId: one.movementId,
    kind: one.kind,
    amountFen: Number(one.amountFen),
    balanceFen: Number(one.balanceFen),
    movedAt: one.movedAt.toISOString(),
    ...(one.settlementId === null || one.settlementId === '0' ? {} : { settlementId: one.settlementId }),
  }));
  return ok({
    balanceFen: Number(row.accountBalanceFen),
    ...paged(items, query.limit, (one) => one.movementId),
  });
}

/** 查看未脱敏信息: the look and its audit entry are written before anything is shown. */
export async function reveal(
  deps: RestDeps,
  caller: Caller,
  ref: string,
  { reason, fields }: RevealBody,
): Promise<Answer<RevealView>> {
  const row = await personFor(deps.pool, caller, ref);
  if (row === undefined) return problemAnswer('not-found');
  const lookId = deps.newId();
  const { personId, regionCode } = row;
  const deed: Deed = {
    actor: caller.actor,
    action: 'person.reveal',
    subject: `person:${personId}`,
    detail: { lookId, fields },
  };
  await audited(deps, deed, async (tx) => {
    const { actor, name: actorName, roles } = caller;
    await insertLook(tx, {
      lookId,
      at: deps.now(),
      actor,
      actorName,
      roles,
      fields,
      reason,
      personId,
      regionCode,
    });
    return true;
  });
  const values = Object.fromEntries(
    fields.flatMap((field) => (row[field] === null ? [] : [[field, row[field]]])),
  );
  return ok({ lookId, values });
}

export async function looks(
  { pool }: RestDeps,
  caller: Caller,
  ref: string,
  query: PageQuery,
): Promise<Answer<LooksView>> {
  const row = await personFor(pool, caller, ref);
  if (row === undefined) return problemAnswer('not-found');
  const rows = await looksOf(pool, row.personId, { ...query, limit: query.limit + 1 });
  const items = rows.map((one) => ({
    ...one,
    at: one.at.toISOString(),
    roles: one.roles.filter(isRole),
    fields: [...one.fields],
  }));
  return ok(paged(items, query.limit, (one) => one.lookId));
}
