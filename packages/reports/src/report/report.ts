import type { Bilingual, CalendarDate } from '@gongji/domain';

/** Unit of a figure: persons or things, person-times, money in fen, a rate in millionths. */
export type FigureUnit = 'count' | 'times' | 'fen' | 'ppm';

/**
 * Figure 指标: one number of a report with what it is made of, so that it can be checked and opened. Whole numbers in its
 * unit. `null`: to be filled in by hand 待填, printed as such.
 */
export interface Figure {
  readonly id: string;
  readonly name: Bilingual;
  readonly unit: FigureUnit;
  readonly value: number | null;
  /** How it is worked out, in words. */
  readonly formula: Bilingual;
  /** Figures that add up to this one. */
  readonly sumOf?: readonly string[];
  /** Figures whose quotient this rate is. */
  readonly ratioOf?: { readonly part: string; readonly whole: string };
  /** Page of the workbench that lists what was counted. */
  readonly path?: string;
}

export interface TableColumn {
  readonly id: string;
  readonly name: Bilingual;
  /** `text` for words; otherwise whole numbers in the unit. */
  readonly unit: FigureUnit | 'text';
}

/** A table of a report. The last row is the sum of the others for counts and money when `total` is given. */
export interface ReportTable {
  readonly id: string;
  readonly title: Bilingual;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly (string | Bilingual | number | null)[])[];
  readonly total?: readonly (string | Bilingual | number | null)[];
}

export interface ReportSection {
  readonly heading: Bilingual;
  readonly paragraphs?: readonly Bilingual[];
  readonly figures?: readonly Figure[];
  readonly tables?: readonly ReportTable[];
}

/** Report 报告: data in, checked as a whole, then written as Word or Excel. */
export interface Report {
  readonly id: string;
  readonly title: Bilingual;
  readonly organisation: string;
  readonly addressee?: Bilingual;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly madeOn: CalendarDate;
  readonly madeBy: string;
  readonly sections: readonly ReportSection[];
}
