import type { CodeColumn } from './columns.ts';

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
  /** By name, of all benefits in the rows. */
  readonly attributes: Readonly<Record<string, CodeColumn>>;
  readonly sums: Readonly<Record<string, Float64Array>>;
  /** Counters of the policy by position: value per scope id, and the owner and period it belongs to. */
  readonly values: readonly Float64Array[];
  readonly keys: readonly Float64Array[];
  /** Values of the person's counters in the period before, where they are read. */
  readonly before: Float64Array;
  /** Whose counters the person's are, and the number of the period they are in, by kind of period. */
  readonly who: Int32Array;
  readonly periods: Int32Array;
  readonly payers: readonly Float64Array[];
  readonly oPerson: Float64Array;
  readonly oAccount: Float64Array;
  readonly oFamily: Float64Array;
  readonly oDeductible: Float64Array;
  readonly status: Uint16Array;
}
