import type { CalendarDate, Fen } from '@gongji/domain';

/** A row of evidence, read by its columns: text, a day, a month `yyyy-MM`, fen, or a number. Absent: the cell was empty. */
export interface EvidenceRow {
  readonly rowNo: number;
  readonly cells: Readonly<Record<string, string | number | undefined>>;
}

/** Somebody whom the audited unit has insured in the audited months, as the registers say. */
export interface InsuredPerson {
  readonly personId: string;
  readonly name: string;
  /** 18 characters; a 15-digit number is made into one before. */
  readonly certNo: string;
  readonly bornOn: CalendarDate;
  readonly personStatus: string;
  readonly coveredFrom: CalendarDate;
  readonly coveredTo: CalendarDate | null;
  /** Base on which contributions were assessed, by month. */
  readonly baseFen: ReadonlyMap<string, Fen>;
  /** Years paid and recognised, for those who retire. */
  readonly paidYears: number | null;
}

/** A unit as the registers and the books say. */
export interface RegisteredUnit {
  readonly unitId: string;
  readonly uscc: string;
  readonly name: string;
  readonly insured: number;
  /** Bases assessed and money allocated, by month. */
  readonly baseFen: ReadonlyMap<string, Fen>;
  readonly receivedFen: ReadonlyMap<string, Fen>;
}

/** Base and contribution of one person and month. */
export interface Assessed {
  readonly baseFen: Fen;
  readonly contributionFen: Fen;
}

/** What the rules are asked about: loaded before, compared without a database. */
export interface AuditFacts {
  /** The day of the audit. */
  readonly on: CalendarDate;
  /** Of the audited unit; empty when the audit is of the whole region. */
  readonly persons: readonly InsuredPerson[];
  /** Every unit of the region by its code. */
  readonly units: ReadonlyMap<string, RegisteredUnit>;
  /**
   * What a wage comes to for a person in a month by the policy: the base between floor and ceiling, and what the unit and
   * the person owe on it. Undefined when the policy cannot say.
   */
  readonly assess: (person: InsuredPerson, wageFen: Fen, month: string) => Assessed | undefined;
  /** Years that this person needs to have benefits after retirement without paying. */
  readonly yearsNeeded: (person: { readonly certNo: string; readonly retiredOn: CalendarDate }) => number;
}

/** Finding 稽核发现: one difference, with both sides and what it comes to. */
export interface Finding {
  readonly kind: string;
  readonly subject:
    | {
        readonly kind: 'person';
        readonly certNo: string;
        readonly name: string;
        readonly personId: string | null;
      }
    | { readonly kind: 'unit'; readonly uscc: string; readonly name: string; readonly unitId: string | null };
  readonly field: string;
  /** As the registers have it, and as the evidence has it; absent on the side that has nothing. */
  readonly registered?: string;
  readonly evidenced?: string;
  /** Contributions short, where the rule can say so. */
  readonly amountFen?: Fen;
  readonly rowNos: readonly number[];
}
