import type { SheetFileBody, TransferSheet, TransferSheetRow } from '@gongji/contract';
import { type Bilingual, type Fen, fen, parseYuan, type Rejection, rejection, sumFen } from '@gongji/domain';
import { byColumn, type Column } from '../sheet/columns.ts';
import { readSheet } from '../sheet/sheet.ts';

const COLUMNS = {
  division: { name: { zh: '行政区划代码', en: 'division' }, required: true },
  place: { name: { zh: '参保地', en: 'place' } },
  from: { name: { zh: '起始年月', en: 'from' }, required: true },
  to: { name: { zh: '截止年月', en: 'to' }, required: true },
  months: { name: { zh: '月数', en: 'months' }, required: true },
  base: { name: { zh: '月缴费基数', en: 'monthly base' } },
  employerPaid: { name: { zh: '单位缴纳', en: 'paid by the employer' } },
  personPaid: { name: { zh: '个人缴纳', en: 'paid by the person' } },
  booked: { name: { zh: '当年记账', en: 'booked this year' } },
  bookedPerson: { name: { zh: '其中个人', en: 'of which personal' } },
  interest: { name: { zh: '利息', en: 'interest' } },
  yearEnd: { name: { zh: '年末合计', en: 'year-end sum' } },
  yearEndPerson: { name: { zh: '年末个人部分', en: 'personal part at year end' } },
  remarks: { name: { zh: '备注', en: 'remarks' } },
} as const satisfies Record<string, Column>;
type Name = keyof typeof COLUMNS;

export type SheetFileRead =
  | { readonly kind: 'read'; readonly sheet: TransferSheet }
  | { readonly kind: 'refused'; readonly problems: readonly Rejection[] };

/** Information sheet 2 信息表二 as a table (xlsx, CSV); amounts in yuan. Every cell that cannot be read is named. */
export async function readSheetFile(body: SheetFileBody): Promise<SheetFileRead> {
  const read = await readSheet(Buffer.from(body.base64, 'base64'));
  if (read.kind === 'invalid') return unreadable(read.why);
  const table = byColumn<Name>(read.rows, COLUMNS);
  const [missing] = table.problems;
  if (missing !== undefined) return unreadable(missing.message);
  if (table.rows.length === 0 || table.rows.length > 400)
    return unreadable({ zh: '须为 1 至 400 行', en: '1 to 400 rows are needed' });
  const problems: Rejection[] = [];
  const rows = table.rows.map(({ row, cells }) => rowOf(row, cells, problems));
  if (problems.length > 0) return { kind: 'refused', problems };
  const { personFen, employerFen, interestFen, deemedMonths, deemedEvidence } = body;
  const employeeMonths = rows.reduce((sum, { months }) => sum + months, 0);
  const totalFen = sumFen([personFen, employerFen, interestFen]);
  const money = { personFen, employerFen, interestFen, totalFen };
  return {
    kind: 'read',
    sheet: { employeeMonths, residentMonths: 0, deemedMonths, deemedEvidence, ...money, rows },
  };
}

function unreadable({ zh, en }: Bilingual): SheetFileRead {
  return {
    kind: 'refused',
    problems: [rejection('sheet-unreadable', { why: `${zh} ${en}` }, { field: 'base64' })],
  };
}

function rowOf(row: number, cells: Readonly<Record<Name, string>>, problems: Rejection[]): TransferSheetRow {
  const wrong = (column: Name) => {
    const { zh, en } = COLUMNS[column].name;
    const value = cells[column];
    const at = { field: `rows.${row}.${column}`, value };
    problems.push(rejection('sheet-cell', { row: String(row), column: `${zh} ${en}`, value }, at));
  };
  const month = (column: Name): string => {
    const found = /^(\d{4})[-./年]?(\d{1,2})月?$/.exec(cells[column]);
    const number = Number(found?.[2] ?? 0);
    if (found === null || number < 1 || number > 12) wrong(column);
    return `${found?.[1] ?? '0000'}-${String(number).padStart(2, '0')}`;
  };
  const yuan = (column: Name): Fen => {
    const text = cells[column].replaceAll(',', '');
    const amount = text === '' ? fen(0) : parseYuan(text);
    if (amount === undefined || amount < 0) wrong(column);
    return amount ?? fen(0);
  };
  if (!/^\d{6}$/.test(cells.division)) wrong('division');
  if (!/^\d{1,3}$/.test(cells.months)) wrong('months');
  return {
    division: cells.division,
    place: cells.place.slice(0, 60),
    from: month('from'),
    to: month('to'),
    months: Number(cells.months),
    ...(cells.base === '' ? {} : { baseFen: yuan('base') }),
    ...(cells.employerPaid === '' ? {} : { employerPaidFen: yuan('employerPaid') }),
    ...(cells.personPaid === '' ? {} : { personPaidFen: yuan('personPaid') }),
    ...(cells.yearEndPerson === '' ? {} : { yearEndPersonFen: yuan('yearEndPerson') }),
    bookedFen: yuan('booked'),
    bookedPersonFen: yuan('bookedPerson'),
    interestFen: yuan('interest'),
    yearEndFen: yuan('yearEnd'),
    remarks: cells.remarks.slice(0, 100),
  };
}
