import type { Bilingual } from '@gongji/domain';
import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Language } from '../document/paper.ts';
import { figureText, UNIT_WORDS } from './figure-text.ts';
import type { Figure, Report, ReportSection, ReportTable } from './report.ts';

/** Official documents are set in these; a machine that lacks them takes its own. */
const FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' };
const SIZE = 24;

/** Word file of a report that was checked. */
export async function buildReportDocx(report: Report, language: Language): Promise<Uint8Array> {
  const say = (text: Bilingual): string => text[language];
  const file = new Document({
    creator: report.organisation,
    title: say(report.title),
    styles: { default: { document: { run: { font: FONT, size: SIZE } } } },
    sections: [section(report, language)],
  });
  return Packer.toBuffer(file);
}

function section(report: Report, language: Language): ISectionOptions {
  const say = (text: Bilingual): string => text[language];
  const zh = language === 'zh';
  const head = [
    new Paragraph({
      heading: HeadingLevel.TITLE,
      alignment: AlignmentType.CENTER,
      children: [run(say(report.title), 36, true)],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 240 },
      children: [
        run(
          `${report.organisation}　${zh ? '统计期间' : 'period'} ${report.from} ${zh ? '至' : 'to'} ${report.to}`,
          21,
        ),
      ],
    }),
    ...(report.addressee === undefined
      ? []
      : [new Paragraph({ children: [run(`${say(report.addressee)}：`)] })]),
  ];
  const foot = new Paragraph({
    alignment: AlignmentType.RIGHT,
    spacing: { before: 360 },
    children: [
      run(`${report.organisation}　${report.madeOn}　${zh ? '制表' : 'made by'} ${report.madeBy}`, 21),
    ],
  });
  return {
    properties: { page: { margin: { top: 1440, bottom: 1440, left: 1300, right: 1300 } } },
    footers: {
      default: new Footer({
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [
              new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 18 }),
            ],
          }),
        ],
      }),
    },
    children: [...head, ...report.sections.flatMap((one) => blocks(one, language)), foot],
  };
}

function blocks(one: ReportSection, language: Language): readonly (Paragraph | Table)[] {
  const { figures = [], tables = [], paragraphs = [] } = one;
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      spacing: { before: 320, after: 120 },
      children: [run(one.heading[language], 28, true)],
    }),
    ...paragraphs.map(
      (text) =>
        new Paragraph({
          indent: { firstLine: 480 },
          spacing: { line: 400 },
          children: [run(text[language])],
        }),
    ),
    ...(figures.length === 0 ? [] : [figureTable(figures, language)]),
    ...tables.flatMap((table) => [
      new Paragraph({
        spacing: { before: 200, after: 80 },
        children: [run(table.title[language], SIZE, true)],
      }),
      dataTable(table, language),
    ]),
  ];
}

function figureTable(figures: readonly Figure[], language: Language): Table {
  const zh = language === 'zh';
  const head = zh ? ['指标', '单位', '数值', '口径'] : ['figure', 'unit', 'value', 'how it is worked out'];
  return table([
    row(head.map((text) => ({ text, bold: true }))),
    ...figures.map((one) =>
      row([
        { text: one.name[language] },
        { text: UNIT_WORDS[one.unit][language] },
        { text: figureText(one.value, one.unit), right: true },
        { text: one.formula[language] },
      ]),
    ),
  ]);
}

function dataTable({ columns, rows, total }: ReportTable, language: Language): Table {
  const cells = (line: ReportTable['rows'][number], bold: boolean): readonly Cell[] =>
    columns.map(({ unit }, i) => {
      const cell = line[i] ?? null;
      if (typeof cell === 'string') return { text: cell, bold };
      if (typeof cell === 'object' && cell !== null) return { text: cell[language], bold };
      return { text: unit === 'text' ? '' : figureText(cell, unit), bold, right: true };
    });
  return table([
    row(columns.map(({ name }) => ({ text: name[language], bold: true }))),
    ...rows.map((line) => row(cells(line, false))),
    ...(total === undefined ? [] : [row(cells(total, true))]),
  ]);
}

interface Cell {
  readonly text: string;
  readonly bold?: boolean;
  readonly right?: boolean;
}

function table(rows: readonly TableRow[]): Table {
  return new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [...rows] });
}

function row(cells: readonly Cell[]): TableRow {
  return new TableRow({
    cantSplit: true,
    children: cells.map(
      ({ text, bold = false, right = false }) =>
        new TableCell({
          margins: { top: 60, bottom: 60, left: 90, right: 90 },
          children: [
            new Paragraph({
              alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT,
              children: [run(text, 21, bold)],
            }),
          ],
        }),
    ),
  });
}

function run(text: string, size = SIZE, bold = false): TextRun {
  return new TextRun({ text, size, bold, font: FONT });
}
