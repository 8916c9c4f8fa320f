import type { Bilingual } from '@gongji/domain';

/** Who pays what of one bill, ready to be drawn: `total = Σ payers`, `person = account + family + cash`. */
export interface Split {
  readonly totalFen: number;
  readonly personFen: number;
  readonly payers: readonly PayerShare[];
  /** What the total is made of before any share. */
  readonly parts: {
    readonly selfPaidFen: number;
    readonly overLimitFen: number;
    readonly firstPayFen: number;
    readonly inScopeFen: number;
    readonly deductibleFen: number;
  };
}

export interface PayerShare {
  readonly id: string;
  readonly kind: 'fund' | 'provider' | 'account' | 'familyAccount' | 'cash';
  /** Funds only; the others have words of the interface. */
  readonly name?: Bilingual;
  readonly amountFen: number;
  /** CSS colour of the payer, the same wherever it is drawn. */
  readonly color: string;
}

const FUND_COLORS = ['--fund-1', '--fund-2', '--fund-3', '--fund-4', '--fund-5'] as const;

/** Amounts of an assessment, as the engine or the REST interface gives them; negative for a reversal. */
export interface SplitAmounts {
  readonly totalFen: number;
  readonly personFen: number;
  readonly providerFen: number;
  readonly accountFen: number;
  readonly familyAccountFen: number;
  readonly cashFen: number;
  readonly selfPaidFen: number;
  readonly overLimitFen: number;
  readonly firstPayFen: number;
  readonly inScopeFen: number;
  readonly deductibleFen: number;
  readonly payments: readonly {
    readonly payer: string;
    readonly amountFen: number;
    readonly name?: Bilingual | undefined;
  }[];
}

/**
 * Order: funds as they pay, the provider, then the person's own money. Rows of nothing are left out, but cash stays.
 * `order`: payers of the policy, so that a fund has the same colour in every bill.
 */
export function splitOf(amounts: SplitAmounts, order?: readonly string[]): Split {
  const ids = order ?? amounts.payments.map(({ payer }) => payer);
  const funds = amounts.payments.map(({ payer, amountFen, name }): PayerShare => {
    const color = colorOf(ids.indexOf(payer));
    return { id: payer, kind: 'fund', ...(name === undefined ? {} : { name }), amountFen, color };
  });
  const { totalFen, personFen, providerFen, accountFen, familyAccountFen, cashFen } = amounts;
  const rest: readonly PayerShare[] = [
    { id: 'provider', kind: 'provider', amountFen: providerFen, color: 'var(--provider)' },
    { id: 'account', kind: 'account', amountFen: accountFen, color: 'var(--account)' },
    { id: 'familyAccount', kind: 'familyAccount', amountFen: familyAccountFen, color: 'var(--account)' },
    { id: 'cash', kind: 'cash', amountFen: cashFen, color: 'var(--person)' },
  ];
  const { selfPaidFen, overLimitFen, firstPayFen, inScopeFen, deductibleFen } = amounts;
  return {
    totalFen,
    personFen,
    payers: [...funds, ...rest].filter((row) => row.amountFen !== 0 || row.kind === 'cash'),
    parts: { selfPaidFen, overLimitFen, firstPayFen, inScopeFen, deductibleFen },
  };
}

export function colorOf(index: number): string {
  return `var(${FUND_COLORS[Math.max(0, index) % FUND_COLORS.length]})`;
}

/** Why the person pays: the parts of the person's amount, largest concern first. They add up to `personFen`. */
export interface PersonReason {
  readonly kind: 'selfPaid' | 'overLimit' | 'firstPay' | 'deductible' | 'coinsurance';
  readonly amountFen: number;
}

/**
 * Splits the person's amount by cause. What funds paid beyond the in-scope amount (a supplement for cost outside the
 * lists, say) first lowers first-pay, then over-limit, then self-paid.
 */
export function personReasons({ personFen, parts }: Split): readonly PersonReason[] {
  const outside = [
    { kind: 'selfPaid', amountFen: parts.selfPaidFen },
    { kind: 'overLimit', amountFen: parts.overLimitFen },
    { kind: 'firstPay', amountFen: parts.firstPayFen },
  ] as const;
  if (personFen <= 0) return [];
  let open = personFen;
  const taken = outside.map(({ kind, amountFen }): PersonReason => {
    const part = Math.min(amountFen, open);
    open -= part;
    return { kind, amountFen: part };
  });
  const deductible = Math.min(parts.deductibleFen, open);
  const all: readonly PersonReason[] = [
    ...taken,
    { kind: 'deductible', amountFen: deductible },
    { kind: 'coinsurance', amountFen: open - deductible },
  ];
  return all.filter((reason) => reason.amountFen > 0);
}
