/** Codes of an attribute; bytes are enough for all but large numbers and are read faster. */
export type CodeColumn = Uint8Array | Int32Array;

/** Result columns that can be left out. */
export type ReplayOutput = 'payers' | 'person' | 'account' | 'familyAccount' | 'deductible';

/**
 * Aggregate bills as columns, one row per bill. Rows of a person stand together, in order of the policy's day.
 * Money in fen. Attribute columns hold codes (`replayCode`): the position of a category's value, 0/1, or the number.
 */
export interface ReplayColumns {
  readonly rows: number;
  /** Benefit per row, as position in `policy.benefits`. */
  readonly benefit: Uint8Array;
  /** Any number below 2^31 that tells persons apart. */
  readonly person: Int32Array;
  /** Policy day, as days since 1970-01-01. */
  readonly day: Int32Array;
  readonly total: Float64Array;
  readonly selfPaid: Float64Array;
  readonly overLimit: Float64Array;
  readonly firstPay: Float64Array;
  readonly inScope: Float64Array;
  /** By attribute name; needed for every attribute that a benefit in the rows reads. */
  readonly attributes: Readonly<Record<string, CodeColumn>>;
  /** By name of a `classify` sum; absent = 0. */
  readonly sums?: Readonly<Record<string, Float64Array>>;
  /** Account money available; absent = none. */
  readonly account?: Float64Array;
  readonly familyAccount?: Float64Array;
  /** Dense numbers from 0, needed when a counter has that scope: of the family, the disease, the institution. */
  readonly family?: Int32Array;
  readonly disease?: Int32Array;
  readonly institution?: Int32Array;
  /** Needed when a counter counts per stay: numbers that tell stays apart. */
  readonly stay?: Int32Array;
}

export interface ReplayResult {
  /** Paid per payer in policy order, then by the provider; fen. */
  readonly payers: readonly Float64Array[];
  /** The person's part, and how much of it the accounts paid. */
  readonly person: Float64Array;
  readonly account: Float64Array;
  readonly familyAccount: Float64Array;
  readonly deductible: Float64Array;
  /** 0 = settled; otherwise the refusal: index of `sites` of the benefit + 1. Amounts of such a row are 0. */
  readonly status: Uint16Array;
}
