import type { PreviewView, SettlementSummary, SettlementView } from '@gongji/contract';
import type { Assessment, BillLine, WholeBillFirstPay } from '@gongji/engine';
import type { SettlementDetailRow, SettlementListRow } from '@gongji/store/rest';
import { personRef } from '../identity/person-ref.ts';
import { itemClassName } from '../print/code-words.ts';
import type { RestDeps } from './deps.ts';
import { maskName, maskPersonNumber } from './mask.ts';
import { named } from './payer-name.ts';

type Split = Pick<
  PreviewView,
  | 'totalFen'
  | 'selfPaidFen'
  | 'overLimitFen'
  | 'firstPayFen'
  | 'inScopeFen'
  | 'deductibleFen'
  | 'fundFen'
  | 'providerFen'
  | 'accountFen'
  | 'familyAccountFen'
  | 'cashFen'
  | 'payments'
>;

/** Who pays what, as the engine assessed it. */
export function splitOf(assessment: Assessment, policies: RestDeps['policies']): Split {
  const { totalFen, selfPaidFen, overLimitFen, firstPayFen, inScopeFen, deductibleFen } = assessment;
  const { providerFen, accountFen, familyAccountFen, cashFen, payments } = assessment;
  return {
    totalFen,
    selfPaidFen,
    overLimitFen,
    firstPayFen,
    inScopeFen,
    deductibleFen,
    fundFen: payments.reduce((sum, p) => sum + p.amountFen, 0),
    providerFen,
    accountFen,
    familyAccountFen,
    cashFen,
    payments: named(policies, payments),
  };
}

/** A row as lists show it: the person masked, own and family account together. */
export function settlementSummary(row: SettlementListRow): SettlementSummary {
  return {
    settlementId: row.settlementId,
    kind: row.kind,
    ...(row.originId === null ? {} : { originId: row.originId }),
    ...(row.reversedBy === null ? {} : { reversedBy: row.reversedBy }),
    person: {
      ref: personRef(row.personId),
      psnNo: maskPersonNumber(row.psnNo),
      name: maskName(row.personName),
    },
    institutionCode: row.institutionCode,
    institutionName: row.institutionName ?? row.institutionCode,
    scheme: row.scheme,
    insutype: row.insutype,
    benefit: row.benefit,
    medType: row.medType,
    startedOn: row.startedOn,
    endedOn: row.endedOn,
    settledAt: row.settledAt.toISOString(),
    totalFen: Number(row.totalFen),
    fundFen: Number(row.fundFen),
    accountFen: Number(row.accountFen) + Number(row.familyAccountFen),
    cashFen: Number(row.cashFen),
  };
}

interface SettlementWords {
  readonly policies: RestDeps['policies'];
  /** Of catalogue items by code. */
  readonly names?: ReadonlyMap<string, string>;
  readonly wholeBill: readonly WholeBillFirstPay[];
}

export function settlementView(
  row: SettlementDetailRow,
  { policies, names = new Map(), wholeBill }: SettlementWords,
): SettlementView {
  const presented = new Map(row.billLines.map((line) => [line.id, line]));
  return {
    ...settlementSummary(row),
    accountFen: Number(row.accountFen),
    familyAccountFen: Number(row.familyAccountFen),
    selfPaidFen: Number(row.selfPaidFen),
    overLimitFen: Number(row.overLimitFen),
    firstPayFen: Number(row.firstPayFen),
    inScopeFen: Number(row.inScopeFen),
    deductibleFen: Number(row.deductibleFen),
    providerFen: Number(row.providerFen),
    payments: named(policies, row.payments),
    ...(row.visitId === null ? {} : { visitId: row.visitId }),
    clrType: row.clrType,
    policyId: row.policyId,
    policyVersion: row.policyVersion,
    lines: row.lineSplits.map((split) => ({ ...split, ...termsOf(presented.get(split.id), names) })),
    wholeBillFirstPay: wholeBill.map((taken) => ({ ...taken })),
    postings: row.postings.map((posting) => ({ ...posting })),
  };
}

/** What was bought and by which terms, as the line was presented and the catalogue names it. */
function termsOf(
  line: BillLine | undefined,
  names: ReadonlyMap<string, string>,
): Omit<SettlementView['lines'][number], keyof SettlementDetailRow['lineSplits'][number]> {
  if (line === undefined) return {};
  const { listCode, itemClass, cntE4, ceilingPriceE4 } = line;
  const name = names.get(listCode ?? '');
  return {
    itemClass: itemClassName(itemClass),
    ...(listCode === undefined ? {} : { listCode }),
    ...(name === undefined ? {} : { name }),
    ...(cntE4 === undefined ? {} : { quantity: decimal(cntE4) }),
    ...(ceilingPriceE4 === undefined ? {} : { ceilingPrice: decimal(ceilingPriceE4) }),
  };
}

/** Ten-thousandths as decimal text without trailing zeros. */
function decimal(tenThousandths: number): string {
  return String(Number((tenThousandths / 10_000).toFixed(4)));
}
