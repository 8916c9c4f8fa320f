import type { CellStyle, XlsxCell, XlsxSheet } from './xlsx.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Rows below the head that a template prepares: text format and drop-down lists reach to here. */
const LAST_ROW = 50_000;
/** Excel's limit of a list written into the sheet itself. */
const LIST_LENGTH = 255;

export const RELATIONS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

export function contentTypes(sheets: number): string {
  const parts = numbers(sheets).map(
    (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${parts.join('')}</Types>`;
}

export function workbookXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

export function workbookRelations(sheets: number): string {
  const parts = numbers(sheets).map(
    (n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${parts.join('')}<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
}

/** In the order of `cellXfs` below. */
const STYLE_NUMBERS: Readonly<Record<CellStyle, number>> = {
  text: 1,
  head: 2,
  required: 3,
  note: 4,
  title: 5,
  wrong: 6,
  number: 7,
};

const FONT = '<name val="等线"/><family val="2"/>';
const fill = (color: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${color}"/><bgColor indexed="64"/></patternFill></fill>`;
const look = (font: number, filled: number, more = '<alignment vertical="center"/>') =>
  `<xf numFmtId="49" fontId="${font}" fillId="${filled}" borderId="${filled === 0 ? 0 : 1}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${more}</xf>`;
const WRAPPED = '<alignment vertical="top" wrapText="1"/>';
const side = (name: string) => `<${name} style="thin"><color rgb="FFBFC7D1"/></${name}>`;

export const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="4"><font><sz val="11"/>${FONT}</font><font><b/><sz val="11"/>${FONT}</font><font><b/><sz val="14"/>${FONT}</font><font><sz val="11"/><color rgb="FFB42318"/>${FONT}</font></fonts><fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('E6EDF7')}${fill('FFF1CC')}${fill('FDE7E5')}</fills><borders count="2"><border/><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${look(0, 0)}${look(1, 2)}${look(1, 3)}${look(0, 0, WRAPPED)}${look(2, 0)}${look(3, 4, WRAPPED)}<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`;

/** The XML of one sheet, row by row. */
export function* sheetXml(sheet: XlsxSheet): Generator<string> {
  const frozen = sheet.frozenRows ?? 0;
  const pane =
    frozen === 0
      ? ''
      : `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`;
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>`;
  // The style of a column is what cells get that are typed later: text, so that identity numbers stay whole.
  for (const [index, { width }] of sheet.columns.entries())
    yield `<col min="${index + 1}" max="${index + 1}" width="${width}" style="1" customWidth="1"/>`;
  yield '</cols><sheetData>';
  let rowNo = 0;
  for (const row of sheet.rows) {
    rowNo += 1;
    yield `<row r="${rowNo}">${row.map((cell, index) => cellXml(cell, columnName(index) + rowNo)).join('')}</row>`;
  }
  yield `</sheetData>${validations(sheet, frozen + 1)}</worksheet>`;
}

function cellXml(cell: XlsxCell, reference: string): string {
  const styled = typeof cell === 'object';
  const value = styled ? cell.value : cell;
  const style = STYLE_NUMBERS[styled ? cell.style : typeof value === 'number' ? 'number' : 'text'];
  if (typeof value === 'number') return `<c r="${reference}" s="${style}"><v>${value}</v></c>`;
  if (value === '' && !styled) return '';
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

function validations(sheet: XlsxSheet, firstRow: number): string {
  const lists = sheet.columns.flatMap(({ choices }, index) => {
    const list = choices?.join(',') ?? '';
    if (list === '' || list.length > LIST_LENGTH) return [];
    const name = columnName(index);
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${name}${firstRow}:${name}${LAST_ROW}"><formula1>"${escaped(list)}"</formula1></dataValidation>`;
  });
  return lists.length === 0
    ? ''
    : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
}

/** 0 → A, 27 → AB. */
function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

/** What XML cannot hold: control characters, two non-characters, halves of a character. */
const FORBIDDEN = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Cs}/gu;

function escaped(text: string): string {
  return text
    .replace(FORBIDDEN, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
