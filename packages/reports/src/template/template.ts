import type { Bilingual } from '@gongji/domain';
import type { DocumentKind } from '../document/catalogue.ts';

/** Template 单据模板: what stands on a document, in which order, under which words. Data, not code. */
export interface Template {
  /** File name without ending, e.g. `settlement-inpatient`. */
  readonly id: string;
  readonly document: DocumentKind;
  /** First day of settlement it is for; a reprint takes the one of that day. */
  readonly validFrom: string;
  /** Narrower templates win over wider ones. */
  readonly for: { readonly variant?: string; readonly region?: string; readonly insutype?: string };
  /** Sheet of A4, or a roll of 80 mm whose length follows its content. */
  readonly page: 'A4' | 'A4-landscape' | 'roll80';
  /** `{name}` stands for a field. */
  readonly title: Bilingual;
  readonly blocks: readonly Block[];
}

export type Block = FieldsBlock | TableBlock | AmountsBlock | StepsBlock | NoteBlock | SignaturesBlock;

/** Labelled values in a grid. */
export interface FieldsBlock {
  readonly kind: 'fields';
  readonly title?: Bilingual;
  readonly columns: number;
  readonly items: readonly { readonly field: string; readonly label: Bilingual; readonly span: number }[];
}

export interface TableBlock {
  readonly kind: 'table';
  readonly title?: Bilingual;
  readonly rows: string;
  /** Tables side by side: short rows in two columns. */
  readonly beside: number;
  readonly columns: readonly TableColumn[];
  /** Printed instead of the table when there are no rows; without it the whole block stays away. */
  readonly empty?: Bilingual;
}

export interface TableColumn {
  readonly field: string;
  readonly label: Bilingual;
  /** Share of the width. */
  readonly width: number;
  /** Amounts stand on the right by themselves; texts that are amounts have to say so. */
  readonly align?: 'left' | 'right';
  /** Field that stands below the column. */
  readonly total?: string;
}

/** Amounts in digits and in capital numerals 大写. */
export interface AmountsBlock {
  readonly kind: 'amounts';
  readonly title?: Bilingual;
  readonly items: readonly {
    readonly field: string;
    readonly label: Bilingual;
    readonly strong: boolean;
    /** Left out when the amount is zero or unknown. */
    readonly unlessZero: boolean;
  }[];
}

/** Rows of number, title, clause, formula, sentence: an explanation. */
export interface StepsBlock {
  readonly kind: 'steps';
  readonly title?: Bilingual;
  readonly rows: string;
}

export interface NoteBlock {
  readonly kind: 'note';
  readonly text: Bilingual;
  /** Printed only when the document has the flag. */
  readonly when?: string;
  readonly warn: boolean;
}

export interface SignaturesBlock {
  readonly kind: 'signatures';
  readonly items: readonly Bilingual[];
}
