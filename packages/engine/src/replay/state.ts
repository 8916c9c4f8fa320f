/** What the code of a replay reads and writes; one object of fixed shape for a whole run. See {@link ReplayColumns}. */
export interface ReplayState {
  readonly benefit: Uint8Array;
  readonly person: Int32Array;
  readonly day: Int32Array;
  /** Day of index 0 of the period tables. */
  readonly firstDay: number;
  /** Number of the period a day lies in, by kind of period. */
  readonly years: Int32Array;
  readonly calendarYears: Int32Array;
  readonly months: Int32Array;
  readonly quarters: Int32Array;
  readonly total: Float64Array;
  readonly selfPaid: Float64Array;
  readonly overLimit: Float64Array;
  readonly firstPay: Float64Array;
  readonly inScope: Float64Array;
  readonly account: Float64Array;
  readonly familyAccount: Float64Array;
  readonly family: Int32Array;
  readonly disease: Int32Array;
  readonly institution: Int32Array;
  readonly stay: Int32Array;
  /** Columns of attributes and sums, in the slots of the benefit that runs. */
  readonly attributes: readonly (readonly Int32Array[])[];
  readonly sums: readonly (readonly Float64Array[])[];
  /** Counters of the policy by position: value per scope id, and the owner and period it belongs to. */
  readonly values: readonly Float64Array[];
  readonly keys: readonly Float64Array[];
  readonly payers: readonly Float64Array[];
  readonly personPart: Float64Array;
  readonly accountPaid: Float64Array;
  readonly familyPaid: Float64Array;
  readonly deductible: Float64Array;
  readonly status: Uint16Array;
}
