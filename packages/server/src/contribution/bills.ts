import type {
  ChargeExplanation,
  ChargeView,
  ContributionBillDetail,
  ContributionBillsQuery,
  ContributionBillsView,
  ContributionBillView,
} from '@gongji/contract';
import { type CalendarDate, date, type Fen } from '@gongji/domain';
import { lateFee, type PolicyModel } from '@gongji/engine';
import {
  type AllocationRow,
  type BillRow,
  billTotals,
  chargesOfBill,
  type ExplainedCharge,
  listAllocations,
  listBills,
  readBill,
  readCharge,
} from '@gongji/store/contribution';
import { policySource } from '@gongji/store/rest';
import { personRef } from '../identity/person-ref.ts';
import { loadOnce } from '../policy/load-once.ts';
import { beijingDay } from '../provider-interface/message/beijing-time.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskPersonNumber } from '../rest/mask.ts';
import { paged } from '../rest/paged.ts';
import { assessFromBasis } from './facts.ts';
import { makeUpAgain } from './make-up-charges.ts';
import { componentName, contributorName, fundName, publicPayerName } from './names.ts';

export async function bills(
  deps: RestDeps,
  caller: Caller,
  query: ContributionBillsQuery,
): Promise<Answer<ContributionBillsView>> {
  const on = today(deps);
  const { q: text, ...rest } = query;
  const [rows, totals] = await Promise.all([
    listBills(deps.pool, caller, { ...rest, text, on }),
    billTotals(deps.pool, caller, { ...rest, text, on }),
  ]);
  const next = query.after + rows.length;
  return ok({
    items: rows.map((row) => billView(row, on)),
    totals,
    ...(next < totals.bills ? { next } : {}),
  });
}

export async function bill(
  deps: RestDeps,
  caller: Caller,
  billId: string,
): Promise<Answer<ContributionBillDetail>> {
  const row = await readBill(deps.pool, caller, billId);
  if (row === undefined) return problemAnswer('not-found');
  const allocations = await listAllocations(deps.pool, { billId });
  const paid = await paidByLine(deps, billId);
  const named = lineNames(deps, row.scheme);
  return ok({
    ...billView(row, today(deps)),
    runId: row.runId,
    lines: row.lines.map((line) => ({ ...named(line), paidFen: paid.get(lineKey(line)) ?? 0 })),
    allocations: allocations.map(allocationView),
  });
}

async function paidByLine({ pool }: RestDeps, billId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ key: string; fen: number }>(
    `select concat_ws('/', l.value ->> 'payer', l.value ->> 'fund', l.value ->> 'component') as key,
            sum((l.value ->> 'amountFen')::bigint)::float8 as fen
       from allocation a, json_array_elements(a.lines) l where a.bill_id = $1 group by 1`,
    [billId],
  );
  return new Map(rows.map((row) => [row.key, row.fen]));
}

export async function billCharges(
  deps: RestDeps,
  caller: Caller,
  billId: string,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Answer<{ items: ChargeView[]; next?: string }>> {
  const of = await readBill(deps.pool, caller, billId);
  if (of === undefined) return problemAnswer('not-found');
  const rows = await chargesOfBill(deps.pool, billId, after, limit + 1);
  const { items, next } = paged(rows, limit, (row) => row.chargeId);
  return ok({
    items: items.map((row) => ({
      person: personRef(row.personId),
      name: row.name === null ? (of.unitName ?? '') : maskName(row.name),
      psnNo: maskPersonNumber(row.psnNo ?? ''),
      chargeId: row.chargeId,
      kind: row.kind,
      reversal: row.originId !== null,
      version: row.version,
      ...(row.declaredFen === null ? {} : { declaredFen: row.declaredFen }),
      ...(row.baseFen === null ? {} : { baseFen: row.baseFen }),
      totalFen: row.totalFen,
      hereFen: row.hereFen,
    })),
    ...(next === undefined ? {} : { next }),
  });
}

/** Why a charge is what it is: assessed again from the facts kept with it, under the very text of the policy. */
export async function explainCharge(
  deps: RestDeps,
  caller: Caller,
  chargeId: string,
  { lang }: { readonly lang: 'zh' | 'en' },
): Promise<Answer<ChargeExplanation>> {
  const charge = await readCharge(deps.pool, caller, chargeId);
  if (charge === undefined) return problemAnswer('not-found');
  const policy = await policyOfCharge(deps, charge);
  const outcome = assessedAgain(policy, charge);
  const steps = outcome?.kind === 'assessed' ? outcome.trace : [];
  const named = lineNames(deps, charge.scheme);
  const lines = charge.lines.map((line, index) => named({ ...line, amountFen: charge.amounts[index] ?? 0 }));
  const text = steps
    .map((s, i) => `${i + 1}. ${s.title[lang]}\n   ${s.sentence[lang]}\n   ${s.formula}`)
    .join('\n');
  return ok({
    ...{ chargeId, policyId: charge.policyId, totalFen: charge.totalFen, lines, text },
    steps: steps.map(({ step, title, clause, formula, sentence }) => ({
      step,
      title,
      clause,
      formula,
      sentence,
    })),
  });
}

function assessedAgain(policy: PolicyModel, charge: ExplainedCharge) {
  if (charge.kind === 'lateFee') {
    const { overdueFen, dueOn, paidOn, daysDeferred = 0, ...facts } = charge.facts;
    return lateFee(policy, {
      ...{ overdueFen: Number(overdueFen) as Fen, dueOn: date(String(dueOn)), paidOn: date(String(paidOn)) },
      daysDeferred: Number(daysDeferred),
      facts: Object.fromEntries(Object.entries(facts).filter(([name]) => policy.attributes.has(name))),
    });
  }
  if (charge.kind === 'makeUp') return makeUpAgain(policy, charge.facts);
  if (charge.kind !== 'contribution') return undefined;
  return assessFromBasis(policy, charge);
}

async function policyOfCharge({ pool, policies }: RestDeps, charge: ExplainedCharge): Promise<PolicyModel> {
  const inUse = policies.find(({ model }) => model.version === charge.policyVersion)?.model;
  if (inUse !== undefined) return inUse;
  const source = await policySource(pool, charge.policyVersion);
  const policy = source === undefined ? undefined : loadOnce(source, charge.policyId).policy;
  if (policy === undefined) throw new Error(`recorded policy ${charge.policyId} does not load`);
  return policy;
}

interface PlainLine {
  readonly payer: string;
  readonly fund: string;
  readonly component: string;
  readonly amountFen: number;
}

const lineKey = ({ payer, fund, component }: PlainLine): string => `${payer}/${fund}/${component}`;

export function lineNames({ policies }: Pick<RestDeps, 'policies'>, scheme: string) {
  return ({ payer, fund, component, amountFen }: PlainLine) => ({
    ...{ payer, fund, component, amountFen },
    payerName: contributorName(policies, scheme, payer),
    fundName: fundName(policies, scheme, fund),
    componentName: componentName(component),
  });
}

export function allocationView(row: AllocationRow) {
  const { allocationId, receiptId, source, serial, paidOn, amountFen, how, reversed, waitingRequestId, by } =
    row;
  return {
    allocationId,
    ...(receiptId === null ? {} : { receiptId }),
    source: source ?? '',
    serial: serial ?? '',
    paidOn: paidOn ?? '',
    amountFen,
    how,
    reversed,
    ...(waitingRequestId === null ? {} : { waitingRequestId }),
    by,
    at: row.at.toISOString(),
  };
}

export function billView(row: BillRow, on: CalendarDate): ContributionBillView {
  const { billId, billNo, scheme, period, kind, payer, heads, baseFen, amountFen, paidFen, dueOn } = row;
  const person = payer === 'person' || payer === 'account';
  return {
    ...{ billId, billNo, scheme, period, kind, payer, heads, baseFen, amountFen, paidFen, dueOn },
    payerName: person
      ? maskName(row.personName ?? '')
      : payer === 'unit'
        ? (row.unitName ?? '')
        : publicPayerName(payer, row.areaName).zh,
    ...(person ? { person: personRef(row.personId) } : {}),
    ...(payer === 'unit' && row.unitId !== null ? { unitId: row.unitId } : {}),
    openFen: amountFen - paidFen,
    state: paidFen >= amountFen ? 'paid' : dueOn < on ? 'overdue' : paidFen > 0 ? 'partly' : 'open',
    issuedAt: row.issuedAt.toISOString(),
  };
}

export function today({ now }: Pick<RestDeps, 'now'>): CalendarDate {
  return beijingDay(now()) as CalendarDate;
}
