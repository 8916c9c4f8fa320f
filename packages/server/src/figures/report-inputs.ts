import type { CalendarDate, Fen } from '@gongji/domain';
import type { LevyPlaceRow } from '@gongji/store/contribution';

/** One area of a report 区县、街道或社区, with what was counted there. */
export interface AreaCount {
  readonly key: string;
  readonly name: string;
  /** Who ought to be insured, by the census; null: no census yet. */
  readonly eligible: number | null;
  readonly employees: number;
  readonly residents: number;
  /** Registered but not living here 空挂户. */
  readonly away: number;
}

/** What was asked of payers and what they paid 征缴, of one scheme and kind of payer. */
export interface LevySum {
  readonly scheme: 'employee' | 'resident';
  /** `unit`, `person`, or a level of government. */
  readonly payer: string;
  readonly billedFen: Fen;
  readonly paidFen: Fen;
}

export interface BenefitSum {
  readonly scheme: 'employee' | 'resident';
  readonly visits: number;
  readonly totalFen: Fen;
  readonly inScopeFen: Fen;
  readonly fundFen: Fen;
}

/** Targets of the year 目标; what nobody has set is null. */
export interface Targets {
  readonly employees: number | null;
  readonly residents: number | null;
  readonly levyFen: Fen | null;
}

/** Everything that the reports on enrolment and levy are made of; loaded once, so that all numbers are of one moment. */
export interface ReportInputs {
  readonly organisation: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly madeOn: CalendarDate;
  readonly madeBy: string;
  readonly areas: readonly AreaCount[];
  readonly levy: readonly LevySum[];
  readonly levyPlaces: readonly LevyPlaceRow[];
  readonly benefits: readonly BenefitSum[];
  readonly targets: Targets;
  /** Those of the year after. */
  readonly nextTargets: Targets;
  /** Day and source of the census. */
  readonly census: { readonly asOf: CalendarDate; readonly source: string } | null;
  /** Income of the funds by the ledger in the period, for the check against the allocations. */
  readonly ledgerIncomeFen: Fen;
}
