import type { CalendarDate, Fen, RatePpm } from '@gongji/domain';

/**
 * Bill 费用单: everything the engine needs to know about one settlement, and nothing else.
 * Pure data; the shell fills it from the registers, a case file fills it by hand, the calculator from a form.
 */
export interface Bill {
  /** Benefit id of the policy (待遇), e.g. `inpatient`, `outpatient`, `chronic`, `pharmacy`. */
  readonly benefit: string;
  /** Attribute values 属性 by name (see docs/policy-format.md, "Facts"). A policy reads the ones it declares. */
  readonly facts: Facts;
  readonly dates: BillDates;
  /** Lines 明细, or `totals` when only the split per bill is known (aggregate path). Exactly one of both. */
  readonly lines?: readonly BillLine[];
  readonly totals?: BillTotals;
  /** Personal account 个人账户 and family account 共济账户 money that may be used; 0 = none or not wanted. */
  readonly accountFen: Fen;
  readonly familyAccountFen: Fen;
  /** What the accounts might pay when the bill was first settled, where it is settled again: the engine does not read it. */
  readonly firstAccounts?: Pick<Bill, 'accountFen' | 'familyAccountFen'>;
}

export type FactValue = string | number | boolean;
export type Facts = Readonly<Record<string, FactValue>>;

export interface BillDates {
  /** Day of the visit or of admission 入院. */
  readonly startedOn: CalendarDate;
  /** Day of discharge 出院, or of the visit. */
  readonly endedOn: CalendarDate;
  readonly settledOn: CalendarDate;
}

/** ItemClass 收费项目等级: A 甲类, B 乙类, C 丙类/自费. */
export type ItemClass = 'A' | 'B' | 'C';

/** BillLine 费用明细. Amount already equals cnt × price within the interface's tolerance. */
export interface BillLine {
  readonly id: string;
  readonly amountFen: Fen;
  readonly itemClass: ItemClass;
  /** Kind of item: drug, herb, service, consumable, bed, exam, surgery, registration … (facts table). */
  readonly kind: string;
  /** First-pay 先行自付 ratio of the catalogue for this item, scheme and level. */
  readonly firstPayPpm: RatePpm;
  /** True when a restricted item was not approved 限制使用未审批: wholly self-paid. */
  readonly refused: boolean;
  /** Quantity in ten-thousandths and the price ceiling 限价 in ten-thousandths of a yuan; no ceiling = undefined. */
  readonly cntE4?: number;
  readonly ceilingPriceE4?: number;
  /** Code of the item in the national list, for item-level tables and for the explanation. */
  readonly listCode?: string;
  readonly on?: CalendarDate;
}

/** The five amounts a bill is split into before any policy share; I5 of the interface: the last four sum to total. */
export interface BillTotals {
  readonly totalFen: Fen;
  /** 全自费 */
  readonly selfPaidFen: Fen;
  /** 超限价自费 */
  readonly overLimitFen: Fen;
  /** 先行自付 */
  readonly firstPayFen: Fen;
  /** 符合政策范围 */
  readonly inScopeFen: Fen;
  /** Sums declared by the policy's `classify.sums`, by name; absent = 0. */
  readonly sums?: Readonly<Record<string, Fen>>;
}

/** Values of counters 累计 before this bill, by counter key (see `counterKey`). Absent = 0. Fen, or plain counts. */
export type CounterState = Readonly<Record<string, number>>;
