import type { Bilingual } from '@gongji/domain';

/** What a cell holds, and so how it is read. */
export type CellForm =
  | { readonly kind: 'name' }
  | { readonly kind: 'certificateKind' }
  | { readonly kind: 'certificate' }
  | { readonly kind: 'sex' }
  | { readonly kind: 'day' }
  | { readonly kind: 'month' }
  | { readonly kind: 'year' }
  | { readonly kind: 'phone' }
  /** Yuan; the value is in fen. */
  | { readonly kind: 'amount'; readonly leastYuan: number; readonly mostYuan: number }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'text'; readonly most: number };

export interface Choice {
  readonly value: string;
  readonly name: Bilingual;
}

/** Column 列 of a template. */
export interface SheetColumn {
  readonly id: string;
  readonly name: Bilingual;
  /** Other headings under which the column is known. */
  readonly also?: readonly string[];
  readonly required?: boolean;
  readonly form: CellForm;
  readonly hint: Bilingual;
}

export const UNIT_KINDS = ['employer', 'school', 'community'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];
/** Whose list it is: of a unit, or of the agency itself. */
export type ListOwner = UnitKind | 'agency';

export const SHEET_KIND_IDS = [
  'staff',
  'household',
  'students',
  'newborns',
  'groups',
  'census',
  'endings',
  'promotion',
] as const;
export type SheetKindId = (typeof SHEET_KIND_IDS)[number];

/** SheetKind 批量模板: a list that may be uploaded, as data: columns, samples, whose people it names. */
export interface SheetKind {
  readonly id: SheetKindId;
  readonly name: Bilingual;
  readonly intro: Bilingual;
  /** Stands in the template; a file made from an older one is read as long as its headings fit. */
  readonly version: string;
  readonly of: ListOwner;
  /** Writing it and taking it back wait for a second person. */
  readonly secondPerson?: boolean;
  readonly columns: readonly SheetColumn[];
  /** Three rows, by column; what a column does not name is empty. */
  readonly samples: readonly Readonly<Record<string, string>>[];
  /** What the officer should know, one sentence each. */
  readonly rules: readonly Bilingual[];
}

/** Name of the sheet that holds the rows. */
export const DATA_SHEET = '数据';
