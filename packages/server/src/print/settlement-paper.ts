import type { ExplanationView } from '@gongji/contract';
import { daysBetween, type Fen, fen } from '@gongji/domain';
import type { PolicyModel } from '@gongji/engine';
import { type ExplanationSheet, moneyText, type SettlementSheet } from '@gongji/reports';
import { type SettlementCircumstances, settlementCircumstances } from '@gongji/store/print';
import { catalogueItems } from '@gongji/store/provider-interface';
import { type SettlementDetailRow, settlementDetail } from '@gongji/store/rest';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { explanation, policyOfSettlement, wholeBillFirstPay } from '../rest/explanation.ts';
import { named } from '../rest/payer-name.ts';
import { beijingText } from './beijing.ts';
import { levelName, medTypeName, schemeName } from './code-words.ts';
import { categoriesOf, settledLines, wholeBillRows } from './line-rows.ts';
import { given, personFields, visitFields } from './person-fields.ts';

/** A settlement with everything that its papers show. */
export interface SettlementPapers {
  readonly row: SettlementDetailRow;
  /** Which sheet it gets: `inpatient`, `outpatient` or `pharmacy`. */
  readonly variant: string;
  readonly sheet: SettlementSheet;
  readonly explanation: ExplanationSheet;
}

/** Loads a settlement in the caller's scope for printing; undefined when there is none. */
export async function settlementPapers(
  deps: RestDeps,
  caller: Caller,
  settlementId: string,
): Promise<SettlementPapers | undefined> {
  const row = await settlementDetail(deps.pool, caller, settlementId);
  if (row === undefined) return undefined;
  const [around, explained, policy] = await Promise.all([
    settlementCircumstances(deps.pool, row.personId, settlementId),
    explanation(deps, caller, settlementId, { lang: 'zh' }),
    policyOfSettlement(deps, row),
  ]);
  if (around === undefined || explained.kind !== 'ok') return undefined;
  const codes = [...new Set((around.bill?.lines ?? []).flatMap((line) => line.listCode ?? []))];
  const items = await catalogueItems(deps.pool, codes);
  const fields = fieldsOf(row, around, policy, caller);
  const flags = flagsOf(row);
  const settled = settledLines({
    bill: around.bill,
    splits: row.lineSplits,
    feeLines: around.feeLines,
    items: new Map(items.map((item) => [item.listCode, item])),
  });
  const lines = [...settled, ...(settled.length === 0 ? [] : wholeBillRows(wholeBillFirstPay(policy, row)))];
  const { steps } = explained.body;
  const funds = fundRows(deps, row);
  return {
    row,
    variant: around.visit?.kind ?? variantOf(row.clrType),
    sheet: {
      document: 'settlement-sheet',
      fields,
      rows: {
        lines,
        categories: categoriesOf(lines),
        funds,
        shares: shareRows(row, steps),
        counters: counterRows(around, policy),
      },
      flags,
    },
    explanation: {
      document: 'explanation-sheet',
      fields,
      rows: {
        lines,
        funds,
        steps: steps.map((step, index) => ({ number: index + 1, ...stepCells(step) })),
        documents: documentRows(policy, steps),
      },
      flags,
    },
  };
}

function variantOf(clrType: string): string {
  if (clrType === '41') return 'pharmacy';
  return /^2\d/.test(clrType) || clrType === '52' ? 'inpatient' : 'outpatient';
}

function flagsOf({ originId, reversedBy }: SettlementDetailRow): SettlementSheet['flags'] {
  return [
    ...(originId === null ? [] : (['reversal'] as const)),
    ...(reversedBy === null ? [] : (['reversed'] as const)),
  ];
}

function fieldsOf(
  row: SettlementDetailRow,
  around: SettlementCircumstances,
  policy: PolicyModel,
  caller: Caller,
): SettlementSheet['fields'] {
  const days = daysBetween(row.startedOn, row.endedOn);
  return {
    ...personFields(around.person, row.endedOn, caller),
    ...(around.visit === null ? {} : visitFields(around.visit, around.diagnoses)),
    ...amountFields(row),
    institutionName: row.institutionName ?? row.institutionCode,
    institutionCode: row.institutionCode,
    ...given('institutionLevel', around.hospLv === null ? undefined : levelName(around.hospLv)),
    schemeName: schemeName(row.scheme),
    settlementId: row.settlementId,
    ...given('originId', row.originId ?? undefined),
    ...given('reversedBy', row.reversedBy ?? undefined),
    settledAt: beijingText(row.settledAt),
    startedOn: row.startedOn,
    endedOn: row.endedOn,
    // Admitted and discharged on one day counts as a day.
    days: Math.max(1, days),
    medTypeName: medTypeName(row.medType),
    ...given('benefitName', policy.benefits.get(row.benefit)?.name),
    policyName: policy.name,
    ...given('invoiceNo', around.invoiceNo ?? undefined),
    ...given(
      'accountBalanceFen',
      around.accountBalanceFen === null ? undefined : fen(Number(around.accountBalanceFen)),
    ),
  };
}

function amountFields(row: SettlementDetailRow) {
  const of = (text: string): Fen => fen(Number(text));
  const [account, family, cash] = [of(row.accountFen), of(row.familyAccountFen), of(row.cashFen)];
  return {
    totalFen: of(row.totalFen),
    selfPaidFen: of(row.selfPaidFen),
    overLimitFen: of(row.overLimitFen),
    ownOutsideFen: fen(of(row.selfPaidFen) + of(row.overLimitFen)),
    firstPayFen: of(row.firstPayFen),
    inScopeFen: of(row.inScopeFen),
    deductibleFen: of(row.deductibleFen),
    fundFen: of(row.fundFen),
    providerFen: of(row.providerFen),
    personFen: fen(account + family + cash),
    accountFen: account,
    familyAccountFen: family,
    cashFen: cash,
  };
}

function fundRows({ policies }: RestDeps, row: SettlementDetailRow): SettlementSheet['rows']['funds'] {
  return named(policies, row.payments).map(({ name, fundType, amountFen }) => ({
    fundName: name,
    fundType,
    amountFen: fen(amountFen),
  }));
}

type Step = ExplanationView['steps'][number];

/** What each payer paid of which part, from the steps that share costs. */
function shareRows(row: SettlementDetailRow, steps: readonly Step[]): SettlementSheet['rows']['shares'] {
  const paid = new Map(row.trace.flatMap((t) => (t.kind === 'share' ? [[t.step, t.result] as const] : [])));
  return steps.flatMap((step) => {
    const amountFen = paid.get(step.step) ?? 0;
    if (amountFen === 0) return [];
    const { title, clause, sentence } = step;
    return [{ title, sentence, clause, amountFen: fen(amountFen) }];
  });
}

/** The lines of the bill, which stand in the formula as `#id: …`, have a table of their own on paper. */
function stepCells({ title, clause, formula, sentence }: Step) {
  const own = formula
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n');
  return { title, sentence, ...given('clause', clause), ...given('formula', own) };
}

/** Counters that the settlement moved: before, this time, after. */
function counterRows(
  { counterMoves }: SettlementCircumstances,
  policy: PolicyModel,
): SettlementSheet['rows']['counters'] {
  const moved = counterMoves.filter(({ delta }) => delta !== 0);
  return moved.map(({ counter, key, before, delta }) => {
    const model = policy.counters.get(counter);
    const text = (n: number): string => (model?.unit === 'number' ? String(n) : moneyText(fen(n)));
    return {
      counterName: model?.name ?? { zh: counter, en: counter },
      period: key.split('|').at(-1) ?? '',
      before: text(before),
      delta: text(delta),
      after: text(before + delta),
    };
  });
}

/** Documents that the clauses name by their short ids, such as D1. */
function documentRows(policy: PolicyModel, steps: readonly Step[]): ExplanationSheet['rows']['documents'] {
  const cited = new Set(steps.flatMap(({ clause }) => clause.match(/[A-Za-z]\w*(?=\s)/g) ?? []));
  return [...policy.documents].flatMap(([id, { title, issuer, number, date }]) =>
    cited.has(id)
      ? [{ id, title, ...given('issuer', issuer), ...given('number', number), ...given('date', date) }]
      : [],
  );
}
