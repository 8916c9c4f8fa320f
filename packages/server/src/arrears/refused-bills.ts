import { type Bilingual, fen, type Rejection, rejection, yuanText } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { PoolClient } from '@gongji/store';
import { lockPerson } from '@gongji/store/enrolment';
import { isSameBill, lateKey, type RefusedBillRow, refusedBillsOf } from '@gongji/store/settlement';
import { stopped } from '../enrolment/enrol-proposal.ts';
import type { Proposal } from '../enrolment/proposal.ts';
import { given } from '../print/person-fields.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import type { BillRequest, SettlementService } from '../settlement/contract.ts';
import type { TaskHandler } from '../task/runner.ts';
import { clauseOf } from './refused-list.ts';

/** Kind of the task that settles refused bills once a second person has agreed. */
export const SETTLE_LATE = 'arrears.settle-late';

export interface SettleLate {
  readonly personId: string;
  readonly refusedIds: readonly string[];
  /** Which settling of a bill was agreed to; left out: the first. */
  readonly attempts?: Readonly<Record<string, number>>;
  readonly actor: string;
}

const LATE_BILLS: Bilingual = {
  zh: '暂停待遇期间被拒的费用补结算，须两人办理',
  en: 'bills refused during a suspension are settled after all: two persons',
};
const REVERSED_BILLS: Bilingual = {
  zh: '撤销缴费时冲回的费用补结算，须两人办理；同一险种冲回的一并按原次序结算',
  en: 'bills reversed as a payment was taken back are settled again, all of the scheme in their order: two persons',
};
const TITLE: Bilingual = { zh: '补结算暂停期间的费用', en: 'settling bills of a suspension after all' };

/**
 * 补结算: bills that a suspension has stopped, settled with the cover as it is now. Who was refused has paid in full, so that
 * the fund owes its part to the person; what was reversed with a payment comes back where it stood, by a review of the
 * person. Where the policy gives no benefits back it says so with its clause.
 */
export async function proposeRefused(
  deps: RestDeps,
  tx: PoolClient,
  {
    personId,
    ids,
    reason,
  }: { readonly personId: string; readonly ids: readonly string[]; readonly reason: string },
): Promise<Proposal> {
  const person = await lockPerson(tx, personId);
  const rows = await refusedBillsOf(tx, personId, ids);
  const problems: Rejection[] = [];
  if (person === undefined || rows.length !== new Set(ids).size)
    problems.push(rejection('refused-bill-unknown', {}, { field: 'ids' }));
  const open = rows.filter((row) => {
    const found = problemOf(deps.policies, row);
    if (found !== undefined) problems.push(found);
    return found === undefined;
  });
  problems.push(...chosenTwice(open));
  const [way, ...others] = new Set(open.map(wayOf));
  if (others.length > 0)
    return stopped([...problems, rejection('refused-bills-mixed', {}, { field: 'ids' })], TITLE);
  const affects = way === 'refused' ? undefined : way;
  // A review looks at all numbers of a person: those merged into him, too.
  const stays = person?.mergedInto ?? personId;
  const found =
    affects === undefined
      ? await settledLate(deps, open)
      : await comeBack(deps, { personId: stays, scheme: affects }, open);
  problems.push(...found.problems);
  if (problems.length > 0 || person === undefined) return stopped(problems, TITLE);
  const refusedIds = rows.map(({ refusedId }) => refusedId);
  const attempts = Object.fromEntries(rows.map(({ refusedId, attempt }) => [refusedId, attempt]));
  return {
    problems: [],
    causes: [affects === undefined ? LATE_BILLS : REVERSED_BILLS],
    title: TITLE,
    shown: { effects: [...found.effects] },
    ...(affects === undefined ? { lateBills: { personId, refusedIds, attempts } } : {}),
    act: {
      kind: 'late-settle',
      regionCode: person.regionCode,
      personId: affects === undefined ? personId : stays,
      effectiveOn: chinaDay(deps.now()),
      facts: { refusedIds },
      changes: [],
      reason,
      ...given('affects', affects),
    },
  };
}

/** A bill that was sent and refused several times is settled once. */
function chosenTwice(rows: readonly RefusedBillRow[]): readonly Rejection[] {
  const isOf = (row: RefusedBillRow) => (other: RefusedBillRow) =>
    other.dormantId === row.dormantId && (row.dormantId !== null || isSameBill(other, row));
  return rows.flatMap((row, index) =>
    rows.slice(0, index).some(isOf(row))
      ? rejection('refused-bill-twice', { on: row.startedOn }, { field: 'ids', value: row.refusedId })
      : [],
  );
}

/** How it is settled: as a bill that comes late, or by a review of the person in its scheme. */
function wayOf({ dormantId, scheme }: RefusedBillRow): 'refused' | RefusedBillRow['scheme'] {
  return dormantId === null ? 'refused' : scheme;
}

interface Found {
  readonly effects: readonly Bilingual[];
  readonly problems: readonly Rejection[];
}

/** What refused bills would come to, in the order in which they will be settled. */
async function settledLate(deps: RestDeps, rows: readonly RefusedBillRow[]): Promise<Found> {
  const effects: Bilingual[] = [];
  const problems: Rejection[] = [];
  const results = await deps.settlement.previewInTurn(rows.map(billOf));
  for (const [index, row] of rows.entries()) {
    const result = results[index];
    if (result?.kind === 'rejected') problems.push(...result.rejections);
    if (result?.kind !== 'previewed') continue;
    const { payments, accountFen, familyAccountFen } = result.assessment;
    const fundFen = payments.reduce((sum, { amountFen }) => sum + amountFen, 0);
    effects.push(effectOf(deps.policies, row, { fundFen, accountFen: accountFen + familyAccountFen }));
  }
  return { effects, problems };
}

/** What bills would come to that a review settles again in their places. */
async function comeBack(
  deps: RestDeps,
  whose: Pick<RefusedBillRow, 'personId' | 'scheme'>,
  rows: readonly RefusedBillRow[],
): Promise<Found> {
  const review = await deps.settlement.review(whose);
  if (review.kind === 'rejected') return { effects: [], problems: review.rejections };
  const effects: Bilingual[] = [];
  const problems: Rejection[] = [];
  for (const row of rows) {
    const back = review.bills.find(({ settlementId }) => settlementId === row.dormantId);
    if (back === undefined) {
      const at = { field: 'ids', value: row.refusedId };
      problems.push(rejection('refused-bill-not-paid', { on: row.startedOn }, at));
      continue;
    }
    const paid = (wanted: (payer: string) => boolean) =>
      back.payers.reduce((sum, { payer, afterFen }) => (wanted(payer) ? sum + afterFen : sum), 0);
    const fundFen = paid((payer) => !['account', 'provider', 'cash'].includes(payer));
    effects.push(effectOf(deps.policies, row, { fundFen, accountFen: paid((payer) => payer === 'account') }));
  }
  return { effects, problems };
}

function problemOf(policies: RestDeps['policies'], row: RefusedBillRow): Rejection | undefined {
  const { state } = row;
  const { clause, again } = clauseOf(policies, row);
  const at = { field: 'ids', value: row.refusedId };
  if (state === 'settled')
    return rejection('refused-bill-settled', { settlementId: row.settlementId ?? '' }, at);
  if (state === 'suspended') return rejection('refused-bill-suspended', { on: row.startedOn }, at);
  if (state !== 'never') return undefined;
  const data = { on: row.startedOn, again: again ?? '—', clause: clause === '' ? '—' : clause };
  return bilingualRejection('refused-bill-not-retroactive', { zh: data, en: data }, at);
}

function effectOf(
  policies: RestDeps['policies'],
  row: RefusedBillRow,
  { fundFen, accountFen }: { readonly fundFen: number; readonly accountFen: number },
): Bilingual {
  const { clause } = clauseOf(policies, row);
  const yuan = (amount: number) => yuanText(fen(amount));
  const [zh, en] = clause === '' ? ['', ''] : [`（${clause}）`, ` (${clause})`];
  return {
    zh: `${row.startedOn} ${row.institutionName} ${yuan(row.totalFen)} 元：基金支付 ${yuan(fundFen)} 元、个人账户支付 ${yuan(accountFen)} 元，应付个人 ${yuan(fundFen + accountFen)} 元${zh}`,
    en: `${row.startedOn} ${row.institutionName} ${yuan(row.totalFen)} yuan: funds ${yuan(fundFen)}, account ${yuan(accountFen)}; ${yuan(fundFen + accountFen)} is owed to the person${en}`,
  };
}

/** The bill as it was sent; the lines of its visit are settled with it while they stand. */
function billOf(row: RefusedBillRow): BillRequest {
  // Only keep-refused.ts writes these.
  const { visitId, ...bill } = row.bill as BillRequest;
  return { ...bill, ...(visitId !== undefined && row.linesStand ? { visitId } : {}) };
}

/** Settles each bill once, in the order of care: the key of what was agreed to makes a second time a repeat, also after a reversal. */
export async function settleLate(
  { pool, settlement, now }: Pick<RestDeps, 'pool' | 'now'> & { readonly settlement: SettlementService },
  { personId, refusedIds, attempts = {}, actor }: SettleLate,
): Promise<{ readonly bills: number }> {
  let bills = 0;
  for (const row of await refusedBillsOf(pool, personId, refusedIds)) {
    if (row.settlementId !== null || row.dormantId !== null || row.billHash === null) continue;
    const bill = billOf(row);
    const { institutionCode } = bill;
    const result = await settlement.settle({
      ...bill,
      message: {
        ...{
          institutionCode,
          msgid: lateKey(row.refusedId, attempts[row.refusedId] ?? 1),
          infno: 'late',
          bodyHash: row.billHash,
        },
        ...{ receivedAt: now(), actor },
      },
      cause: 'manual',
      reply: () => ({}),
    });
    if (result.kind === 'rejected' || result.kind === 'conflict')
      throw new Error(
        `refused bill ${row.refusedId}: ${result.rejections.map(({ code }) => code).join(', ')}`,
      );
    if (result.kind === 'settled') bills += 1;
  }
  return { bills };
}

export function settleLateTask(settlement: SettlementService): TaskHandler {
  return ({ pool, now, task }) => settleLate({ pool, now, settlement }, task.input as SettleLate);
}
