export { DOCUMENTS, type DocumentKind } from './document/catalogue.ts';
export { checkSums, type SumProblem } from './document/check-sums.ts';
export { moneyText } from './document/format-value.ts';
export type {
  AnyDocument,
  ContributionList,
  ContributionNotice,
  ContributionReceipt,
  DayList,
  DocumentData,
  EnrolmentForm,
  ExplanationSheet,
  Language,
  SettlementSheet,
  Stamp,
} from './document/paper.ts';
export { capitalAmount } from './money/capital-amount.ts';
export { type BuiltPdf, buildPdf, buildPdfOfMany, type PdfPaper } from './pdf/build-pdf.ts';
export { buildReportDocx } from './report/build-docx.ts';
export { checkReport, type ReportProblem } from './report/check-report.ts';
export { figureText } from './report/figure-text.ts';
export type { Figure, FigureUnit, Report, ReportSection, ReportTable, TableColumn } from './report/report.ts';
export { type ReportSheet, reportSheets } from './report/report-rows.ts';
export { chooseTemplate, type Occasion } from './template/choose-template.ts';
export { loadTemplate } from './template/load-template.ts';
export { readTemplates } from './template/read-templates.ts';
export type { Template } from './template/template.ts';
