/** Everything a citizen typed into the calculator, as typed. One object is one link. */
export interface Setting {
  readonly policy: string;
  readonly benefit: string;
  readonly startedOn: string;
  readonly endedOn: string;
  /** Only facts that differ from what the form assumes; values as text. */
  readonly facts: Readonly<Record<string, string>>;
  readonly cost: CostSetting;
  /** What happened earlier in the year, by counter; only what is not zero. */
  readonly counters: Readonly<Record<string, string>>;
  readonly account: string;
  readonly familyAccount: string;
  /** The other side of a comparison: another policy, another day, or both. */
  readonly other?: OtherSide;
}

export interface OtherSide {
  readonly policy: string;
  readonly year: string;
}

export type CostSetting = ClassCost | { readonly kind: 'lines'; readonly lines: readonly LineSetting[] };

/** Sums by item class 甲乙丙 in yuan. */
export interface ClassCost {
  readonly kind: 'classes';
  readonly a: string;
  readonly b: string;
  /** First-pay ratio of class B in per cent. */
  readonly bFirstPay: string;
  readonly c: string;
}

export interface LineSetting {
  readonly itemClass: 'A' | 'B' | 'C';
  readonly kind: string;
  readonly amount: string;
  /** Per cent. */
  readonly firstPay: string;
}

export const EXAMPLE_COST: ClassCost = { kind: 'classes', a: '12000', b: '6000', bFirstPay: '10', c: '800' };

export const NEW_LINE: LineSetting = { itemClass: 'A', kind: 'drug', amount: '', firstPay: '' };
