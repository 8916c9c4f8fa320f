import type { Bilingual } from '@gongji/domain';

/** Check set 稽核检查项: what an audit of contributions compares, as data (checks/levy.yaml). */
export interface CheckSet {
  readonly evidence: ReadonlyMap<string, EvidenceKind>;
  readonly checks: readonly Check[];
  /** Documents that are cited, by their short name. */
  readonly documents: ReadonlyMap<string, Bilingual>;
}

/** Kind of evidence 稽核资料: a file that is handed in, with its columns. */
export interface EvidenceKind {
  readonly id: string;
  readonly name: Bilingual;
  /** What a row is about: it must name a person by `certNo` or a unit by `uscc`. */
  readonly of: 'person' | 'unit';
  readonly columns: readonly EvidenceColumn[];
}

export type ColumnType = 'text' | 'day' | 'month' | 'yuan' | 'count' | 'years';

export interface EvidenceColumn {
  readonly id: string;
  readonly name: Bilingual;
  readonly type: ColumnType;
  readonly required: boolean;
  /** Words that stand for values; no other word is taken. */
  readonly words?: Readonly<Record<string, string>>;
  /** A cell as somebody would write it. */
  readonly example: string;
}

/** 五查五看, 五必查, 五个比对. */
export type CheckFamily = 'fiveChecks' | 'mustCheck' | 'comparisons';

export interface Check {
  readonly id: string;
  readonly family: CheckFamily;
  readonly name: Bilingual;
  readonly cite: string;
  readonly needs: readonly string[];
  readonly rules: readonly CheckRule[];
}

/** Which units are on a list 选户条件; all that is said must hold. */
export interface UnitCondition {
  readonly registeredWithinMonths?: number | undefined;
  readonly industryContains?: readonly string[] | undefined;
  readonly branchesAtLeast?: number | undefined;
  readonly headcountAtMost?: number | undefined;
  /** True: only units that nobody is insured by. */
  readonly notInsured?: boolean | undefined;
  /** Only rows that say something in this column. */
  readonly filled?: string | undefined;
}

/** The closed vocabulary of what can be compared. */
export type CheckRule =
  | { readonly kind: 'personsMissing'; readonly evidence: string }
  | { readonly kind: 'personsExtra'; readonly evidence: string }
  | { readonly kind: 'baseBelow'; readonly evidence: string; readonly wage: string }
  | { readonly kind: 'yearsShort'; readonly evidence: string; readonly years: string }
  | { readonly kind: 'fieldsDiffer'; readonly evidence: string; readonly fields: readonly string[] }
  | { readonly kind: 'moneyDiffers'; readonly evidence: string; readonly amount: string }
  | { readonly kind: 'unitsMissing'; readonly evidence: string }
  | {
      readonly kind: 'unitsSelected';
      readonly evidence: string;
      readonly by?: string | undefined;
      readonly where: UnitCondition;
    }
  | { readonly kind: 'sumsDiffer'; readonly evidence: string; readonly left: string; readonly right: string }
  | { readonly kind: 'baseSumBelow'; readonly evidence: string; readonly wages: string };
