import type { Language } from '../document/paper.ts';
import { figureText, UNIT_WORDS } from './figure-text.ts';
import type { Report } from './report.ts';

/** A sheet of a workbook as rows of cells: text, or a number as people type it. */
export interface ReportSheet {
  readonly name: string;
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A report as sheets 报表: the figures on the first, each table on one of its own. */
export function reportSheets(report: Report, language: Language): readonly ReportSheet[] {
  const zh = language === 'zh';
  const figures = report.sections.flatMap((section) => [
    ...((section.figures ?? []).length === 0 ? [] : [[section.heading[language]]]),
    ...(section.figures ?? []).map((one) => [
      one.name[language],
      UNIT_WORDS[one.unit][language],
      numberOf(one.value, one.unit),
      one.formula[language],
    ]),
  ]);
  const head = [
    [report.title[language]],
    [`${report.organisation} ${report.from} – ${report.to}`],
    zh ? ['指标', '单位', '数值', '口径'] : ['figure', 'unit', 'value', 'how it is worked out'],
  ];
  const tables = report.sections.flatMap((section) => section.tables ?? []);
  return [
    { name: zh ? '指标' : 'figures', rows: [...head, ...figures] },
    ...tables.map((table) => ({
      name: table.title[language].slice(0, 28),
      rows: [
        table.columns.map(({ name }) => name[language]),
        ...[...table.rows, ...(table.total === undefined ? [] : [table.total])].map((line) =>
          table.columns.map(({ unit }, i) => {
            const cell = line[i] ?? null;
            if (typeof cell === 'string') return cell;
            if (typeof cell === 'object' && cell !== null) return cell[language];
            return unit === 'text' ? '' : numberOf(cell, unit);
          }),
        ),
      ],
    })),
  ];
}

/** A number for a spreadsheet: yuan, per cent, or a count; text when it is to be filled in. */
function numberOf(value: number | null, unit: 'count' | 'times' | 'fen' | 'ppm'): number | string {
  if (value === null) return figureText(null, unit);
  if (unit === 'fen') return value / 100;
  return unit === 'ppm' ? Math.round(value / 100) / 100 : value;
}
