export { DOCUMENTS, type DocumentKind } from './document/catalogue.ts';
export { checkSums, type SumProblem } from './document/check-sums.ts';
export { moneyText } from './document/format-value.ts';
export type {
  AnyDocument,
  DayList,
  DocumentData,
  ExplanationSheet,
  Language,
  SettlementSheet,
  Stamp,
} from './document/paper.ts';
export { capitalAmount } from './money/capital-amount.ts';
export { type BuiltPdf, buildPdf } from './pdf/build-pdf.ts';
export { chooseTemplate, type Occasion } from './template/choose-template.ts';
export { loadTemplate } from './template/load-template.ts';
export { readTemplates } from './template/read-templates.ts';
export type { Template } from './template/template.ts';
