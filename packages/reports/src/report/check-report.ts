import { type Bilingual, ratioPpm } from '@gongji/domain';
import { figureText } from './figure-text.ts';
import type { Figure, Report, ReportTable } from './report.ts';

/** What does not add up in a report 勾稽不符; such a report is not written. */
export interface ReportProblem {
  readonly figure: string;
  readonly message: Bilingual;
}

/** Totals against their parts, rates from the raw numbers, table totals: everything that does not hold. */
export function checkReport(report: Report): readonly ReportProblem[] {
  const figures = new Map(report.sections.flatMap((one) => one.figures ?? []).map((one) => [one.id, one]));
  const tables = report.sections.flatMap((one) => one.tables ?? []);
  return [
    ...[...figures.values()].flatMap((one) => figureProblems(one, figures)),
    ...tables.flatMap(tableProblems),
  ];
}

function figureProblems(figure: Figure, all: ReadonlyMap<string, Figure>): readonly ReportProblem[] {
  const { value, unit, sumOf, ratioOf } = figure;
  if (value === null) return [];
  if (!Number.isSafeInteger(value)) return [problem(figure, `${value}`, 'a whole number 整数')];
  if (sumOf !== undefined) {
    const sum = sumOf.reduce((total, id) => total + figureValue(all, id), 0);
    if (sum !== value) return [problem(figure, figureText(value, unit), figureText(sum, unit))];
  }
  if (ratioOf !== undefined) {
    const whole = figureValue(all, ratioOf.whole);
    const ratio = whole === 0 ? 0 : ratioPpm(figureValue(all, ratioOf.part), whole);
    if (ratio !== value) return [problem(figure, figureText(value, 'ppm'), figureText(ratio, 'ppm'))];
  }
  return [];
}

function figureValue(all: ReadonlyMap<string, Figure>, id: string): number {
  const figure = all.get(id);
  if (figure === undefined) throw new Error(`the report has no figure ${id}`);
  return figure.value ?? 0;
}

function tableProblems(table: ReportTable): readonly ReportProblem[] {
  const { total, rows, columns } = table;
  if (total === undefined) return [];
  return columns.flatMap(({ unit, name }, i) => {
    if (unit === 'text' || unit === 'ppm') return [];
    const sum = rows.reduce((so, row) => so + numberIn(row[i]), 0);
    const printed = numberIn(total[i]);
    if (sum === printed) return [];
    const at = {
      id: table.id,
      name: { zh: `${table.title.zh}·${name.zh}`, en: `${table.title.en}, ${name.en}` },
    };
    return [problem(at, figureText(printed, unit), figureText(sum, unit))];
  });
}

function numberIn(cell: ReportTable['rows'][number][number] | undefined): number {
  return typeof cell === 'number' ? cell : 0;
}

function problem({ id, name }: Pick<Figure, 'id' | 'name'>, printed: string, worked: string): ReportProblem {
  return {
    figure: id,
    message: {
      zh: `“${name.zh}”为 ${printed}，按其组成应为 ${worked}`,
      en: `“${name.en}” is ${printed}; its parts make ${worked}`,
    },
  };
}
